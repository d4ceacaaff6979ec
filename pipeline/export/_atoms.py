"""From somebody else's graph of statements to a map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from corpus import (
    ArgumentMap,
    Document,
    Judgement,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
)
from pipeline.export._bounds import check_count, unreadable
from pipeline.export._faults import fault, refuse
from pipeline.export._links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A statement of a foreign graph; `resource` and `offset` say where it stands, where the graph does."""

    id: str
    text: str
    speaker: str | None = None
    resource: str | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A text that a foreign graph quotes."""

    text: str
    title: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a foreign graph came from: the file, its format, and the moment of reading (ISO 8601, UTC)."""

    source: str
    format: str
    created: str


def map_of_atoms(
    atoms: Sequence[Atom],
    links: Sequence[Link],
    *,
    origin: Origin,
    resources: Mapping[str | None, Resource] | None = None,
) -> ArgumentMap:
    """A map in which each atom is a sentence and its role follows from its links.

    The resources are its documents, where each atom stands word for word in one of them and none overlaps another;
    otherwise the atoms make up one document. Whoever attacks is a criticism, whoever supports a premise, and what is
    only supported or attacked a claim. A rephrase becomes a repetition of what it rephrases. No model made the
    judgements; they bear the format's name.

    Raises:
        MapUnreadable: there are no atoms.
        MapRefused: an atom is linked to itself.
    """
    if not atoms:
        raise unreadable(origin.source, "no-statements")
    refuse(
        [fault(link.source, "itself", id=link.source) for link in links if link.source == link.target],
        source=origin.source,
    )
    placed, texts = _layout(atoms, resources or {})
    numbers = {name: number for number, name in enumerate(texts, start=1)}
    ids = {atom.id: f"d{numbers[atom.resource]}.s{row}" for row, atom in enumerate(placed, start=1)}
    return ArgumentMap(
        made_by=Provenance(
            software=f"debatkaart {version('debatkaart')}", model=f"import {origin.format}", created=origin.created
        ),
        documents=tuple(_document(one, id=f"d{numbers[name]}", origin=origin) for name, one in texts.items()),
        sentences=tuple(_sentences(placed, links, ids, maker=origin.format)),
        relations=_relations(links, ids),
    )


def _layout(
    atoms: Sequence[Atom], resources: Mapping[str | None, Resource]
) -> tuple[list[Atom], Mapping[str | None, Resource]]:
    """The atoms in the order in which they stand in the texts, and those texts by name."""
    order = {name: number for number, name in enumerate(resources)}
    known = all(atom.resource in order for atom in atoms)
    standing = sorted(atoms, key=lambda atom: (order[atom.resource], atom.offset)) if known else []
    ends = dict.fromkeys(order, 0)
    for atom in standing:
        if atom.offset < ends[atom.resource] or not resources[atom.resource].text.startswith(atom.text, atom.offset):
            known = False
            break
        ends[atom.resource] = atom.offset + len(atom.text)
    return (standing, resources) if known else (list(_strung(atoms)), {None: Resource(text=_joined(atoms))})


def _joined(atoms: Sequence[Atom]) -> str:
    return "\n".join(atom.text for atom in atoms)


def _strung(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The atoms as they stand one after the other, with a line break between."""
    offset = 0
    for atom in atoms:
        yield replace(atom, resource=None, offset=offset)
        offset += len(atom.text) + 1


def _document(resource: Resource, *, id: str, origin: Origin) -> Document:  # noqa: A002 - the field's own name
    return Document(
        id=id,
        text=resource.text,
        title=resource.title,
        source=resource.source or origin.source,
        extractor=f"{origin.format} 1",
    )


def _sentences(atoms: Sequence[Atom], links: Sequence[Link], ids: dict[str, str], *, maker: str) -> Iterator[Sentence]:
    roles = _roles(links)
    same = {link.source: link.target for link in links if link.type == "rephrase"}
    for atom in atoms:
        yield Sentence(
            id=ids[atom.id],
            document=ids[atom.id].partition(".")[0],
            start=atom.offset,
            end=atom.offset + len(atom.text),
            text=atom.text,
            speaker=atom.speaker,
            judgement=Judgement(maker=maker, role=roles.get(atom.id, Role.NONE)),
            duplicate_of=ids[same[atom.id]] if atom.id in same else None,
        )


def _roles(links: Sequence[Link]) -> dict[str, Role]:
    attacks = {link.source: Role.CRITICISM for link in links if link.type == "attack"}
    supports = {link.source: Role.PREMISE for link in links if link.type == "support"}
    targets = {link.target: Role.CLAIM for link in links if link.type != "rephrase"}
    return targets | supports | attacks


def _relations(links: Sequence[Link], ids: dict[str, str]) -> tuple[Relation, ...]:
    triples = {(link.source, link.target, link.type): None for link in links if link.type != "rephrase"}
    return tuple(
        Relation(source=ids[source], target=ids[target], type=RelationType(kind)) for source, target, kind in triples
    )


def links_through(
    schemes: Sequence[tuple[str, str]],
    edges: Sequence[tuple[str, str]],
    *,
    atoms: set[str],
    source: str,
) -> list[Link]:
    """Each premise of each scheme node, linked to each of its conclusions.

    Args:
        schemes: Id and link type of each scheme node.
        edges: From and to.
        atoms: Ids of the statements.
        source: The file, for the message where the graph explodes.
    """
    premises: dict[str, list[str]] = {name: [] for name, _ in schemes}
    conclusions: dict[str, list[str]] = {name: [] for name, _ in schemes}
    for begin, end in edges:
        if begin in atoms and end in premises:
            premises[end].append(begin)
        elif begin in conclusions and end in atoms:
            conclusions[begin].append(end)
    check_count(sum(len(premises[name]) * len(conclusions[name]) for name, _ in schemes), source=source)
    return [
        Link(source=premise, target=conclusion, type=kind)  # type: ignore[arg-type]
        for name, kind in schemes
        for premise in premises[name]
        for conclusion in conclusions[name]
    ]
