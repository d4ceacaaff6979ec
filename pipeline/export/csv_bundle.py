"""A zip file with a CSV table for each kind of element, and `datapackage.json` (Frictionless) that describes them.

A text that a spreadsheet would take for a formula has an apostrophe in front, as has a text that begins with one and
a text that is empty but there; the reader takes it off again. An empty cell is nothing at all.
"""

import csv
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from corpus import ArgumentMap
from pipeline._checker import Fault, check_map
from pipeline._map_json import FORMAT, VERSION, dump_map, encode, map_of_data, parse_json
from pipeline.export._bounds import MOST_BYTES, MOST_ELEMENTS, check_count, unreadable
from pipeline.export._faults import fault, refuse

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ROLES = ("claim", "premise", "criticism", "recommendation", "none")
_SIDES = ("a", "b", "neutral", "unrelated")
# Every entry has this date, so that the same map gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)

# All that the module raises for a zip file that is cut off, garbled, encrypted or packed in a way of its own.
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)

Row = dict[str, Any]

# Type of each column, by table; "list" is several texts that hold no line break, one on each line of the cell.
TABLES: Mapping[str, Mapping[str, str]] = {
    "documents": {
        **dict.fromkeys(("id", "title", "source", "date", "author", "language", "extractor"), "string"),
        "warnings": "list",
        "sha256": "string",
        "text": "string",
    },
    "debates": dict.fromkeys(("id", "question", "name_a", "statement_a", "name_b", "statement_b"), "string"),
    "sentences": {
        "id": "string",
        "document": "string",
        "start": "integer",
        "end": "integer",
        **dict.fromkeys(("text", "kind", "speaker", "judged_by", "addressee", "duplicate_of", "split"), "string"),
    },
    "judgements": {
        "sentence": "string",
        "counts": "boolean",
        **dict.fromkeys(("role", "second_role"), "string"),
        "certain": "boolean",
        **{f"score_{role}": "number" for role in _ROLES},
    },
    "stances": {
        "sentence": "string",
        "counts": "boolean",
        **dict.fromkeys(("debate", "side"), "string"),
        "certain": "boolean",
        **{f"score_{side}": "number" for side in _SIDES},
    },
    "relations": {"source": "string", "target": "string", "type": "string", "score": "number"},
    "key_points": dict.fromkeys(("id", "debate", "side", "text", "sentence"), "string"),
    "key_point_members": {"key_point": "string", "sentence": "string"},
}


def dump(argument_map: ArgumentMap) -> bytes:
    """The whole map."""
    data = dump_map(argument_map)
    tables = {name: _encode(rows, TABLES[name]) for name, rows in _rows(data).items()}
    entries = {"datapackage.json": b"".join(encode(_package(data, tables)))}
    entries |= {f"{name}.csv": content for name, content in tables.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _package(data: dict[str, Any], tables: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "argument-map",
        "created": data["made_by"]["created"],
        "debatkaart": {"format": FORMAT, "version": VERSION, "made_by": data["made_by"]},
        "resources": [_resource(name, content) for name, content in tables.items()],
    }


def _resource(name: str, content: bytes) -> dict[str, Any]:
    fields = [
        {"name": column, "type": "string" if kind == "list" else kind, **_field_notes(kind)}
        for column, kind in TABLES[name].items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _field_notes(kind: str) -> dict[str, Any]:
    notes = {
        "string": "An apostrophe in front keeps a spreadsheet from taking the text for a formula; take it off.",
        "list": "One a line.",
    }
    return {"description": notes[kind]} if kind in notes else {}


def _rows(data: dict[str, Any]) -> dict[str, list[Row]]:
    return {
        "documents": data["documents"],
        "debates": [_debate_row(one) for one in data["debates"]],
        "sentences": data["sentences"],
        "judgements": [row for one in data["sentences"] for row in _judgement_rows(one)],
        "stances": [row for one in data["sentences"] for row in _stance_rows(one)],
        "relations": data["relations"],
        "key_points": data["key_points"],
        "key_point_members": [
            {"key_point": one["id"], "sentence": member} for one in data["key_points"] for member in one["members"]
        ],
    }


def _debate_row(debate: Row) -> Row:
    poles = {f"{key}_{pole['id']}": pole[key] for pole in debate["poles"] for key in ("name", "statement")}
    return {"id": debate["id"], "question": debate["question"], **poles}


def _judgements(sentence: Row) -> Iterator[tuple[Row, Row]]:
    """The judgement that counts, then what the model said where a person judged; with where each belongs."""
    yield {"sentence": sentence["id"], "counts": True}, sentence
    if "model" in sentence:
        yield {"sentence": sentence["id"], "counts": False}, sentence["model"]


def _judgement_rows(sentence: Row) -> Iterator[Row]:
    for place, one in _judgements(sentence):
        scores = {f"score_{role}": score for role, score in (one["role_scores"] or {}).items()}
        yield {**place, **{key: one.get(key) for key in ("role", "second_role", "certain")}, **scores}


def _stance_rows(sentence: Row) -> Iterator[Row]:
    for place, one in _judgements(sentence):
        for stance in one["stances"]:
            scores = {f"score_{side}": score for side, score in (stance["scores"] or {}).items()}
            yield {**place, **{key: stance[key] for key in ("debate", "side", "certain")}, **scores}


def _encode(rows: Iterable[Row], columns: Mapping[str, str]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_written(row.get(name), kind) for name, kind in columns.items()] for row in rows)
    return buffer.getvalue().encode("utf-8", "replace")


def _written(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "string":
        return f"'{value}" if not value or value.startswith(_DANGEROUS) else str(value)
    if kind == "boolean":
        return "true" if value else "false"
    # Texts may hold any character; JSON keeps them apart.
    return json.dumps(value, ensure_ascii=False) if kind == "list" else repr(value)


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule that the bundle breaks: its entries and tables first, then those of a map."""
    return _read(content, source=source)[0]


def parse(content: bytes, *, source: str, created: str) -> ArgumentMap:  # noqa: ARG001 - the package says when
    """The map.

    Raises:
        MapUnreadable: it is no zip file, or unpacks to too much.
        MapRefused: it breaks a rule.
    """
    faults, data = _read(content, source=source)
    refuse(faults, source=source)
    return map_of_data(data)


def _read(content: bytes, *, source: str) -> tuple[list[Fault], dict[str, Any]]:
    entries, faults = _entries(content, source=source)
    if faults:
        return faults, {}
    package = parse_json(entries.pop("datapackage.json"), source=f"{source}: datapackage.json")
    own = package.get("debatkaart") if isinstance(package, dict) else None
    if not isinstance(own, dict):
        return [fault("datapackage.json: debatkaart", "missing")], {}
    tables: dict[str, list[Row]] = {}
    for name, raw in entries.items():
        rows, found = _decode(raw, name, source=source)
        tables[name], faults = rows, [*faults, *found]
    if faults := faults or list(_reference_faults(tables)):
        return faults, {}
    data = {**own, **_plain(tables)}
    return check_map(data), data


def _entries(content: bytes, *, source: str) -> tuple[dict[str, bytes], list[Fault]]:
    """The unpacked entries by name, read into memory only: no entry's name ever becomes a path."""
    names = {"datapackage.json": "datapackage.json", **{f"{name}.csv": name for name in TABLES}}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.infolist()
            check_count(len(found), source=source)
            faults = [fault(one.filename, "strange-entry") for one in found if one.filename not in names]
            faults += [fault(name, "missing-table") for name in names if name not in archive.NameToInfo]
            if len(found) > len(names) and not faults:
                faults.append(fault(found[-1].filename, "strange-entry"))
            if faults:
                return {}, faults
            if sum(one.file_size for one in found) > MOST_BYTES:
                raise unreadable(source, "too-large", limit=MOST_BYTES // 2**20)
            return {names[one.filename]: _unpack(archive, one, source=source) for one in found}, []
    except _BROKEN as error:
        raise unreadable(source, "bad-zip") from error


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, source: str) -> bytes:
    """The bytes of an entry; its header may lie about their number."""
    with archive.open(entry) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise unreadable(source, "too-large", limit=MOST_BYTES // 2**20)
    return content


def _decode(raw: bytes, name: str, *, source: str) -> tuple[list[Row], list[Fault]]:
    columns = TABLES[name]
    try:
        lines = list(_csv_lines(raw, source=source))
    except (UnicodeDecodeError, csv.Error):
        return [], [fault(f"{name}.csv", "wrong-root", expected="CSV, UTF-8")]
    if not lines or lines[0] != list(columns):
        return [], [fault(f"{name}.csv", "columns", expected=", ".join(columns))]
    rows, faults = [], []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(columns):
            faults.append(fault(f"{name}.csv[{number}]", "cells", found=len(line), expected=len(columns)))
            continue
        row: Row = {}
        for (column, kind), cell in zip(columns.items(), line, strict=True):
            try:
                row[column] = _READ[kind](cell)
            except (ValueError, TypeError, RecursionError):
                faults.append(fault(f"{name}.csv[{number}]", "bad-cell", column=column, value=cell[:40]))
        rows.append(row)
    return rows, faults


def _csv_lines(raw: bytes, *, source: str) -> Iterator[list[str]]:
    # A cell holds a whole text; the limit is the module's own, so whoever reads sets it.
    csv.field_size_limit(MOST_BYTES)
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    for number, line in enumerate(csv.reader(text, strict=True)):
        if number > MOST_ELEMENTS:
            raise unreadable(source, "too-many", limit=MOST_ELEMENTS)
        yield line


def _read_text(cell: str) -> str | None:
    return cell.removeprefix("'") if cell else None


def _read_boolean(cell: str) -> bool:
    if cell not in {"true", "false"}:
        raise ValueError(cell)
    return cell == "true"


def _read_list(cell: str) -> list[str]:
    found = json.loads(cell)
    if not isinstance(found, list):
        raise TypeError(cell)
    return found


_READ: Mapping[str, Callable[[str], Any]] = {
    "string": _read_text,
    "integer": int,
    "number": lambda cell: float(cell) if cell else None,
    "boolean": _read_boolean,
    "list": _read_list,
}


def _plain(tables: Mapping[str, list[Row]]) -> dict[str, Any]:
    """The tables as the parts of a map file; whatever does not fit together is for the map's checker."""
    return {
        "debates": [_debate(row) for row in tables["debates"]],
        "documents": tables["documents"],
        "sentences": _sentences(tables),
        "relations": tables["relations"],
        "key_points": _key_points(tables),
    }


def _debate(row: Row) -> Row:
    poles = [{"id": pole, "name": row[f"name_{pole}"], "statement": row[f"statement_{pole}"]} for pole in ("a", "b")]
    return {"id": row["id"], "question": row["question"], "poles": poles}


def _reference_faults(tables: Mapping[str, list[Row]]) -> Iterator[Fault]:
    """Rows that would be lost: of no sentence, of no judgement, of no key point, or there twice."""
    sentences = {(row["id"], True) for row in tables["sentences"]} | {(row["id"], False) for row in tables["sentences"]}
    judgements: set[tuple[Any, Any]] = set()
    for number, row in enumerate(tables["judgements"], start=2):
        key = (row["sentence"], row["counts"])
        if key not in sentences or key in judgements:
            rule = "repeated" if key in judgements else "bad-cell"
            yield fault(f"judgements.csv[{number}]", rule, id=key[0], column="sentence", value=key[0])
        judgements.add(key)
    for number, row in enumerate(tables["stances"], start=2):
        if (row["sentence"], row["counts"]) not in judgements:
            yield fault(f"stances.csv[{number}]", "bad-cell", column="sentence", value=row["sentence"])
    points = {row["id"] for row in tables["key_points"]}
    for number, row in enumerate(tables["key_point_members"], start=2):
        if row["key_point"] not in points:
            yield fault(f"key_point_members.csv[{number}]", "bad-cell", column="key_point", value=row["key_point"])


def _sentences(tables: Mapping[str, list[Row]]) -> list[Row]:
    judgements: dict[tuple[str, bool], Row] = {
        (row["sentence"], row["counts"]): {
            **{key: row[key] for key in ("role", "second_role", "certain")},
            "role_scores": _scores(row, _ROLES),
            "stances": [],
        }
        for row in tables["judgements"]
    }
    for row in tables["stances"]:
        stance = {key: row[key] for key in ("debate", "side", "certain")}
        judgements[row["sentence"], row["counts"]]["stances"].append({**stance, "scores": _scores(row, _SIDES)})
    return [_sentence(row, judgements) for row in tables["sentences"]]


def _sentence(row: Row, judgements: Mapping[tuple[str, bool], Row]) -> Row:
    by_model = judgements.get((row["id"], False))
    return {**row, **judgements.get((row["id"], True), {}), **({} if by_model is None else {"model": by_model})}


def _scores(row: Row, labels: Iterable[str]) -> dict[str, float] | None:
    scores = {label: row[f"score_{label}"] for label in labels}
    return None if all(score is None for score in scores.values()) else scores


def _key_points(tables: Mapping[str, list[Row]]) -> list[Row]:
    members: dict[str, list[str]] = {}
    for row in tables["key_point_members"]:
        members.setdefault(row["key_point"], []).append(row["sentence"])
    return [{**row, "members": members.get(row["id"], [])} for row in tables["key_points"]]
