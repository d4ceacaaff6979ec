"""Tables with a header row, whatever they are delimited by."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from corpus.reading._decoding import decode
from corpus.reading._errors import BrokenRow, EmptyDocument
from corpus.reading._table import Table

EXTRACTOR = "csv 1"
DELIMITERS = (",", ";", "\t", "|")
# For a table of one column: a delimiter that no text holds, so that commas in a text stay there.
NO_DELIMITER = "\x1f"
SAMPLE_ROWS = 200
# The largest cell; csv stops at 131,072 unless told otherwise, less than a long article.
MAX_CELL = 50_000_000


def read_csv(raw: bytes, *, source: str) -> Table:
    """All rows with all columns; short rows are filled with empty cells, blank ones left out.

    Raises:
        BrokenRow: A row has more cells than the header.
        EmptyDocument: There is no header.
    """
    text = decode(raw, source=source)
    delimiter, body = _stated_delimiter(text)
    csv.field_size_limit(MAX_CELL)
    rows = _rows(body, delimiter or _guess_delimiter(body), source)
    header = next(rows, None)
    if header is None:
        raise EmptyDocument(source=source)
    filled = ((number, row) for number, row in enumerate(rows, 1) if any(row))
    return Table(
        extractor=EXTRACTOR,
        fieldnames=header,
        rows=[(number, _named(header, row, number, source)) for number, row in filled],
    )


def _stated_delimiter(text: str) -> tuple[str | None, str]:
    """Excel puts "sep=;" above a table to say so."""
    first, _, rest = text.partition("\n")
    stated = first.strip().removeprefix("sep=")
    return (stated, rest) if first.startswith("sep=") and len(stated) == 1 else (None, text)


def _rows(text: str, delimiter: str, source: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as fault:
        raise BrokenRow(source=source, line=reader.line_num, reason=str(fault)) from fault


def _guess_delimiter(text: str) -> str:
    """The delimiter under which most rows are as wide as a header of two cells or more.

    csv.Sniffer is not used: on prose it takes a letter or a space for the delimiter.
    """
    scores = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > (0.0, 0) else NO_DELIMITER


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE_ROWS))
    except csv.Error:
        return (0.0, 0)
    widths = [len(row) for row in rows if row]
    if not widths or widths[0] < 2:
        return (0.0, 0)
    return (widths.count(widths[0]) / len(widths), widths[0])


def _named(header: list[str], row: list[str], number: int, source: str) -> dict[str, object]:
    if any(row[len(header) :]):
        raise BrokenRow(source=source, line=number, reason=f"{len(row)} > {len(header)}")
    cells = [*row, *[""] * (len(header) - len(row))]
    return dict(zip(header, cells, strict=False))
