"""A table of texts: which column is what, and a document out of each row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from corpus.reading._errors import EmptyDocument, MissingColumn
from corpus.reading._extract import Extract, iso_date, one_line

TEXT_COLUMNS = ("text", "tekst", "inhoud", "content", "body", "antwoord", "opmerking")
TITLE_COLUMNS = ("title", "titel", "kop")
AUTHOR_COLUMNS = ("author", "auteur", "schrijver")
DATE_COLUMNS = ("date", "datum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of the columns that hold a document; None looks for an obvious name."""

    text: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows as they are.

    Attributes:
        rows: Number and cells of each row; the number is the line in a .jsonl, the count below the header in a .csv.
    """

    extractor: str
    fieldnames: list[str]
    rows: list[tuple[int, dict[str, object]]]


def check_column(table: Table, column: str, *, source: str) -> str:
    """`column`, which the table must have, spelled exactly so."""
    if column not in table.fieldnames:
        raise MissingColumn(source=source, column=repr(column), columns=_listed(table))
    return column


def row_extracts(table: Table, *, columns: Columns, source: str) -> Iterator[Extract]:
    """A document for each row with a text; blank cells are no documents.

    Raises:
        MissingColumn: A named column is not there, or no column has an obvious name for the text.
        EmptyDocument: No row has a text.
    """
    if not table.rows:
        raise EmptyDocument(source=source)
    text = _find(table, columns.text, TEXT_COLUMNS, source)
    title = _find(table, columns.title, TITLE_COLUMNS, source)
    author = _find(table, columns.author, AUTHOR_COLUMNS, source)
    day = _find(table, columns.date, DATE_COLUMNS, source)
    if text is None:
        raise MissingColumn(source=source, column=" / ".join(TEXT_COLUMNS), columns=_listed(table))
    filled = [(number, row) for number, row in table.rows if any(map(str.isalnum, _cell(row, text)))]
    if not filled:
        raise EmptyDocument(source=source)
    for number, row in filled:
        yield Extract(
            text=_cell(row, text),
            extractor=table.extractor,
            title=one_line(_cell(row, title)) or f"{PurePath(source).stem} {number}",
            author=one_line(_cell(row, author)) or None,
            date=iso_date(_cell(row, day)),
            row=number,
        )


def _listed(table: Table) -> str:
    return ", ".join(map(repr, table.fieldnames)) or "-"


def _find(table: Table, named: str | None, obvious: tuple[str, ...], source: str) -> str | None:
    if named is not None:
        return check_column(table, named, source=source)
    known = {name.strip().casefold(): name for name in reversed(table.fieldnames)}
    return next((known[name] for name in obvious if name in known), None)


def _cell(row: Mapping[str, object], column: str | None) -> str:
    value = None if column is None else row.get(column)
    return "" if value is None else str(value)
