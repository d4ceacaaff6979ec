"""arguebuf: its graph of atoms and schemes as JSON, the JSON form of its protocol buffer."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from corpus import ArgumentMap, Document, Sentence
from pipeline._checker import Fault, shape_faults
from pipeline._map_json import encode, parse_json
from pipeline.export._atoms import Atom, Origin, Resource, links_through, map_of_atoms
from pipeline.export._bounds import check_lists
from pipeline.export._faults import Shape, fault, refuse
from pipeline.export._links import links_of, speaker_key, statements_of

_SCHEMES = ("support", "attack", "rephrase", "preference")


class _Reference(Shape):
    text: str | None = None
    resource: str | None = None
    offset: int | None = None


class _Atom(Shape):
    text: str | None = None
    reference: _Reference | None = None
    participant: str | None = None


class _Node(Shape):
    atom: _Atom | None = None
    scheme: dict[str, Any] | None = None


class _Edge(Shape):
    source: str
    target: str


class _Resource(Shape):
    text: str | None = None


class _Participant(Shape):
    name: str | None = None


class _Graph(Shape):
    nodes: dict[str, _Node]
    edges: dict[str, _Edge]
    resources: dict[str, _Resource] | None = None
    participants: dict[str, _Participant] | None = None


def dump(argument_map: ArgumentMap) -> bytes:
    """The statements with their speakers and places, and the links; our judgements as user data."""
    statements, links = statements_of(argument_map), links_of(argument_map)
    moment = _moment(argument_map.made_by.created)
    people = {key: f"p{number}" for number, key in enumerate(dict.fromkeys(map(speaker_key, statements)))}
    nodes: dict[str, Any] = {f"a.{one.id}": _atom(one, people) | moment for one in statements}
    edges: dict[str, Any] = {}
    for number, link in enumerate(links, start=1):
        scheme = {link.type: f"{link.type.upper()}_DEFAULT"}
        score = {} if link.score is None else {"score": link.score}
        nodes[f"s.{number}"] = {"scheme": scheme, "userdata": score, **moment}
        edges[f"e.{number}.1"] = {"source": f"a.{link.source}", "target": f"s.{number}", **moment}
        edges[f"e.{number}.2"] = {"source": f"s.{number}", "target": f"a.{link.target}", **moment}
    data = {
        "schemaVersion": 1,
        "nodes": nodes,
        "edges": edges,
        "resources": {f"r.{one.id}": _resource(one) | moment for one in argument_map.documents},
        "participants": {name: {"name": key[1], **moment} for key, name in people.items() if key is not None},
        "userdata": {"software": argument_map.made_by.software, "model": argument_map.made_by.model},
        **moment,
    }
    return b"".join(encode(data))


def _moment(created: str) -> dict[str, Any]:
    try:
        stamp = datetime.fromisoformat(created).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return {}
    return {"metadata": {"created": stamp, "updated": stamp}}


def _atom(sentence: Sentence, people: dict[tuple[str, str] | None, str]) -> dict[str, Any]:
    reference = {"text": sentence.text, "resource": f"r.{sentence.document}", "offset": sentence.start}
    judged = {
        "role": sentence.role.value,
        "certain": sentence.judgement.certain,
        "sides": {stance.debate: stance.side.value for stance in sentence.judgement.stances},
    }
    participant = {} if sentence.speaker is None else {"participant": people[speaker_key(sentence)]}
    return {"atom": {"text": sentence.text, "reference": reference, **participant}, "userdata": judged}


def _resource(document: Document) -> dict[str, Any]:
    return {"text": document.text, "title": document.title, "source": document.source}


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule that the file breaks: its shape, its references, atoms that touch, quotes that are not there."""
    return _faults(parse_json(content, source=source), source=source)


def _faults(data: object, *, source: str) -> list[Fault]:
    if isinstance(data, dict):
        check_lists(data.get("nodes"), data.get("edges"), source=source)
    if faults := shape_faults(_Graph, data):
        return faults
    assert isinstance(data, dict)  # noqa: S101 - the shape says so
    return [*_node_faults(data), *_edge_faults(data)]


def _node_faults(data: dict[str, Any]) -> Iterator[Fault]:
    resources, people = data.get("resources") or {}, data.get("participants") or {}
    for name, node in data["nodes"].items():
        path = f'nodes["{name}"]'
        atom, scheme = node.get("atom"), node.get("scheme")
        if (atom is None) == (scheme is None):
            yield fault(path, "both-kinds")
        if scheme is not None and sum(kind in scheme for kind in _SCHEMES) > 1:
            yield fault(f"{path}.scheme", "unknown-scheme", expected=", ".join(_SCHEMES))
        if atom is not None:
            if atom.get("participant") and atom["participant"] not in people:
                yield fault(f"{path}.atom.participant", "unknown-participant", id=atom["participant"])
            yield from _reference_faults(atom.get("reference") or {}, resources, path=f"{path}.atom.reference")


def _reference_faults(reference: dict[str, Any], resources: dict[str, Any], *, path: str) -> Iterator[Fault]:
    name = reference.get("resource")
    if not name:
        return
    if name not in resources:
        yield fault(f"{path}.resource", "unknown-resource", id=name)
        return
    # The JSON form of a protocol buffer leaves out what is zero or empty.
    offset, text = reference.get("offset") or 0, resources[name].get("text") or ""
    if reference.get("text") and (offset < 0 or not text.startswith(reference["text"], offset)):
        yield fault(f"{path}.text", "other-quote", offset=offset)


def _edge_faults(data: dict[str, Any]) -> Iterator[Fault]:
    atoms = {name for name, node in data["nodes"].items() if node.get("atom") is not None}
    for name, edge in data["edges"].items():
        path = f'edges["{name}"]'
        unknown = [end for end in ("source", "target") if edge[end] not in data["nodes"]]
        for end in unknown:
            yield fault(f"{path}.{end}", "unknown-node", id=edge[end])
        if edge["source"] in atoms and edge["target"] in atoms:
            yield fault(path, "transition", source="atom", target="atom")


def parse(content: bytes, *, source: str, created: str) -> ArgumentMap:
    """The map of a file that passes `check`.

    Raises:
        MapUnreadable: it is no JSON, or too large.
        MapRefused: it breaks a rule, or holds what a map cannot keep.
    """
    data: Any = parse_json(content, source=source)
    refuse(_faults(data, source=source), source=source)
    refuse(list(_reading_faults(data)), source=source)
    people = data.get("participants") or {}
    nodes = data["nodes"].items()
    atoms = [
        Atom(id=name, text=node["atom"]["text"], speaker=_speaker(node["atom"], people), **_place(node["atom"]))
        for name, node in nodes
        if node.get("atom") is not None
    ]
    schemes = [(name, _link_type(node["scheme"]) or "") for name, node in nodes if node.get("scheme") is not None]
    edges = [(edge["source"], edge["target"]) for edge in data["edges"].values()]
    links = links_through(schemes, edges, atoms={atom.id for atom in atoms}, source=source)
    texts: dict[str | None, Resource] = {
        name: Resource(text=one.get("text") or "", title=_said(one, "title"), source=_said(one, "source"))
        for name, one in (data.get("resources") or {}).items()
    }
    origin = Origin(source=source, format="arguebuf", created=created)
    return map_of_atoms(atoms, links, origin=origin, resources=texts)


def _place(atom: dict[str, Any]) -> dict[str, Any]:
    """Resource and offset of an atom; the JSON form of a protocol buffer leaves out what is zero or empty."""
    reference = atom.get("reference") or {}
    return {"resource": reference.get("resource"), "offset": reference.get("offset") or 0}


def _said(resource: dict[str, Any], key: str) -> str:
    """A field that the shape leaves free, where it is a text."""
    value = resource.get(key)
    return value if isinstance(value, str) else ""


def _reading_faults(data: dict[str, Any]) -> Iterator[Fault]:
    atoms = {name for name, node in data["nodes"].items() if node.get("atom") is not None}
    for name, node in data["nodes"].items():
        if name in atoms and not node["atom"].get("text"):
            yield fault(f'nodes["{name}"].atom.text', "empty-text")
        if name not in atoms and _link_type(node["scheme"]) is None:
            yield fault(f'nodes["{name}"].scheme', "not-kept", type=", ".join(node["scheme"])[:40] or "scheme")
    for name, edge in data["edges"].items():
        if edge["source"] not in atoms and edge["target"] not in atoms:
            yield fault(f'edges["{name}"]', "about-a-relation")


def _link_type(scheme: dict[str, Any]) -> str | None:
    return next((kind for kind in ("support", "attack", "rephrase") if kind in scheme), None)


def _speaker(atom: dict[str, Any], people: dict[str, Any]) -> str | None:
    person = people.get(atom.get("participant") or "") or {}
    return person.get("name") or None
