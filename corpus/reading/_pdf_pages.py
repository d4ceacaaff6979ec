"""The process that parses a PDF: the file on standard input, the pages as JSON on standard output.

Run as `python -m corpus.reading._pdf_pages`. The answer is {"pages", "title", "author", "date"} or {"fault"}, a
fault being "encrypted", "heavy" or the name of an exception.
"""

import contextlib
import io
import json
import sys
from typing import Any

MEMORY_MB = 1500


def main() -> None:
    """Parse standard input and answer."""
    _limit_memory()
    sys.stdout.buffer.write(json.dumps(answer(sys.stdin.buffer.read())).encode("ascii"))


def answer(raw: bytes) -> dict[str, Any]:
    """What is said of the PDF in `raw`; never raises."""
    try:
        return _parse(raw)
    except (MemoryError, RecursionError):
        return {"fault": "heavy"}
    except Exception as fault:  # pypdf promises no closed set of exceptions for broken files.
        return {"fault": "heavy" if type(fault).__name__ == "LimitReachedError" else type(fault).__name__}


def _parse(raw: bytes) -> dict[str, Any]:
    from pypdf import PdfReader  # noqa: PLC0415 (heavy, and the memory limit comes first)

    reader = PdfReader(io.BytesIO(raw))
    # Many files have an empty password: they only forbid printing.
    if reader.is_encrypted and not reader.decrypt(""):
        return {"fault": "encrypted"}
    pages = [page.extract_text() for page in reader.pages]
    return {"pages": pages, **_metadata(reader)}


def _metadata(reader: Any) -> dict[str, str | None]:
    found: dict[str, str | None] = {"title": None, "author": None, "date": None}
    # A file with a broken information dictionary is still worth its text.
    with contextlib.suppress(Exception):
        known = reader.metadata
        found["title"], found["author"] = known.title, known.author
        found["date"] = known.creation_date.date().isoformat()
    return found


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 (not everywhere)
    except ImportError:  # Windows: there the limits of pypdf itself and the time limit remain.
        return
    # macOS refuses this limit: the same two remain.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 1_000_000, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
