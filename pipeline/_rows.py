"""Rows with the columns that `debatkaart place` adds, as CSV or JSONL; the user's own cells stay as they are."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus import Debate

if TYPE_CHECKING:
    from pipeline._placing import Placement, SideScores

ROLE_COLUMNS = ("role", "role_score", "role_certain")
SIDE_COLUMNS = ("side", "score_a", "score_b", "score_neutral", "score_unrelated", "side_certain")


def added_columns(debates: Sequence[Debate], *, one_per_row: bool) -> list[str]:
    """Names of the new columns: one set of sides, or one for each debate ("<debate id>.side")."""
    prefixes = [""] if one_per_row else [f"{debate.id}." for debate in debates]
    return [*ROLE_COLUMNS, *(prefix + column for prefix in prefixes for column in SIDE_COLUMNS)]


def placement_cells(placement: "Placement", *, prefixes: dict[str, str]) -> dict[str, Any]:
    """The new cells of a row; `prefixes` says for each debate how its columns begin."""
    role = placement.role
    score = placement.role_scores[role]
    cells: dict[str, Any] = {"role": role, "role_score": score, "role_certain": placement.role_certain}
    for debate, prefix in prefixes.items():
        cells |= {prefix + column: value for column, value in _side_cells(placement.sides[debate]).items()}
    return cells


def _side_cells(side: "SideScores") -> dict[str, Any]:
    labels = ("a", "b", "neutral", "unrelated")
    scores = {f"score_{label}": side.scores[label] for label in labels}
    return {"side": side.side, **scores, "side_certain": side.certain}


def encode_jsonl(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def encode_csv(rows: Iterable[dict[str, Any]], *, columns: Sequence[str]) -> Iterator[bytes]:
    """A header and a line for each row, in UTF-8; true and false as in JSON."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
        yield _drain(buffer)
    yield _drain(buffer)


def _drain(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode("utf-8", "backslashreplace")
    buffer.seek(0)
    buffer.truncate()
    return content


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
