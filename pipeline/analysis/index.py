"""An argument map with the look-ups that every view needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from corpus import (
    AUTHOR,
    INTERVIEWER,
    UNATTRIBUTED,
    ArgumentMap,
    Debate,
    Document,
    Relation,
    Sentence,
    Side,
    Stance,
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SpeakerKey:
    """Who speaks: a person's name is one person in the whole map, a role or "author" only within its document.

    Attributes:
        document: Id of the document that the name belongs to; "" for a name that holds everywhere.
    """

    document: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapIndex:
    """Look-ups over one map; all sequences are in the order of the map."""

    map: ArgumentMap
    debates: Mapping[str, Debate]
    documents: Mapping[str, Document]
    sentences: Mapping[str, Sentence]
    _by_document: Mapping[str, tuple[Sentence, ...]] = field(repr=False)
    _by_debate: Mapping[str, tuple[Sentence, ...]] = field(repr=False)
    _outgoing: Mapping[str, tuple[Relation, ...]] = field(repr=False)
    _incoming: Mapping[str, tuple[Relation, ...]] = field(repr=False)

    def sentences_of(self, document: str) -> tuple[Sentence, ...]:
        """All units of a document, headings and boilerplate too."""
        return self._by_document.get(document, ())

    def about(self, debate: str, *, side: Side | None = None, certain_only: bool = False) -> tuple[Sentence, ...]:
        """The sentences about a debate (on one side of it), repetitions left out.

        Args:
            certain_only: Leave out those whose side the model is not certain of.
        """
        found = self._by_debate.get(debate, ())
        if side is None and not certain_only:
            return found
        return tuple(one for one in found if _fits(stance_on(one, debate), side, certain_only=certain_only))

    def relations_from(self, sentence: str) -> tuple[Relation, ...]:
        """The relations of which a sentence is the source."""
        return self._outgoing.get(sentence, ())

    def relations_to(self, sentence: str) -> tuple[Relation, ...]:
        """The relations of which a sentence is the target."""
        return self._incoming.get(sentence, ())


def build_index(argument_map: ArgumentMap) -> MapIndex:
    """The look-ups over `argument_map`, made once."""
    counted = [one for one in argument_map.sentences if one.duplicate_of is None]
    return MapIndex(
        map=argument_map,
        debates={debate.id: debate for debate in argument_map.debates},
        documents={document.id: document for document in argument_map.documents},
        sentences={sentence.id: sentence for sentence in argument_map.sentences},
        _by_document=_grouped((one.document, one) for one in argument_map.sentences),
        _by_debate=_grouped((stance.debate, one) for one in counted for stance in one.judgement.stances),
        _outgoing=_grouped((relation.source, relation) for relation in argument_map.relations),
        _incoming=_grouped((relation.target, relation) for relation in argument_map.relations),
    )


def stance_on(sentence: Sentence, debate: str) -> Stance | None:
    """The stance of a sentence in a debate, None where it is not about it."""
    return next((stance for stance in sentence.judgement.stances if stance.debate == debate), None)


def speaker_key(sentence: Sentence) -> SpeakerKey | None:
    """Who speaks in a sentence; None where nobody does."""
    name = sentence.speaker
    if not name:
        return None
    is_local = name in {AUTHOR, INTERVIEWER, UNATTRIBUTED} or not any(character.isupper() for character in name)
    return SpeakerKey(document=sentence.document if is_local else "", name=name)


def _fits(stance: Stance | None, side: Side | None, *, certain_only: bool) -> bool:
    return stance is not None and side in {None, stance.side} and (stance.certain or not certain_only)


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
