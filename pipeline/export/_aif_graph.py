"""The graph that AIF-JSON and xAIF share: I-nodes for statements, L and YA for who says them, RA, CA and MA between."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from corpus import ArgumentMap, Sentence
from pipeline.export._links import Link, links_of, speaker_key, statements_of

SCHEMES = {"support": "RA", "attack": "CA", "rephrase": "MA"}
LINK_TYPES = {"RA": "support", "CA": "attack", "MA": "rephrase"}
_NAMES = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase", "YA": "Asserting"}
# The numbers of these schemes in AIFdb.
_SCHEME_IDS = {"RA": "72", "CA": "71", "MA": "144", "YA": "74"}


def statement_node(sentence: str) -> str:
    """The id of the I-node of a sentence; the prefix keeps it apart from every other kind of node."""
    return f"I.{sentence}"


def link_node(number: int, link: Link) -> str:
    """The id of the node between the ends of the link with this number."""
    return f"{SCHEMES[link.type]}.{number}"


def aif_graph(argument_map: ArgumentMap, *, dated: bool) -> dict[str, Any]:
    """Nodes, edges, participants, locutions and scheme fulfilments; `dated` gives each node the map's moment."""
    statements, links = statements_of(argument_map), links_of(argument_map)
    said = [one for one in statements if one.speaker is not None]
    moment = _aif_moment(argument_map.made_by.created) if dated else None
    dates = {} if moment is None else {"timestamp": moment}
    nodes = [{**node, **dates} for node in _nodes(statements, said, links)]
    people = {key: number for number, key in enumerate(dict.fromkeys(map(speaker_key, said)), start=1)}
    return {
        "nodes": nodes,
        "edges": [
            {"edgeID": str(number), "fromID": source, "toID": target, **({"formEdgeID": None} if dated else {})}
            for number, (source, target) in enumerate(_edges(said, links), start=1)
        ],
        "schemefulfillments": [
            {"nodeID": node["nodeID"], "schemeID": _SCHEME_IDS[node["type"]]}
            for node in nodes
            if node["type"] in _SCHEME_IDS
        ],
        "descriptorfulfillments": [],
        "participants": [_participant(number, key[1]) for key, number in people.items() if key is not None],
        "locutions": [_locution(one, people[speaker_key(one)]) for one in said],
    }


def _nodes(statements: list[Sentence], said: list[Sentence], links: list[Link]) -> Iterator[dict[str, str]]:
    for one in statements:
        yield {"nodeID": statement_node(one.id), "text": one.text, "type": "I"}
    for one in said:
        yield {"nodeID": f"L.{one.id}", "text": f"{one.speaker} : {one.text}", "type": "L"}
        yield {"nodeID": f"YA.{one.id}", "text": _NAMES["YA"], "type": "YA"}
    for number, link in enumerate(links, start=1):
        scheme = SCHEMES[link.type]
        yield {"nodeID": link_node(number, link), "text": _NAMES[scheme], "type": scheme}


def _edges(said: list[Sentence], links: list[Link]) -> Iterator[tuple[str, str]]:
    for one in said:
        yield f"L.{one.id}", f"YA.{one.id}"
        yield f"YA.{one.id}", statement_node(one.id)
    for number, link in enumerate(links, start=1):
        yield statement_node(link.source), link_node(number, link)
        yield link_node(number, link), statement_node(link.target)


def _participant(number: int, name: str) -> dict[str, Any]:
    first, _, last = name.partition(" ")
    return {"participantID": number, "firstname": first, "surname": last}


def _locution(sentence: Sentence, person: int) -> dict[str, Any]:
    node = {"nodeID": f"L.{sentence.id}", "personID": str(person), "timestamp": ""}
    return {**node, "start": None, "end": None, "source": None}


def _aif_moment(created: str) -> str | None:
    try:
        return datetime.fromisoformat(created).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
