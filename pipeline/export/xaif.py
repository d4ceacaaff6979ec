"""xAIF: the AIF graph for other programs, and under one key of our own all that it has no place for.

The key `debatkaart` holds sentences and relations by the id of their node. A file that has it gives the same
map back, provided that the graph was left as it was; a file without it is read as anybody's xAIF.
"""

from html import escape
from typing import Any

from corpus import ArgumentMap, Document, Sentence
from pipeline._checker import Fault, shape_faults
from pipeline._map_json import encode, parse_json
from pipeline.export._aif_checker import aif_faults
from pipeline.export._aif_graph import aif_graph, statement_node
from pipeline.export._aif_reader import map_of_aif
from pipeline.export._atoms import Origin
from pipeline.export._bounds import check_lists
from pipeline.export._faults import Shape, refuse
from pipeline.export._links import statements_of
from pipeline.export._xaif_own_part import OWN, own_part, read_own_part


class _OwnPart(Shape):
    sentences: dict[str, dict[str, Any]]
    relations: dict[str, dict[str, Any]]


class _File(Shape):
    AIF: dict[str, Any]


class _OwnFile(_File):
    debatkaart: _OwnPart


def dump(argument_map: ArgumentMap) -> bytes:
    """The whole map."""
    data = {
        "AIF": aif_graph(argument_map, dated=False),
        "text": {"txt": _text(argument_map)},
        "dialog": True,
        "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []},
        OWN: own_part(argument_map),
    }
    return b"".join(encode(data))


def _text(argument_map: ArgumentMap) -> str:
    """The texts as HTML, each statement in a span that OVA finds by its node."""
    by_document: dict[str, list[Sentence]] = {document.id: [] for document in argument_map.documents}
    for one in statements_of(argument_map):
        by_document[one.document].append(one)
    return "<br><br>".join(_marked(document, by_document[document.id]) for document in argument_map.documents)


def _marked(document: Document, sentences: list[Sentence]) -> str:
    pieces, end = [], 0
    for one in sentences:
        node = escape(f"node{statement_node(one.id)}")
        pieces += [
            escape(document.text[end : one.start]),
            f'<span id="{node}" class="highlighted">{escape(one.text)}</span>',
        ]
        end = one.end
    pieces.append(escape(document.text[end:]))
    return "".join(pieces).replace("\n", "<br>")


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule that the file breaks: of AIF, of a map, and that both parts say the same."""
    data = parse_json(content, source=source)
    return _graph_faults(data, source=source) or _own_part(data)[0]


def parse(content: bytes, *, source: str, created: str) -> ArgumentMap:
    """The map of a file that passes `check`: our own part where it is there, the graph otherwise.

    Raises:
        MapUnreadable: it is no JSON, or too large.
        MapRefused: it breaks a rule, or holds what a map cannot keep.
    """
    data: Any = parse_json(content, source=source)
    refuse(_graph_faults(data, source=source), source=source)
    faults, argument_map = _own_part(data)
    refuse(faults, source=source)
    origin = Origin(source=source, format="xaif", created=created)
    return argument_map or map_of_aif(data["AIF"], path="AIF.", origin=origin)


def _graph_faults(data: object, *, source: str) -> list[Fault]:
    owned = isinstance(data, dict) and OWN in data
    if faults := shape_faults(_OwnFile if owned else _File, data):
        return faults
    assert isinstance(data, dict)  # noqa: S101 - the shape says so
    graph = data["AIF"]
    check_lists(graph.get("nodes"), graph.get("edges"), graph.get("locutions"), source=source)
    return aif_faults(graph, path="AIF.", complete=False)


def _own_part(data: Any) -> tuple[list[Fault], ArgumentMap | None]:
    return read_own_part(data[OWN], data["AIF"]) if OWN in data else ([], None)
