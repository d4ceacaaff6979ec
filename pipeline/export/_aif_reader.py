"""From the AIF graph of another program to a map."""

from collections.abc import Iterator
from typing import Any

from corpus import ArgumentMap
from pipeline._checker import Fault
from pipeline.export._aif_checker import node_types
from pipeline.export._aif_graph import LINK_TYPES
from pipeline.export._atoms import Atom, Origin, links_through, map_of_atoms
from pipeline.export._faults import fault, refuse

_NAME_CHARACTERS = 80


def map_of_aif(graph: dict[str, Any], *, path: str, origin: Origin) -> ArgumentMap:
    """The map of a graph that `aif_faults` found good.

    Raises:
        MapRefused: it holds what a map cannot keep: preferences, relations to relations, statements without text.
        MapUnreadable: it has no statements.
    """
    types = node_types(graph)
    refuse(list(_faults(graph, types, path=path)), source=origin.source)
    speakers = _speakers(graph, types)
    atoms = [
        Atom(id=str(node["nodeID"]), text=node["text"], speaker=speakers.get(str(node["nodeID"])))
        for node in graph["nodes"]
        if node["type"] == "I"
    ]
    schemes = [(name, LINK_TYPES[kind]) for name, kind in types.items() if kind in LINK_TYPES]
    edges = [(str(edge["fromID"]), str(edge["toID"])) for edge in graph["edges"]]
    links = links_through(schemes, edges, atoms={atom.id for atom in atoms}, source=origin.source)
    return map_of_atoms(atoms, links, origin=origin)


def _faults(graph: dict[str, Any], types: dict[str, str], *, path: str) -> Iterator[Fault]:
    for index, node in enumerate(graph["nodes"]):
        if node["type"] == "PA":
            yield fault(f"{path}nodes[{index}]", "not-kept", type="PA")
        if node["type"] == "I" and not node["text"]:
            yield fault(f"{path}nodes[{index}].text", "empty-text")
    between = {"RA", "CA", "MA"}
    for index, edge in enumerate(graph["edges"]):
        if types[str(edge["fromID"])] in between and types[str(edge["toID"])] in between:
            yield fault(f"{path}edges[{index}]", "about-a-relation")


def _speakers(graph: dict[str, Any], types: dict[str, str]) -> dict[str, str]:
    """Who says each statement: the participant of the locution that reaches it through a YA-node.

    AIFdb leaves the participants out; the text of a locution then begins with the name and " : ".
    """
    names = {
        str(person["participantID"]): f"{person['firstname']} {person['surname']}".strip()
        for person in graph.get("participants") or ()
    }
    people = {str(node["nodeID"]): _name_before(node["text"]) for node in graph["nodes"] if node["type"] == "L"}
    for one in graph.get("locutions") or ():
        people[str(one["nodeID"])] = names.get(str(one.get("personID"))) or people[str(one["nodeID"])]
    acts: dict[str, str] = {}
    for source, target in _ends(graph):
        if types[source] == "L" and types[target] == "YA" and people.get(source):
            acts[target] = people[source]
    return {target: acts[source] for source, target in _ends(graph) if types[target] == "I" and source in acts}


def _name_before(text: str) -> str:
    name, mark, _ = text[:_NAME_CHARACTERS].partition(" : ")
    return name.strip() if mark else ""


def _ends(graph: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for edge in graph["edges"]:
        yield str(edge["fromID"]), str(edge["toID"])
