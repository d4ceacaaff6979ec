"""A map with the judgements of people in place of the model's; the map itself is left as it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from corpus import ArgumentMap, Document, Judgement, KeyPoint, Kind, Relation, Role, Sentence, Side, Stance
from corpus.addressees import find_addressee
from pipeline.labels.label import UNRELATED, KeptJudgement, Label, Link, Place, combined, counting

_MODEL = "model"

ByPlace = Mapping[Place, Sequence[KeptJudgement]]


def corrected(argument_map: ArgumentMap, judgements: Iterable[KeptJudgement]) -> ArgumentMap:
    """The map as people judged it: their word counts, and the model's is kept beside it.

    Sentences are split and merged as people said; relations and key points that no longer fit are left out. Give the
    map that the model made: what a person took back later cannot be undone in a map that was corrected before.

    Args:
        judgements: Those that stand (`Judgements.standing`); of texts outside the map, they do nothing.
    """
    said = _by_place(judgements, {document.sha256 for document in argument_map.documents})
    if not said:
        return argument_map
    debates = {debate.id for debate in argument_map.debates}
    by_document: dict[str, list[Sentence]] = {document.id: [] for document in argument_map.documents}
    for one in argument_map.sentences:
        by_document[one.document].append(one)
    sentences = tuple(
        one
        for document in argument_map.documents
        for one in _sentences(document, by_document[document.id], said, debates)
    )
    known = {one.id: one for one in sentences}
    return replace(
        argument_map,
        sentences=tuple(_without_lost_original(one, known) for one in sentences),
        relations=tuple(_relations(argument_map, known, said)),
        key_points=tuple(_key_points(argument_map.key_points, known)),
    )


def place_of(sentence: Sentence, document: Document) -> Place:
    """Where a sentence of a map stands, in whatever map."""
    return Place(document=document.sha256, start=sentence.start, end=sentence.end)


def _by_place(judgements: Iterable[KeptJudgement], hashes: set[str]) -> dict[Place, list[KeptJudgement]]:
    found: dict[Place, list[KeptJudgement]] = {}
    for one in judgements:
        if one.place.document in hashes:
            found.setdefault(one.place, []).append(one)
    return found


def _sentences(document: Document, sentences: list[Sentence], said: ByPlace, debates: set[str]) -> Iterator[Sentence]:
    own = {place: found for place, found in said.items() if place.document == document.sha256}
    divisions = [(place, *_division(found)) for place, found in own.items()]
    for place, parts, _ in sorted(divisions, key=lambda division: division[2]):
        if parts:
            sentences = _divide(sentences, place, parts, document)
    for one in sentences:
        found = own.get(place_of(one, document))
        yield _relabelled(one, found, debates) if found else one


def _division(judgements: Sequence[KeptJudgement]) -> tuple[tuple[tuple[int, int], ...], int]:
    """How people divide a stretch of text, and the number of the judgement that says so, for the order."""
    dividing = [one for one in counting(judgements) if one.label.parts]
    return (dividing[-1].label.parts, dividing[-1].id) if dividing else ((), 0)


def _divide(
    sentences: list[Sentence], place: Place, parts: Sequence[tuple[int, int]], document: Document
) -> list[Sentence]:
    inside = [one for one in sentences if place.start <= one.start and one.end <= place.end]
    if not inside or (inside[0].start, inside[-1].end) != (place.start, place.end):
        return sentences
    if [(one.start, one.end) for one in inside] == list(parts):
        return sentences
    at = sentences.index(inside[0])
    divided = [_part(inside, number, part, document) for number, part in enumerate(parts)]
    return [*sentences[:at], *divided, *sentences[at + len(inside) :]]


def _part(inside: Sequence[Sentence], number: int, part: tuple[int, int], document: Document) -> Sentence:
    """A new sentence, with what was said of the old one that it begins in, which is no longer certain."""
    start, end = part
    origin = [one for one in inside if one.start <= start][-1]
    doubted = replace(
        origin.judgement,
        certain=False,
        stances=tuple(replace(stance, certain=False) for stance in origin.judgement.stances),
    )
    identity = inside[0].id if number == 0 else f"{origin.id}.{start}"
    text = document.text[start:end]
    return replace(
        origin, id=identity, start=start, end=end, text=text, judgement=doubted, duplicate_of=None, glued=False
    )


def _relabelled(sentence: Sentence, judgements: Sequence[KeptJudgement], debates: set[str]) -> Sentence:
    label = combined(judgements)
    if replace(label, parts=(), unsure=False).is_empty:
        return replace(sentence, judgement=replace(sentence.judgement, certain=False))
    maker = counting(judgements)[-1].annotator
    kind = label.kind or sentence.kind
    judgement = _judgement(sentence, label, kind, debates, maker=maker)
    by_model = sentence.judgement if sentence.judgement.maker == _MODEL else sentence.model_judgement
    recommends = judgement.role is Role.RECOMMENDATION
    return replace(
        sentence,
        kind=kind,
        speaker=label.speaker or sentence.speaker,
        judgement=judgement,
        model_judgement=by_model,
        addressee=(sentence.addressee or find_addressee(sentence.text)) if recommends else None,
    )


def _judgement(sentence: Sentence, label: Label, kind: Kind, debates: set[str], *, maker: str) -> Judgement:
    if kind is not Kind.SENTENCE:
        return Judgement(maker=maker)
    said = sentence.judgement
    kept = [one for one in said.stances if one.debate not in label.stances]
    given = [
        Stance(debate=debate, side=Side(side))
        for debate, side in label.stances.items()
        if side != UNRELATED and debate in debates
    ]
    if label.role is None:
        return replace(said, maker=maker, stances=(*kept, *given))
    return Judgement(maker=maker, role=label.role, second_role=label.second_role, stances=(*kept, *given))


def _without_lost_original(sentence: Sentence, known: Mapping[str, Sentence]) -> Sentence:
    original = known.get(sentence.duplicate_of or "")
    if sentence.duplicate_of and (original is None or original.duplicate_of):
        return replace(sentence, duplicate_of=None)
    return sentence


def _relations(argument_map: ArgumentMap, known: Mapping[str, Sentence], said: ByPlace) -> Iterator[Relation]:
    hashes = {document.id: document.sha256 for document in argument_map.documents}
    spans = {(one.document, one.start, one.end): one.id for one in known.values()}
    links: dict[str, Link | Literal["none"]] = {}
    for one in known.values():
        found = said.get(Place(document=hashes[one.document], start=one.start, end=one.end))
        if found and (link := combined(found).link):
            links[one.id] = link
    drawn = [relation for relation in argument_map.relations if relation.source not in links]
    for source, link in links.items():
        target = spans.get((known[source].document, link.start, link.end)) if isinstance(link, Link) else None
        if isinstance(link, Link) and target and target != source:
            drawn.append(Relation(source=source, target=target, type=link.type))
    return (one for one in drawn if all(_argues(known.get(end)) for end in (one.source, one.target)))


def _argues(sentence: Sentence | None) -> bool:
    return sentence is not None and sentence.role is not Role.NONE


def _key_points(points: Iterable[KeyPoint], known: Mapping[str, Sentence]) -> Iterator[KeyPoint]:
    for point in points:
        members = tuple(one for one in point.members if one in known and known[one].side(point.debate) is point.side)
        if members == point.members:
            yield point
        elif members:
            typical = point.sentence if point.sentence in members else members[0]
            yield replace(point, members=members, sentence=typical, text=known[typical].text)
