"""A JSON object on each line."""

import json
from typing import Any

from corpus.reading._decoding import decode
from corpus.reading._errors import BrokenJson, EmptyDocument
from corpus.reading._table import Table

EXTRACTOR = "jsonl 1"


def read_jsonl(raw: bytes, *, source: str) -> Table:
    """All objects with all their keys, values as they are; blank lines are left out.

    Raises:
        BrokenJson: A line is not a JSON object; it names the line.
        EmptyDocument: There is no object.
    """
    # Not splitlines: that also cuts at U+2028, which JSON allows inside a string.
    lines = enumerate(decode(raw, source=source).split("\n"), 1)
    rows = [(number, _parse(line, number, source)) for number, line in lines if line.strip()]
    if not rows:
        raise EmptyDocument(source=source)
    fieldnames = list(dict.fromkeys(name for _, row in rows for name in row))
    return Table(extractor=EXTRACTOR, fieldnames=fieldnames, rows=rows)


def _parse(line: str, number: int, source: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as fault:
        reason = getattr(fault, "msg", type(fault).__name__)
        raise BrokenJson(source=source, line=number, reason=reason) from fault
    if not isinstance(value, dict):
        raise BrokenJson(source=source, line=number, reason=type(value).__name__)
    return value
