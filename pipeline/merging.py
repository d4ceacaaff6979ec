"""Several maps as one, by content: the same text is one document, whatever its id."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Language,
    MapError,
    Provenance,
    Relation,
    Role,
    Sentence,
)

# Where a sentence is, wherever its map keeps it: hash of its text and offsets.
Place = tuple[str, int, int]


class MergeRefused(MapError):
    """Two maps mean different things by the same id of a debate."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "De kaarten bedoelen met debat “{debate}” iets anders (andere vraag of polen); geef het in een van beide "
        "een ander id.",
        "en": "The maps mean different things by debate “{debate}” (another question or other poles); give it another "
        "id in one of them.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Sentences of the merged map by place, and the places of the sentences of each map by id."""

    merged: Mapping[Place, Sentence]
    by_map: Sequence[Mapping[str, Place]]

    def id_of(self, number: int, sentence: str) -> str | None:
        """The merged map's id of a sentence of map `number`; None where the merged map splits its text otherwise."""
        found = self.merged.get(self.by_map[number][sentence])
        return None if found is None else found.id


def merge_maps(maps: Sequence[ArgumentMap], *, created: str) -> ArgumentMap:
    """One map with the documents, debates, relations and key points of all.

    A text that several maps have is split as in the first of them. A sentence that a person judged keeps that
    judgement, and the first person's where there are several; stances on debates that only a later map has are added.
    Ids are given anew. Relations and key points that the judgements no longer bear are left out.

    Args:
        maps: At least one.
        created: The moment of merging, ISO 8601, UTC.

    Raises:
        MergeRefused: the same id of a debate stands for different debates.
    """
    debates = _debates(maps)
    documents = _documents(maps)
    places = [_places(one) for one in maps]
    sentences = _sentences(maps, places, {sha: document.id for sha, document in documents.items()})
    found = _Places(merged=sentences, by_map=places)
    return ArgumentMap(
        made_by=_provenance(maps, created=created),
        debates=debates,
        documents=tuple(documents.values()),
        sentences=tuple(_with_duplicates(maps, found)),
        relations=tuple(_relations(maps, found)),
        key_points=tuple(_key_points(maps, found)),
    )


def _provenance(maps: Sequence[ArgumentMap], *, created: str) -> Provenance:
    software = dict.fromkeys(one.made_by.software for one in maps)
    models = dict.fromkeys(one.made_by.model for one in maps)
    return Provenance(software=" + ".join(software), model=" + ".join(models), created=created)


def _debates(maps: Sequence[ArgumentMap]) -> tuple[Debate, ...]:
    found: dict[str, Debate] = {}
    for debate in (debate for one in maps for debate in one.debates):
        if found.setdefault(debate.id, debate) != debate:
            raise MergeRefused(debate=debate.id)
    return tuple(found.values())


def _documents(maps: Sequence[ArgumentMap]) -> dict[str, Document]:
    """The documents by the hash of their text, numbered anew; the first to know a title, author or date gives it."""
    found: dict[str, Document] = {}
    for document in (document for one in maps for document in one.documents):
        sha = document.sha256
        known = found.setdefault(sha, replace(document, id=f"d{len(found) + 1}"))
        found[sha] = replace(
            known,
            title=known.title or document.title,
            author=known.author or document.author,
            date=known.date or document.date,
            warnings=tuple(dict.fromkeys((*known.warnings, *document.warnings))),
        )
    return found


def _places(argument_map: ArgumentMap) -> dict[str, Place]:
    hashes = {document.id: document.sha256 for document in argument_map.documents}
    return {one.id: (hashes[one.document], one.start, one.end) for one in argument_map.sentences}


def _sentences(
    maps: Sequence[ArgumentMap], places: Sequence[Mapping[str, Place]], ids: Mapping[str, str]
) -> dict[Place, Sentence]:
    found: dict[Place, Sentence] = {}
    owners = _owners(maps)
    counts = dict.fromkeys(ids, 0)
    earlier: set[str] = set()
    for number, argument_map in enumerate(maps):
        later = {debate.id for debate in argument_map.debates}
        for one in argument_map.sentences:
            place = places[number][one.id]
            sha = place[0]
            if place in found:
                asked = earlier if owners[sha] < number else earlier | later
                found[place] = _joined(found[place], one, earlier=asked, later=later)
            elif owners[sha] == number:
                counts[sha] += 1
                found[place] = replace(one, id=f"{ids[sha]}.s{counts[sha]}", document=ids[sha], duplicate_of=None)
        earlier |= later
    return found


def _owners(maps: Sequence[ArgumentMap]) -> dict[str, int]:
    """The number of the first map that has each text."""
    owners: dict[str, int] = {}
    for number, argument_map in enumerate(maps):
        for document in argument_map.documents:
            owners.setdefault(document.sha256, number)
    return owners


def _joined(first: Sentence, second: Sentence, *, earlier: set[str], later: set[str]) -> Sentence:
    """What is known of a sentence that is there twice, judged on the debates `earlier` and then on `later`."""
    by_person = second.judgement.maker != "model" and first.kind is second.kind
    if first.judgement.maker == "model" and by_person:
        judgement = _with_stances(second.judgement, first.judgement, beyond=later)
        model: Judgement | None = second.model_judgement or first.judgement
    else:
        judgement = _with_stances(first.judgement, second.judgement, beyond=earlier)
        model = first.model_judgement
    return replace(
        first,
        judgement=judgement,
        model_judgement=model,
        speaker=first.speaker if first.speaker is not None else second.speaker,
        addressee=first.addressee or second.addressee,
    )


def _with_stances(judgement: Judgement, other: Judgement, *, beyond: set[str]) -> Judgement:
    """`judgement` with the stances of `other` on debates beyond those that its own map asked about."""
    added = tuple(stance for stance in other.stances if stance.debate not in beyond)
    return replace(judgement, stances=(*judgement.stances, *added)) if added else judgement


def _with_duplicates(maps: Sequence[ArgumentMap], found: _Places) -> Iterator[Sentence]:
    originals: dict[str, str] = {}
    for number, argument_map in enumerate(maps):
        for one in argument_map.sentences:
            if one.duplicate_of is None:
                continue
            ends = [found.id_of(number, name) for name in (one.id, one.duplicate_of)]
            if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                originals.setdefault(ends[0], ends[1])
    for one in found.merged.values():
        yield replace(one, duplicate_of=originals.get(one.id))


def _relations(maps: Sequence[ArgumentMap], found: _Places) -> Iterator[Relation]:
    roles = {one.id: one.role for one in found.merged.values()}
    seen: set[tuple[str, str, str]] = set()
    for number, argument_map in enumerate(maps):
        for relation in argument_map.relations:
            source, target = (found.id_of(number, name) for name in (relation.source, relation.target))
            # Both ends may be copies of one sentence, in a map that has its text twice.
            if source is None or target is None or source == target or (source, target, relation.type) in seen:
                continue
            if Role.NONE not in {roles[source], roles[target]}:
                seen.add((source, target, relation.type))
                yield replace(relation, source=source, target=target)


def _key_points(maps: Sequence[ArgumentMap], found: _Places) -> Iterator[KeyPoint]:
    sentences = {one.id: one for one in found.merged.values()}
    seen: set[tuple[str, str, frozenset[str]]] = set()
    counts: dict[tuple[str, str], int] = {}
    for number, argument_map in enumerate(maps):
        for point in argument_map.key_points:
            names = [found.id_of(number, member) for member in point.members]
            members = tuple(
                name for name in names if name is not None and sentences[name].side(point.debate) is point.side
            )
            typical = found.id_of(number, point.sentence)
            content = (point.debate, point.side.value, frozenset(members))
            if typical not in members or content in seen:
                continue
            seen.add(content)
            place = (point.debate, point.side.value)
            counts[place] = counts.get(place, 0) + 1
            name = f"{point.debate}.{point.side.value}.k{counts[place]}"
            yield replace(point, id=name, sentence=typical, members=members)
