"""PDF: the pages are parsed by a process of its own, so that a hostile file harms nothing but that process."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.reading._errors import EncryptedFile, ScannedPdf, TooHeavy, UnreadableFile
from corpus.reading._extract import Extract, extractor_name, iso_date, one_line
from corpus.reading._pdf_pages import MEMORY_MB

TIMEOUT_SECONDS = 180
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Running heads and page numbers stand at the edge of a page; what repeats elsewhere is the author's.
EDGE_LINES = 3
REPEATED_SHARE = 0.6
DIGITS = re.compile(r"\d{1,9}")
# "voor-\nen nadelen" is a shared part of a word, not a word cut in two.
HYPHENATION = re.compile(r"(?<=[^\W\d_])(?:[-‐¬]|\u00ad)[ \t]{0,9}\n[ \t]{0,9}(?!(?:en|of|dan|tot|noch)\b)(?=[a-zà-ÿ])")
NOT_A_NAME = frozenset({"", "untitled", "(anonymous)", "unspecified", "anonymous", "unknown"})
PROGRAM_TITLE = re.compile(r"(?:Microsoft \w{1,20} - )|\.(?:docx?|pdf|indd|pptx?|xlsx?)\Z", re.IGNORECASE)


def read_pdf(raw: bytes, *, source: str) -> Extract:
    """The text of all pages without running heads, words that a line end cut in two joined again.

    Raises:
        EncryptedFile: It has a password.
        ScannedPdf: No page has text.
        TooHeavy: Time or memory ran out.
        UnreadableFile: It is no PDF, or a broken one.
    """
    parsed = _parse_elsewhere(raw, source)
    text = clean_pages(parsed["pages"])
    if not text.strip():
        raise ScannedPdf(source=source)
    author = one_line(parsed["author"])
    return Extract(
        text=text,
        extractor=extractor_name("pypdf"),
        title=_title(one_line(parsed["title"])),
        author=None if author.lower() in NOT_A_NAME else author,
        date=iso_date(parsed["date"]),
    )


def clean_pages(pages: Sequence[str]) -> str:
    """The pages as one text, before offsets are counted in it."""
    lines = [_lines(page) for page in pages]
    running = _running_lines(lines)
    kept = "\n".join(line for page in lines for line in _without(page, running))
    return HYPHENATION.sub("", kept).replace("\u00ad", "")


def _lines(page: str) -> list[str]:
    return [line.rstrip() for line in page.translate(LIGATURES).splitlines()]


def _without(page: Sequence[str], running: frozenset[str]) -> list[str]:
    edges = _edges(page)
    return [line for at, line in enumerate(page) if at not in edges or _shape(line) not in running]


def _running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    counts = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    needed = max(2, REPEATED_SHARE * len(pages))
    return frozenset(shape for shape, count in counts.items() if count >= needed)


def _edges(page: Sequence[str]) -> set[int]:
    written = [at for at, line in enumerate(page) if line.strip()]
    return {*written[:EDGE_LINES], *written[-EDGE_LINES:]}


def _shape(line: str) -> str:
    """The line with its numbers alike: "Nota parkeren 3" and "Nota parkeren 4" are one running head."""
    return DIGITS.sub("#", one_line(line))


def _title(title: str) -> str:
    return "" if title.lower() in NOT_A_NAME or PROGRAM_TITLE.search(title) else title


def _parse_elsewhere(raw: bytes, source: str) -> dict[str, Any]:
    """What `_pdf_pages` says of the file.

    A plain child process and not multiprocessing: that would run the caller's main module again, which under
    Streamlit is a whole page.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "corpus.reading._pdf_pages"],
            input=raw,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise _too_heavy(source) from fault
    except OSError as fault:
        raise UnreadableFile(source=source, reason=fault.strerror or type(fault).__name__) from fault
    return _answer(done, source)


def _environment() -> dict[str, str]:
    """The same environment, in which this very package is found wherever the work is done from."""
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}


def _answer(done: "subprocess.CompletedProcess[bytes]", source: str) -> dict[str, Any]:
    try:
        answer = dict(json.loads(done.stdout))
    except ValueError as fault:
        # No answer at all: the system ended the process, for its memory as a rule.
        raise _too_heavy(source) from fault
    fault_name = answer.get("fault")
    if fault_name == "encrypted":
        raise EncryptedFile(source=source)
    if fault_name == "heavy":
        raise _too_heavy(source)
    if fault_name:
        raise UnreadableFile(source=source, reason=fault_name)
    return answer


def _too_heavy(source: str) -> TooHeavy:
    return TooHeavy(source=source, seconds=TIMEOUT_SECONDS, limit_mb=MEMORY_MB)
