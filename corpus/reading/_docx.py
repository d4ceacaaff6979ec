"""Word documents: paragraphs, lists and tables in their order, a blank line between blocks."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from corpus.reading._errors import ArchiveTooLarge, EncryptedFile, UnreadableFile
from corpus.reading._extract import Extract, extractor_name, one_line

MAX_UNPACKED_MB = 200
# Word wraps a document with a password in the container of its old .doc format.
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
# What python-docx writes into files that it makes itself: known values, not known facts.
TEMPLATE_AUTHOR = "python-docx"
TEMPLATE_DATE = date(2013, 12, 23)
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def read_docx(raw: bytes, *, source: str) -> Extract:
    """Headings, paragraphs, list items ("- ") and table cells as blocks, tracked changes accepted.

    Notes, margin comments and text boxes are left out.

    Raises:
        ArchiveTooLarge: The parts unpack to more than MAX_UNPACKED_MB.
        EncryptedFile: It has a password, or is an old .doc.
        UnreadableFile: It is no Word document.
    """
    if raw.startswith(OLD_CONTAINER):
        raise EncryptedFile(source=source)
    try:
        _check_size(raw, source)
        return _extract(raw)
    except ArchiveTooLarge:
        raise
    except Exception as fault:  # python-docx lets errors of zipfile, lxml and its own through, and plain KeyErrors.
        raise UnreadableFile(source=source, reason=type(fault).__name__) from fault


def _check_size(raw: bytes, source: str) -> None:
    # zipfile never unpacks more of a part than the size stated here, so a false size cannot get past.
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED_MB * 1_000_000:
        raise ArchiveTooLarge(source=source, limit_mb=MAX_UNPACKED_MB)


def _extract(raw: bytes) -> Extract:
    import docx  # noqa: PLC0415 (heavy)

    document = docx.Document(io.BytesIO(raw))
    properties = document.core_properties
    created = properties.created.date() if properties.created else TEMPLATE_DATE
    author = one_line(properties.author)
    return Extract(
        text="\n\n".join(_blocks(document._body)),
        extractor=extractor_name("python-docx"),
        title=one_line(properties.title) or _first_heading(document),
        author=author if author != TEMPLATE_AUTHOR else None,
        date=None if created == TEMPLATE_DATE else created.isoformat(),
    )


def _first_heading(document: Any) -> str:
    headings = (_text(p._p) for p in document.paragraphs if _style(p).startswith(("title", "heading")))
    return next((one_line(text) for text in headings if text.strip()), "")


def _blocks(container: Any) -> Iterator[str]:
    from docx.table import Table  # noqa: PLC0415 (heavy)
    from docx.text.paragraph import Paragraph  # noqa: PLC0415

    for element in _block_elements(container._element):
        if element.tag.endswith("}tbl"):
            for cell in _cells(Table(element, container)):
                yield from _blocks(cell)
        elif text := _text(element):
            yield f"- {text}" if _is_list_item(Paragraph(element, container)) else text


def _block_elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside form fields and the wrappers of tracked changes."""
    for element in parent:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in ("p", "tbl"):
            yield element
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _block_elements(element)


def _text(paragraph: Any) -> str:
    """What a paragraph says once its tracked changes are accepted; python-docx leaves insertions out."""
    return "".join(_pieces(paragraph)).strip()


def _pieces(parent: Any) -> Iterator[str]:
    for element in parent:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "t":
            yield element.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        # Deleted runs and drawings (with text boxes, mostly twice) stay out.
        elif name not in ("del", "moveFrom", "drawing", "pict", "AlternateContent", "pPr", "rPr"):
            yield from _pieces(element)


def _cells(table: Any) -> Iterator[Any]:
    """The cells row by row; a merged cell is in several places of the grid and is given once."""
    seen = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield cell


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name or "").lower() if paragraph.style is not None else ""


def _is_list_item(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    is_numbered = properties is not None and properties.numPr is not None
    # Headings can be numbered too and are no list.
    return (is_numbered or _style(paragraph).startswith("list ")) and not _style(paragraph).startswith("heading")
