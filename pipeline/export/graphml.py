"""GraphML: statements and poles as nodes, relations as edges; opens in Gephi, networkx and yEd."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from corpus import ArgumentMap, Sentence
from pipeline._checker import Fault
from pipeline.export._characters import for_xml, unique_names
from pipeline.export._faults import fault, repeated_faults
from pipeline.export._graphml_reader import NAMESPACE, Element, read_graphml
from pipeline.export._links import links_of, statements_of

_YED = "http://www.yworks.com/xml/graphml"
_LABEL_CHARACTERS = 60
_TYPES: Mapping[str, Any] = {"int": int, "long": int, "float": float, "double": float}
_BOOLEANS = {"true", "false", "1", "0"}

_NODE_KEYS = {
    "label": "string",
    "text": "string",
    "role": "string",
    "certain": "boolean",
    "speaker": "string",
    "document": "string",
    "start": "int",
    "end": "int",
    "judged_by": "string",
}
_EDGE_KEYS = {"type": "string", "score": "double"}


def dump(argument_map: ArgumentMap) -> bytes:
    """The statements with role, side, speaker and place, and the links between them."""
    statements = statements_of(argument_map)
    names = unique_names((one.id for one in statements), clean=for_xml)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="{NAMESPACE}" xmlns:y="{_YED}">',
        *_keys(argument_map),
        '<graph id="map" edgedefault="directed">',
        *(_node(one, argument_map, name=names[one.id], row=row) for row, one in enumerate(statements)),
        *_edges(argument_map, names),
        "</graph>",
        "</graphml>",
        "",
    ]
    return "\n".join(lines).encode()


def _keys(argument_map: ArgumentMap) -> Iterator[str]:
    for name, kind in _NODE_KEYS.items():
        yield f'<key id="n.{name}" for="node" attr.name="{name}" attr.type="{kind}"/>'
    for number, debate in enumerate(argument_map.debates):
        for part, kind in (("side", "string"), ("certain", "boolean")):
            name = _attribute(f"{debate.id}.{part}")
            yield f'<key id="d{number}.{part}" for="node" attr.name={name} attr.type="{kind}"/>'
    for name, kind in _EDGE_KEYS.items():
        yield f'<key id="e.{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
    # Only with a graphic of its own does yEd show a label.
    yield '<key id="y.node" for="node" yfiles.type="nodegraphics"/>'


def _node(sentence: Sentence, argument_map: ArgumentMap, *, name: str, row: int) -> str:
    label = _short(sentence.text)
    values: dict[str, object] = {
        "n.label": label,
        "n.text": sentence.text,
        "n.role": sentence.role.value,
        "n.certain": sentence.judgement.certain,
        "n.speaker": sentence.speaker,
        "n.document": sentence.document,
        "n.start": sentence.start,
        "n.end": sentence.end,
        "n.judged_by": sentence.judgement.maker,
        **dict(_stances(sentence, argument_map)),
    }
    graphic = (
        f'<data key="y.node"><y:ShapeNode><y:Geometry width="260" height="60" x="0" y="{80 * row}"/>'
        f'<y:NodeLabel>{_text(label)}</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode></data>'
    )
    return f"<node id={_attribute(name)}>{_data(values)}{graphic}</node>"


def _stances(sentence: Sentence, argument_map: ArgumentMap) -> Iterator[tuple[str, object]]:
    by_debate = {stance.debate: stance for stance in sentence.judgement.stances}
    for number, debate in enumerate(argument_map.debates):
        if stance := by_debate.get(debate.id):
            yield f"d{number}.side", stance.side.value
            yield f"d{number}.certain", stance.certain


def _edges(argument_map: ArgumentMap, names: Mapping[str, str]) -> Iterator[str]:
    for number, link in enumerate(links_of(argument_map), start=1):
        ends = f"source={_attribute(names[link.source])} target={_attribute(names[link.target])}"
        yield f'<edge id="e{number}" {ends}>{_data({"e.type": link.type, "e.score": link.score})}</edge>'


def _data(values: Mapping[str, object]) -> str:
    shown = {key: value for key, value in values.items() if value is not None}
    return "".join(f'<data key="{key}">{_text(_plain(value))}</data>' for key, value in shown.items())


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LABEL_CHARACTERS else f"{line[: _LABEL_CHARACTERS - 1]}…"


def _text(value: str) -> str:
    clean = for_xml(value)
    # A bare carriage return would come back as a line feed.
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(value: str) -> str:
    return quoteattr(for_xml(value), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule of GraphML that the file breaks: keys, ids, ends of edges, types of values.

    Raises:
        MapUnreadable: it is no XML, has a DOCTYPE, is nested too deeply, or too large.
    """
    found = read_graphml(content, source=source)
    if found.root != _tag("graphml"):
        return [fault("graphml", "wrong-root", expected=_tag("graphml"))]
    if not found.graphs:
        return [fault("graphml.graph", "missing")]
    keys = {str(key.get("id")): key.get("attr.type", "string") for key in found.keys}
    nodes = {str(node.attributes.get("id")) for node in found.nodes}
    return [
        *repeated_faults((key.get("id") for key in found.keys), path="key[{}].id"),
        *repeated_faults((node.attributes.get("id") for node in found.nodes), path="node[{}].id"),
        *_edge_faults(found.edges, nodes),
        *_value_faults(found.nodes, "node", keys),
        *_value_faults(found.edges, "edge", keys),
    ]


def _tag(name: str) -> str:
    return f"{NAMESPACE} {name}"


def _edge_faults(edges: Sequence[Element], nodes: set[str]) -> Iterator[Fault]:
    for index, edge in enumerate(edges):
        for end in ("source", "target"):
            name = edge.attributes.get(end)
            if name is None:
                yield fault(f"edge[{index}].{end}", "missing")
            elif name not in nodes:
                yield fault(f"edge[{index}].{end}", "unknown-node", id=name)


def _value_faults(elements: Sequence[Element], name: str, keys: Mapping[str, str]) -> Iterator[Fault]:
    for index, element in enumerate(elements):
        for key, value in element.data:
            path = f"{name}[{index}].data[{key}]"
            if key not in keys:
                yield fault(path, "undeclared-key", id=key)
            elif not _fits(value, keys[key]):
                yield fault(path, "wrong-type", value=value[:40], type=keys[key])


def _fits(value: str, kind: str) -> bool:
    if kind == "boolean":
        return value.lower() in _BOOLEANS
    try:
        _TYPES.get(kind, str)(value)
    except ValueError:
        return False
    return True
