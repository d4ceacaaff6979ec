"""The rules of an AIF graph: its shape, its references, and which nodes may point to which."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from pipeline._checker import Fault, shape_faults
from pipeline.export._faults import Shape, fault, repeated_faults

# Numbers occur as ids in xAIF's own examples.
Id = str | int
NodeType = Literal["I", "L", "RA", "CA", "MA", "PA", "TA", "YA"]

_BETWEEN = {"RA", "CA", "MA", "PA"}
# Statements never touch: a scheme is between them. A locution reaches a statement through YA only.
_MAY_POINT_TO = {
    "I": _BETWEEN,
    "RA": {"I", *_BETWEEN},
    "CA": {"I", *_BETWEEN},
    "MA": {"I", *_BETWEEN},
    "PA": {"I", *_BETWEEN},
    "L": {"YA", "TA"},
    "TA": {"L", "YA"},
    "YA": {"I", "L", *_BETWEEN},
}


class _Node(Shape):
    nodeID: Id  # noqa: N815 - the format's own name
    text: str
    type: NodeType


class _Edge(Shape):
    edgeID: Id | None = None  # noqa: N815 - as above
    fromID: Id  # noqa: N815 - as above
    toID: Id  # noqa: N815 - as above


class _Participant(Shape):
    participantID: Id  # noqa: N815 - as above
    firstname: str
    surname: str


class _Locution(Shape):
    nodeID: Id  # noqa: N815 - as above
    personID: Id | None = None  # noqa: N815 - as above


class _Fulfilment(Shape):
    nodeID: Id  # noqa: N815 - as above
    schemeID: Id | None = None  # noqa: N815 - as above


class _Graph(Shape):
    nodes: list[_Node]
    edges: list[_Edge]
    locutions: list[_Locution] | None = None
    participants: list[_Participant] | None = None
    schemefulfillments: list[_Fulfilment] | None = None


def aif_faults(graph: object, *, path: str, complete: bool) -> list[Fault]:
    """Every rule that an AIF graph breaks.

    Args:
        graph: Parsed JSON.
        path: Where the graph is in its file, with a full stop behind it; "" for the whole file.
        complete: True for AIF, in which each scheme has premises and one conclusion; xAIF leaves that open.
    """
    if faults := shape_faults(_Graph, graph):
        return [Fault(path=f"{path}{one.path}", reasons=one.reasons) for one in faults]
    assert isinstance(graph, dict)  # noqa: S101 - the shape says so
    found = [*_id_faults(graph), *_edge_faults(graph), *_speaker_faults(graph)]
    if complete:
        found += _scheme_faults(graph)
    return [Fault(path=f"{path}{one.path}", reasons=one.reasons) for one in found]


def node_types(graph: dict[str, Any]) -> dict[str, str]:
    """Type by id; ids are compared as text, since files mix "1" and 1."""
    return {str(node["nodeID"]): node["type"] for node in graph["nodes"]}


def _id_faults(graph: dict[str, Any]) -> Iterator[Fault]:
    yield from repeated_faults((node["nodeID"] for node in graph["nodes"]), path="nodes[{}].nodeID")
    edges = [edge["edgeID"] for edge in graph["edges"] if edge.get("edgeID") is not None]
    yield from repeated_faults(edges, path="edges[{}].edgeID")
    people = [person["participantID"] for person in graph.get("participants") or ()]
    yield from repeated_faults(people, path="participants[{}].participantID")


def _edge_faults(graph: dict[str, Any]) -> Iterator[Fault]:
    types = node_types(graph)
    for index, edge in enumerate(graph["edges"]):
        ends = {end: str(edge[end]) for end in ("fromID", "toID")}
        unknown = [end for end, name in ends.items() if name not in types]
        for end in unknown:
            yield fault(f"edges[{index}].{end}", "unknown-node", id=ends[end])
        if not unknown:
            source, target = types[ends["fromID"]], types[ends["toID"]]
            if target not in _MAY_POINT_TO[source]:
                yield fault(f"edges[{index}]", "transition", source=source, target=target)


def _speaker_faults(graph: dict[str, Any]) -> Iterator[Fault]:
    types = node_types(graph)
    people = {str(person["participantID"]) for person in graph.get("participants") or ()}
    for index, locution in enumerate(graph.get("locutions") or ()):
        name, person = str(locution["nodeID"]), locution.get("personID")
        if types.get(name) != "L":
            rule = "not-a-locution" if name in types else "unknown-node"
            yield fault(f"locutions[{index}].nodeID", rule, id=name)
        if graph.get("participants") is not None and person is not None and str(person) not in people:
            yield fault(f"locutions[{index}].personID", "unknown-participant", id=person)
    for index, fulfilment in enumerate(graph.get("schemefulfillments") or ()):
        if str(fulfilment["nodeID"]) not in types:
            yield fault(f"schemefulfillments[{index}].nodeID", "unknown-node", id=fulfilment["nodeID"])


def _scheme_faults(graph: dict[str, Any]) -> Iterator[Fault]:
    types = node_types(graph)
    arriving = Counter(str(edge["toID"]) for edge in graph["edges"])
    leaving = Counter(str(edge["fromID"]) for edge in graph["edges"])
    for index, (name, kind) in enumerate(types.items()):
        if kind not in _BETWEEN:
            continue
        if not arriving[name]:
            yield fault(f"nodes[{index}]", "no-premise", id=name)
        if leaving[name] > 1:
            yield fault(f"nodes[{index}]", "conclusions", id=name, count=leaving[name])
        if not leaving[name]:
            yield fault(f"nodes[{index}]", "no-conclusion", id=name)
