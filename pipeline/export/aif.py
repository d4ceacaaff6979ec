"""AIF-JSON, as AIFdb gives and takes it."""

from typing import Any

from corpus import ArgumentMap
from pipeline._checker import Fault
from pipeline._map_json import encode, parse_json
from pipeline.export._aif_checker import aif_faults
from pipeline.export._aif_graph import aif_graph
from pipeline.export._aif_reader import map_of_aif
from pipeline.export._atoms import Origin
from pipeline.export._bounds import check_lists
from pipeline.export._faults import refuse


def dump(argument_map: ArgumentMap) -> bytes:
    """The statements, who says them, and their relations."""
    return b"".join(encode(aif_graph(argument_map, dated=True)))


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule of AIF that the file breaks."""
    return _faults(parse_json(content, source=source), source=source)


def parse(content: bytes, *, source: str, created: str) -> ArgumentMap:
    """The map of a file that passes `check`.

    Raises:
        MapUnreadable: it is no JSON, or too large.
        MapRefused: it breaks a rule, or holds what a map cannot keep.
    """
    graph: Any = parse_json(content, source=source)
    refuse(_faults(graph, source=source), source=source)
    return map_of_aif(graph, path="", origin=Origin(source=source, format="aif", created=created))


def _faults(graph: object, *, source: str) -> list[Fault]:
    if isinstance(graph, dict):
        check_lists(graph.get("nodes"), graph.get("edges"), graph.get("locutions"), source=source)
    return aif_faults(graph, path="", complete=True)
