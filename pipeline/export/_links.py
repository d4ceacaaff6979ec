"""A map as a graph of statements: what the graph formats share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import ArgumentMap, Kind, Sentence

LinkType = Literal["support", "attack", "rephrase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`source` supports, attacks or rephrases `target`; only relations have a score."""

    source: str
    target: str
    type: LinkType
    score: float | None = None


def links_of(argument_map: ArgumentMap) -> list[Link]:
    """The relations, then for each sentence that says the same as another a rephrase of the more typical one."""
    relations = [
        Link(source=one.source, target=one.target, type=one.type.value, score=one.score)
        for one in argument_map.relations
    ]
    return [*relations, *_rephrases(argument_map)]


def _rephrases(argument_map: ArgumentMap) -> Iterator[Link]:
    seen: set[tuple[str, str]] = set()
    for source, target in _equals(argument_map):
        if source != target and (source, target) not in seen:
            seen.add((source, target))
            yield Link(source=source, target=target, type="rephrase")


def _equals(argument_map: ArgumentMap) -> Iterator[tuple[str, str]]:
    for one in argument_map.sentences:
        if one.duplicate_of is not None:
            yield one.id, one.duplicate_of
    for point in argument_map.key_points:
        for member in point.members:
            yield member, point.sentence


def statements_of(argument_map: ArgumentMap) -> list[Sentence]:
    """The sentences of prose, and whatever else a link touches."""
    linked = {end for link in links_of(argument_map) for end in (link.source, link.target)}
    return [one for one in argument_map.sentences if one.kind is Kind.SENTENCE or one.id in linked]


def speaker_key(sentence: Sentence) -> tuple[str, str] | None:
    """Who speaks: a person is one in the whole map, any other name is one within its document."""
    if sentence.speaker is None:
        return None
    local = sentence.speaker in {"author", "interviewer", "unattributed"} or sentence.speaker.startswith("reaction ")
    return (sentence.document if local else "", sentence.speaker)
