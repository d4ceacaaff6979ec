"""SADFace: atoms and schemes, with the texts as resources and the place of each atom in them."""

import uuid
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Literal

from corpus import ArgumentMap, Sentence
from pipeline._checker import Fault, shape_faults
from pipeline._map_json import encode, parse_json
from pipeline.export._atoms import Atom, Origin, Resource, links_through, map_of_atoms
from pipeline.export._bounds import check_lists
from pipeline.export._faults import Shape, fault, refuse, repeated_faults
from pipeline.export._links import links_of, statements_of

# Names of schemes that the SADFace tools and their examples use.
_LINK_TYPES = {
    "support": "support",
    "attack": "attack",
    "conflict": "attack",
    "disagreement": "attack",
    "disagree": "attack",
    "rephrase": "rephrase",
}
_KIND_TYPES = {"inference": "support", "conflict": "attack"}


class _Source(Shape):
    resource_id: str
    text: str
    offset: int
    length: int | None = None


class _Node(Shape):
    id: str
    type: Literal["atom", "scheme", "inference", "conflict"]
    text: str | None = None
    name: str | None = None
    sources: list[_Source] | None = None


class _Edge(Shape):
    id: str
    source_id: str
    target_id: str


class _Resource(Shape):
    id: str
    content: str | None = None


class _Graph(Shape):
    nodes: list[_Node]
    edges: list[_Edge]
    resources: list[_Resource]


def dump(argument_map: ArgumentMap) -> bytes:
    """The statements with their speakers and places, and the links."""
    made_by = argument_map.made_by
    moment = made_by.created.removesuffix("Z")
    core = {
        **dict.fromkeys(("analyst_email", "description", "notes"), ""),
        "analyst_name": made_by.software,
        "created": moment,
        "edited": moment,
        "id": _uuid("map", made_by.created),
        "title": "Argumentenkaart",
        "version": "0.5",
    }
    data = {
        # A namespace of node metadata has to be there for the document too.
        "metadata": {"core": core, "debatkaart": {"model": made_by.model}},
        "resources": [_resource(one.id, one.text, one.title or one.source) for one in argument_map.documents],
        **_graph(argument_map),
    }
    return b"".join(encode(data))


def _resource(document: str, text: str, title: str) -> dict[str, Any]:
    return {"id": _uuid("resource", document), "type": "text", "content": text, "metadata": {"core": {"title": title}}}


def _graph(argument_map: ArgumentMap) -> dict[str, Any]:
    nodes = [_atom(one) for one in statements_of(argument_map)]
    edges = []
    for number, link in enumerate(links_of(argument_map)):
        scheme = _uuid("scheme", str(number))
        metadata = {"core": {}, "debatkaart": {} if link.score is None else {"score": link.score}}
        nodes.append({"id": scheme, "type": "scheme", "name": link.type, "metadata": metadata})
        ends = ((_uuid("atom", link.source), scheme), (scheme, _uuid("atom", link.target)))
        edges += [
            {"id": _uuid("edge", f"{source} {target}"), "source_id": source, "target_id": target}
            for source, target in ends
        ]
    return {"nodes": nodes, "edges": edges}


def _atom(sentence: Sentence) -> dict[str, Any]:
    place = {"text": sentence.text, "offset": sentence.start, "length": len(sentence.text)}
    judged = {
        "sentence": sentence.id,
        "speaker": sentence.speaker,
        "role": sentence.role.value,
        "certain": sentence.judgement.certain,
        "sides": {stance.debate: stance.side.value for stance in sentence.judgement.stances},
    }
    return {
        "id": _uuid("atom", sentence.id),
        "type": "atom",
        "text": sentence.text,
        "sources": [{"resource_id": _uuid("resource", sentence.document), **place}],
        "metadata": {"core": {}, "debatkaart": judged},
    }


def _uuid(kind: str, name: str) -> str:
    """A UUID that is always the same for the same element; the tools insist on version 4."""
    digest = sha256(f"{kind} {name}".encode("utf-8", "surrogatepass")).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule that the file breaks: its shape, its references, atoms that touch, quotes that are not there."""
    return _faults(parse_json(content, source=source), source=source)


def _faults(data: object, *, source: str) -> list[Fault]:
    if isinstance(data, dict):
        check_lists(data.get("nodes"), data.get("edges"), source=source)
    if faults := shape_faults(_Graph, data):
        return faults
    assert isinstance(data, dict)  # noqa: S101 - the shape says so
    checks = (_id_faults, _node_faults, _edge_faults)
    return [one for find in checks for one in find(data)]


def _id_faults(data: dict[str, Any]) -> Iterator[Fault]:
    for part in ("nodes", "edges", "resources"):
        yield from repeated_faults([one["id"] for one in data[part]], path=f"{part}[{{}}].id")


def _node_faults(data: dict[str, Any]) -> Iterator[Fault]:
    texts = {one["id"]: one.get("content") for one in data["resources"]}
    for index, node in enumerate(data["nodes"]):
        needed = "text" if node["type"] == "atom" else "name"
        if node.get(needed) is None:
            yield fault(f"nodes[{index}].{needed}", "missing")
        for number, quote in enumerate(node.get("sources") or ()):
            path = f"nodes[{index}].sources[{number}]"
            name, offset = quote["resource_id"], quote["offset"]
            if name not in texts:
                yield fault(f"{path}.resource_id", "unknown-resource", id=name)
            elif texts[name] is not None and (offset < 0 or not texts[name].startswith(quote["text"], offset)):
                yield fault(f"{path}.text", "other-quote", offset=offset)


def _edge_faults(data: dict[str, Any]) -> Iterator[Fault]:
    types = {node["id"]: node["type"] for node in data["nodes"]}
    for index, edge in enumerate(data["edges"]):
        unknown = [end for end in ("source_id", "target_id") if edge[end] not in types]
        for end in unknown:
            yield fault(f"edges[{index}].{end}", "unknown-node", id=edge[end])
        if not unknown and types[edge["source_id"]] == types[edge["target_id"]] == "atom":
            yield fault(f"edges[{index}]", "transition", source="atom", target="atom")


def parse(content: bytes, *, source: str, created: str) -> ArgumentMap:
    """The map of a file that passes `check`.

    Raises:
        MapUnreadable: it is no JSON, or too large.
        MapRefused: it breaks a rule, or holds what a map cannot keep.
    """
    data: Any = parse_json(content, source=source)
    refuse(_faults(data, source=source), source=source)
    refuse(list(_reading_faults(data)), source=source)
    atoms = [
        Atom(id=node["id"], text=node["text"], speaker=_speaker(node), **_place(node))
        for node in data["nodes"]
        if _is_atom(node)
    ]
    schemes = [(node["id"], _link_type(node) or "") for node in data["nodes"] if not _is_atom(node)]
    edges = [(edge["source_id"], edge["target_id"]) for edge in data["edges"]]
    links = links_through(schemes, edges, atoms={atom.id for atom in atoms}, source=source)
    texts: dict[str | None, Resource] = {
        one["id"]: Resource(text=one.get("content") or "", title=_title(one)) for one in data["resources"]
    }
    origin = Origin(source=source, format="sadface", created=created)
    return map_of_atoms(atoms, links, origin=origin, resources=texts)


def _place(node: dict[str, Any]) -> dict[str, Any]:
    """Resource and offset of an atom that quotes one place."""
    sources: list[dict[str, Any]] = node.get("sources") or []
    return {"resource": sources[0]["resource_id"], "offset": sources[0]["offset"]} if len(sources) == 1 else {}


def _title(resource: dict[str, Any]) -> str:
    metadata = resource.get("metadata")
    core = metadata.get("core") if isinstance(metadata, dict) else None
    title = core.get("title") if isinstance(core, dict) else None
    return title if isinstance(title, str) else ""


def _reading_faults(data: dict[str, Any]) -> Iterator[Fault]:
    atoms = {node["id"] for node in data["nodes"] if _is_atom(node)}
    for index, node in enumerate(data["nodes"]):
        if _is_atom(node) and not node["text"]:
            yield fault(f"nodes[{index}].text", "empty-text")
        if not _is_atom(node) and _link_type(node) is None:
            yield fault(f"nodes[{index}].name", "not-kept", type=str(node["name"])[:40])
    for index, edge in enumerate(data["edges"]):
        if edge["source_id"] not in atoms and edge["target_id"] not in atoms:
            yield fault(f"edges[{index}]", "about-a-relation")


def _is_atom(node: dict[str, Any]) -> bool:
    return bool(node["type"] == "atom")


def _link_type(node: dict[str, Any]) -> str | None:
    return _LINK_TYPES.get(str(node["name"]).lower()) or _KIND_TYPES.get(node["type"])


def _speaker(node: dict[str, Any]) -> str | None:
    metadata = node.get("metadata")
    own = metadata.get("debatkaart") if isinstance(metadata, dict) else None
    speaker = own.get("speaker") if isinstance(own, dict) else None
    return speaker if isinstance(speaker, str) else None
