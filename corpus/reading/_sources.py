"""From what the user names, files, folders and standard input, to documents."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from corpus._errors import ReadError
from corpus._nouns import Document
from corpus.reading._csv import read_csv
from corpus.reading._decoding import has_mojibake
from corpus.reading._docx import read_docx
from corpus.reading._errors import (
    EmptyDocument,
    FileMissing,
    FileTooLarge,
    NoReadableFiles,
    UnknownFormat,
    UnreadableFile,
)
from corpus.reading._extract import Extract, Reader
from corpus.reading._html import read_html
from corpus.reading._jsonl import read_jsonl
from corpus.reading._language import DUTCH, detect_language
from corpus.reading._markdown import read_markdown
from corpus.reading._pdf import read_pdf
from corpus.reading._plain import read_plain
from corpus.reading._table import Columns, Table, check_column, row_extracts

STANDARD_INPUT = "-"
OBVIOUS_COLUMNS = Columns()
# Text is decoded and no more; the parsers of other formats need many times the size of the file.
MAX_TEXT_MB = 50
MAX_PARSED_MB = 20

TABLES: dict[str, Callable[..., Table]] = {".csv": read_csv, ".jsonl": read_jsonl}
TEXTS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
FORMATS = (*TEXTS, *TABLES)
LIMITS = {suffix: MAX_TEXT_MB if suffix in (".txt", *TABLES) else MAX_PARSED_MB for suffix in FORMATS}


def read_sources(
    sources: Sequence[str], *, columns: Columns = OBVIOUS_COLUMNS, stdin: BinaryIO | None = None
) -> Iterator[Document | ReadError]:
    """The documents of all sources in order, and in its place an error for each that cannot be read.

    Args:
        sources: Paths of files and folders; "-" is plain text on standard input. A folder gives its files
            of known formats, also those in its subfolders, sorted; hidden ones are left out.
        columns: Which columns of tables hold what. A row of a table is a document.
        stdin: Standard input, where it is not that of the process.

    Yields:
        Documents d1, d2, …, and ReadError values, which are not raised.
    """
    count = 0
    for result in _read_all(sources, columns, stdin):
        if isinstance(result, ReadError):
            yield result
            continue
        count += 1
        name, extract = result
        yield _document(f"d{count}", name, extract)


def read_rows(path: Path, *, text_column: str) -> tuple[list[str], list[dict[str, object]]]:
    """The column names and the rows of a .csv or .jsonl file, all columns as they are.

    Raises:
        ReadError: The file is no such table, or has no `text_column`.
    """
    name = _shown(path)
    if path.suffix.lower() not in TABLES:
        raise UnknownFormat(source=name, formats=", ".join(TABLES))
    _check_exists(path)
    table = _read_table(path)
    check_column(table, text_column, source=name)
    return table.fieldnames, [row for _, row in table.rows]


Result = tuple[str, Extract] | ReadError


def _read_all(sources: Iterable[str], columns: Columns, stdin: BinaryIO | None) -> Iterator[Result]:
    for source in sources:
        try:
            if source == STANDARD_INPUT:
                yield "stdin", _read_stdin(stdin or sys.stdin.buffer)
            else:
                yield from _read_path(Path(source), columns)
        except ReadError as fault:
            yield fault


def _read_stdin(stdin: BinaryIO) -> Extract:
    return _checked(read_plain(_bytes(stdin, "stdin", MAX_TEXT_MB), source="stdin"), "stdin")


def _read_path(path: Path, columns: Columns) -> Iterator[Result]:
    _check_exists(path)
    if not path.is_dir():
        yield from _read_file(path, columns)
        return
    files = list(_files(path))
    if not files:
        raise NoReadableFiles(source=_shown(path), formats=", ".join(FORMATS))
    for file in files:
        yield from _read_file(file, columns)


def _check_exists(path: Path) -> None:
    try:
        path.stat()
    except PermissionError as fault:
        raise UnreadableFile(source=_shown(path), reason=fault.strerror) from fault
    except (OSError, ValueError) as fault:
        raise FileMissing(source=_shown(path)) from fault


def _files(folder: Path) -> Iterator[Path]:
    """The readable files below `folder`, sorted; "~$…" is the lock that Word leaves beside an open document."""
    found = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    for path in sorted(found, key=lambda path: path.parts):
        inside = path.relative_to(folder).parts
        if path.suffix.lower() in FORMATS and not any(part.startswith((".", "~$")) for part in inside):
            yield path


def _read_file(path: Path, columns: Columns) -> Iterator[Result]:
    name = _shown(path)
    try:
        for extract in _extracts(path, name, columns):
            place = name if extract.row is None else f"{name}:{extract.row}"
            yield place, extract
    except ReadError as fault:
        yield fault


def _extracts(path: Path, name: str, columns: Columns) -> Iterator[Extract]:
    suffix = path.suffix.lower()
    if suffix in TABLES:
        yield from row_extracts(_read_table(path), columns=columns, source=name)
    elif suffix in TEXTS:
        yield _checked(TEXTS[suffix](_file_bytes(path), source=name), name)
    else:
        raise UnknownFormat(source=name, formats=", ".join(FORMATS))


def _read_table(path: Path) -> Table:
    return TABLES[path.suffix.lower()](_file_bytes(path), source=_shown(path))


def _file_bytes(path: Path) -> bytes:
    name = _shown(path)
    try:
        with path.open("rb") as file:
            return _bytes(file, name, LIMITS[path.suffix.lower()])
    except OSError as fault:
        raise UnreadableFile(source=name, reason=fault.strerror or type(fault).__name__) from fault


def _bytes(file: BinaryIO, name: str, limit_mb: int) -> bytes:
    raw = file.read(limit_mb * 1_000_000 + 1)
    if len(raw) > limit_mb * 1_000_000:
        raise FileTooLarge(source=name, limit_mb=limit_mb)
    return raw


def _checked(extract: Extract, name: str) -> Extract:
    if not any(map(str.isalnum, extract.text)):
        raise EmptyDocument(source=name)
    return extract


def _shown(path: Path) -> str:
    """The path as text that can be printed, whatever bytes the file system has in it."""
    return _printable(str(path))


def _printable(text: str) -> str:
    """`text` without lone surrogates, which no file and no model can take."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def _document(id: str, name: str, extract: Extract) -> Document:  # noqa: A002 (the noun's own word)
    text = _printable(extract.text)
    language = detect_language(text)
    found = (("not-dutch", language != DUTCH), ("mojibake", has_mojibake(text)))
    stem = "" if name == "stdin" else Path(name).stem
    return Document(
        id=id,
        text=text,
        source=name,
        title=_printable(extract.title) or stem,
        date=extract.date,
        author=extract.author and _printable(extract.author),
        language=language,
        extractor=extract.extractor,
        warnings=tuple(code for code, holds in found if holds),
    )
