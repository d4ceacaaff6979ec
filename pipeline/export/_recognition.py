"""Which format a file has, by what is in it."""

import re
from collections.abc import Mapping

from pipeline._map_json import parse_json

_OPENINGS: Mapping[bytes, str] = {b"PK\x03\x04": "csv", b"PAR1": "parquet"}
_WHITE = b"\xef\xbb\xbf \t\r\n"
# Far enough for a prologue and a comment or two.
_LOOKED_AT = 4_096
_TEXTS: Mapping[str, re.Pattern[bytes]] = {
    "html": re.compile(rb"<!doctype html|<html\b", re.IGNORECASE),
    "svg": re.compile(rb"<svg\b|<.{0,4000}<svg\b", re.DOTALL),
    "graphml": re.compile(rb"<"),
    "dot": re.compile(rb"(?:strict\s{1,80})?(?:di)?graph\b[^{\n]{0,200}\s{0,80}\{", re.IGNORECASE),
    "argdown": re.compile(rb"={3,80}\s|\[[^\[\]\"{}\n]{1,200}\]: "),
}


def recognise(content: bytes, *, source: str) -> str | None:
    """The name of the format; None where the content does not tell.

    Raises:
        MapUnreadable: it begins as JSON and is none.
    """
    if opened := next((name for mark, name in _OPENINGS.items() if content.startswith(mark)), None):
        return opened
    start = content[:_LOOKED_AT].lstrip(_WHITE)
    if found := next((name for name, mark in _TEXTS.items() if mark.match(start)), None):
        return found
    return _json_format(parse_json(content, source=source)) if start.startswith((b"{", b"[")) else None


def _json_format(data: object) -> str | None:
    if not isinstance(data, dict):
        return None
    nodes, edges = data.get("nodes"), data.get("edges")
    marks = {
        "json": "format" in data,
        "xaif": "AIF" in data,
        "arguebuf": isinstance(nodes, dict) and isinstance(edges, dict),
        "sadface": "nodes" in data and "edges" in data and "resources" in data,
        "aif": "nodes" in data and "edges" in data,
        "annotation": "@context" in data,
    }
    return next((name for name, found in marks.items() if found), None)
