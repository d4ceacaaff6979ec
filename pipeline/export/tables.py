"""A map as tables, in CSV and XLSX, in which no cell can become a formula."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import ArgumentMap, Debate, Judgement, Sentence
from pipeline.analysis.index import stance_on

# Excel's own limit on a cell; a longer one makes a file that it refuses.
CELL_CHARACTERS = 32_000
SHEET_NAME_CHARACTERS = 31
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A name, the names of the columns, and the rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(argument_map: ArgumentMap) -> tuple[Table, ...]:
    """All that a map says, as tables: sentences, relations, key points, documents, debates."""
    return (
        _sentences(argument_map),
        _relations(argument_map),
        _key_points(argument_map),
        _documents(argument_map),
        _debates(argument_map),
    )


def encode_csv(table: Table) -> bytes:
    """The table as CSV that Excel opens well: UTF-8 with a mark, semicolons, which Dutch Excel expects."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(column) for column in table.columns])
    writer.writerows([[_shown(cell) for cell in row] for row in table.rows])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def encode_xlsx(tables: Sequence[Table]) -> bytes:
    """The tables as sheets of one workbook; every text is stored as text."""
    from openpyxl import Workbook  # noqa: PLC0415 - only an export needs it

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name[:SHEET_NAME_CHARACTERS])
        sheet.freeze_panes = "A2"
        sheet.append(list(table.columns))
        for row in table.rows:
            sheet.append([_excel_cell(cell) for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def safe_cell(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_cell(cell)
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    return f"{cell:.4g}".replace(".", ",") if isinstance(cell, float) else str(cell)


def _excel_cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if not isinstance(cell, str):
        return cell
    return _without_controls(safe_cell(cell))[:CELL_CHARACTERS]


def _without_controls(text: str) -> str:
    """`text` without what XML cannot hold; openpyxl refuses the whole file otherwise."""
    return "".join(
        character
        for character in text
        if character in "\t\n" or (character >= " " and not "\ud800" <= character <= "\udfff")
    )


def _sentences(argument_map: ArgumentMap) -> Table:
    titles = {document.id: document.title or document.source for document in argument_map.documents}
    fixed = ("id", "document", "titel", "spreker", "zin", "soort", "rol", "rol_kans", "rol_zeker", "gericht_aan")
    debates = [f"{debate.id}.{name}" for debate in argument_map.debates for name in ("kant", "kans", "zeker")]
    rows = tuple(
        (
            *(one.id, one.document, titles[one.document], one.speaker, one.text, one.kind.value),
            *(one.role.value, _role_score(one.judgement), one.judgement.certain, one.addressee),
            *(cell for debate in argument_map.debates for cell in _stance_cells(one, debate)),
            one.duplicate_of,
        )
        for one in argument_map.sentences
    )
    return Table(name="zinnen", columns=(*fixed, *debates, "herhaling_van"), rows=rows)


def _role_score(judgement: Judgement) -> float | None:
    return judgement.role_scores[judgement.role] if judgement.role_scores else None


def _stance_cells(sentence: Sentence, debate: Debate) -> Iterator[Cell]:
    stance = stance_on(sentence, debate.id)
    yield stance.side.value if stance else None
    yield stance.scores[stance.side] if stance and stance.scores else None
    yield stance.certain if stance else None


def _relations(argument_map: ArgumentMap) -> Table:
    texts = {one.id: one.text for one in argument_map.sentences}
    rows = tuple(
        (one.source, texts[one.source], one.type.value, one.target, texts[one.target], one.score)
        for one in argument_map.relations
    )
    return Table(name="verbanden", columns=("van", "zin_van", "verband", "naar", "zin_naar", "kans"), rows=rows)


def _key_points(argument_map: ArgumentMap) -> Table:
    rows = tuple(
        (one.id, one.debate, one.side.value, one.text, len(one.members), " ".join(one.members))
        for one in argument_map.key_points
    )
    return Table(name="kernpunten", columns=("id", "debat", "kant", "punt", "aantal", "zinnen"), rows=rows)


def _documents(argument_map: ArgumentMap) -> Table:
    rows = tuple(
        (one.id, one.title, one.source, one.author, one.date, one.language, " ".join(one.warnings), len(one.text))
        for one in argument_map.documents
    )
    columns = ("id", "titel", "bron", "auteur", "datum", "taal", "waarschuwingen", "tekens")
    return Table(name="documenten", columns=columns, rows=rows)


def _debates(argument_map: ArgumentMap) -> Table:
    rows = tuple(
        (one.id, one.question, *(cell for pole in one.poles for cell in (pole.name, pole.statement)))
        for one in argument_map.debates
    )
    return Table(name="debatten", columns=("id", "vraag", "a", "stelling_a", "b", "stelling_b"), rows=rows)
