"""From somebody else's graph of statements to a map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    """A statement of a foreign graph."""

    id: str
    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a foreign graph came from: the file, its format, and the moment of reading (ISO 8601, UTC)."""

    source: str
    format: str
    created: str


def map_of_atoms(atoms: Sequence[Atom], links: Sequence[Link], *, origin: Origin) -> ArgumentMap:
    """A map with one document, in which each atom is a sentence and its role follows from its links.

    Whoever attacks is a criticism, whoever supports a premise, and what is only supported or attacked a claim.
    A rephrase becomes a repetition of what it rephrases. No model made the judgements; they bear the format's name.

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
    ids = {atom.id: f"d1.s{number}" for number, atom in enumerate(atoms, start=1)}
    text = "\n".join(atom.text for atom in atoms)
    return ArgumentMap(
        made_by=Provenance(
            software=f"debatkaart {version('debatkaart')}", model=f"import {origin.format}", created=origin.created
        ),
        documents=(Document(id="d1", text=text, source=origin.source, extractor=f"{origin.format} 1"),),
        sentences=tuple(_sentences(atoms, links, ids, maker=origin.format)),
        relations=_relations(links, ids),
    )


def _sentences(atoms: Sequence[Atom], links: Sequence[Link], ids: dict[str, str], *, maker: str) -> Iterator[Sentence]:
    """The atoms one after the other, with a line break between."""
    roles, start = _roles(links), 0
    same = {link.source: link.target for link in links if link.type == "rephrase"}
    for atom in atoms:
        end = start + len(atom.text)
        yield Sentence(
            id=ids[atom.id],
            document="d1",
            start=start,
            end=end,
            text=atom.text,
            speaker=atom.speaker,
            judgement=Judgement(maker=maker, role=roles.get(atom.id, Role.NONE)),
            duplicate_of=ids[same[atom.id]] if atom.id in same else None,
        )
        start = end + 1


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
