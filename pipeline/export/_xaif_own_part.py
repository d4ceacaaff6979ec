"""The part of an xAIF file under our own key: all that AIF has no place for, by the id of its node."""

import re
from typing import Any

from corpus import ArgumentMap
from pipeline._checker import Fault, check_map
from pipeline._map_json import dump_map, map_of_data
from pipeline.export._aif_graph import aif_graph, link_node, statement_node
from pipeline.export._faults import fault
from pipeline.export._links import links_of

OWN = "debatkaart"
_PART = re.compile(r"^(sentences|relations)\[(\d{1,9})\]")


def own_part(argument_map: ArgumentMap) -> dict[str, Any]:
    """The map as JSON values, with sentences and relations by node; the documents have the texts."""
    data = dump_map(argument_map)
    sentences = {statement_node(one["id"]): _without_text(one) for one in data["sentences"]}
    links = zip(links_of(argument_map), data["relations"], strict=False)
    relations = {link_node(number, link): relation for number, (link, relation) in enumerate(links, start=1)}
    return {**data, "sentences": sentences, "relations": relations}


def _without_text(sentence: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in sentence.items() if key != "text"}


def read_own_part(own: dict[str, Any], graph: dict[str, Any]) -> tuple[list[Fault], ArgumentMap | None]:
    """The map of the own part, or the faults: rules of a map that it breaks, and where the graph says otherwise."""
    keys = {part: list(own[part]) for part in ("sentences", "relations")}
    plain = _plain_map(own)
    if faults := check_map(plain):
        return [Fault(path=_own_path(one.path, keys), reasons=one.reasons) for one in faults], None
    argument_map = map_of_data(plain)
    faults = [*_key_faults(own, argument_map), *_disagreements(graph, argument_map)]
    return faults, None if faults else argument_map


def _key_faults(own: dict[str, Any], argument_map: ArgumentMap) -> list[Fault]:
    """Elements of the own part that stand under the id of another node."""
    expected = own_part(argument_map)
    return [
        fault(f'{OWN}.{part}["{key}"]', "unknown-node", id=key)
        for part in ("sentences", "relations")
        for key, right in zip(own[part], expected[part], strict=True)
        if key != right
    ]


def _plain_map(own: dict[str, Any]) -> dict[str, Any]:
    """The own part as a map file; texts come from the documents."""
    documents = own.get("documents")
    listed = documents if isinstance(documents, list) else []
    texts = {one["id"]: one["text"] for one in listed if isinstance(one, dict) and _has_text(one)}
    sentences = [{**one, "text": _quote(one, texts)} for one in own["sentences"].values()]
    return {**own, "sentences": sentences, "relations": list(own["relations"].values())}


def _has_text(document: dict[str, Any]) -> bool:
    return isinstance(document.get("id"), str) and isinstance(document.get("text"), str)


def _quote(sentence: dict[str, Any], texts: dict[str, str]) -> str:
    document, start, end = (sentence.get(key) for key in ("document", "start", "end"))
    if isinstance(document, str) and isinstance(start, int) and isinstance(end, int):
        # A span that is no span has no text; the checker says what is wrong with it.
        return texts.get(document, "")[start:end] if start >= 0 else ""
    return ""


def _own_path(path: str, keys: dict[str, list[str]]) -> str:
    named = _PART.sub(lambda found: f'{found[1]}["{keys[found[1]][int(found[2])]}"]', path)
    return f"{OWN}.{named}"


def _disagreements(graph: dict[str, Any], argument_map: ArgumentMap) -> list[Fault]:
    """Nodes and edges that the graph lacks or has too many, beside the graph that this map would be written as."""
    expected = aif_graph(argument_map, dated=False)
    nodes = {(node["nodeID"], node["text"], node["type"]) for node in expected["nodes"]}
    edges = {(edge["fromID"], edge["toID"]) for edge in expected["edges"]}
    found_nodes = {(str(node["nodeID"]), node["text"], node["type"]) for node in graph["nodes"]}
    found_edges = {(str(edge["fromID"]), str(edge["toID"])) for edge in graph["edges"]}
    strange = [fault("AIF.nodes", "differs", id=name) for name in sorted({one[0] for one in nodes ^ found_nodes})]
    strange += [fault("AIF.edges", "differs", id=f"{begin} → {end}") for begin, end in sorted(edges ^ found_edges)]
    return strange or _people_faults(graph, expected)


def _people_faults(graph: dict[str, Any], expected: dict[str, Any]) -> list[Fault]:
    people, expected_people = _speakers_of(graph), _speakers_of(expected)
    return [fault("AIF.participants", "differs", id=name) for name, _ in sorted(people ^ expected_people)]


def _speakers_of(graph: dict[str, Any]) -> set[tuple[str, str]]:
    """Locutions with the names of who says them."""
    names = {
        str(one["participantID"]): f"{one['firstname']} {one['surname']}" for one in graph.get("participants") or ()
    }
    return {(str(one["nodeID"]), names.get(str(one.get("personID")), "")) for one in graph.get("locutions") or ()}
