"""Labels as CSV that a spreadsheet opens and saves: a row a label, a column a debate."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from corpus import Document
from pipeline.export.tables import safe_cell
from pipeline.labels.exchange import Fault, Given, LabelFile, Shelf, invalid, refuse
from pipeline.labels.jsonl import decode, dump_judgement, read_given
from pipeline.labels.label import InvalidLabel

STANCE = "stance."
PLACE = ("document", "title", "start", "end", "text")
LABEL = ("kind", "role", "second_role", "speaker", "relation_type", "relation_start", "relation_end", "unsure")
ABOUT = ("annotator", "made", "model", "random_share")
_TRUE = {"true", "1", "ja", "yes", "waar", "x"}
# Python's own limit is too small for a text as one cell.
_CELL = 2_000_000


def write_csv(shelf: Shelf) -> Iterator[bytes]:
    """UTF-8 with a mark and semicolons, as Dutch Excel expects; no cell becomes a formula.

    The texts are not in it: it can be read back where they are known.
    """
    debates = sorted({debate for one in shelf.judgements for debate in one.label.stances})
    columns = [*PLACE, *LABEL, *(f"{STANCE}{debate}" for debate in debates), *ABOUT]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, delimiter=";", lineterminator="\r\n", extrasaction="ignore")
    writer.writerow({name: safe_cell(name) for name in columns})
    for one in shelf.judgements:
        values = dump_judgement(one, shelf.text(one.place))
        title = shelf.documents[one.place.document].title
        writer.writerow({name: _cell(value) for name, value in _flat({**values, "title": title}).items()})
    yield buffer.getvalue().encode("utf-8-sig", "replace")


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    relation = values.get("relation")
    if isinstance(relation, dict):
        values |= {f"relation_{name}": value for name, value in relation.items()}
    elif relation:
        values["relation_type"] = relation
    return values | {f"{STANCE}{debate}": stance for debate, stance in values.get("stances", {}).items()}


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    return "1" if value is True else safe_cell(str(value))


def read_csv(content: bytes, source: str) -> LabelFile:
    """The labels in a CSV file of ours, also with commas or tabs; or in one with the columns `text` and `role`.

    Raises:
        LabelsRefused: it is not UTF-8, or it has neither of these columns.
    """
    text = decode(content, source)
    header = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=header.count)
    # `field_size_limit` is one for the whole process, and never made smaller here.
    csv.field_size_limit(max(_CELL, csv.field_size_limit()))
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = set(rows.fieldnames or ())
    if "text" not in names and "document" not in names:
        raise refuse(source, nl="er is geen kolom “text”", en="there is no column “text”")
    documents: dict[str, Document] = {}
    labels: list[Given] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=2):
        try:
            labels.append(read_given(_values(row), str(number), source, documents))
        except InvalidLabel as error:
            faults.append(invalid(str(number), error))
        except (ValueError, TypeError, KeyError):
            faults.append(Fault(where=str(number), nl="dit is geen label", en="this is no label"))
    return LabelFile(documents=tuple(documents.values()), labels=tuple(labels), faults=tuple(faults))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {str(name): _plain(str(cell)) for name, cell in row.items() if name and cell}
    values["stances"] = {
        name.removeprefix(STANCE): cell for name, cell in values.items() if name.startswith(STANCE) and cell
    }
    for name in ("unsure", "random_share"):
        values[name] = str(values.get(name, "")).strip().lower() in _TRUE
    if kind := values.get("relation_type"):
        ends = {"start": values.get("relation_start"), "end": values.get("relation_end")}
        values["relation"] = kind if kind == "none" else {"type": kind, **ends}
    return values


def _plain(cell: str) -> str:
    """The cell without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell
