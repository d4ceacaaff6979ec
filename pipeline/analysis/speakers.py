"""Who stands where: speakers of a debate, how far they agree, and who changes side between documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus import AUTHOR, INTERVIEWER, UNATTRIBUTED, Document, Kind, Sentence, Side
from pipeline.analysis.index import MapIndex, speaker_key, stance_on

REACTION = "reaction "


class SpeakerKind(StrEnum):
    """What is known of a speaker's identity, which decides how an interface names it."""

    PERSON = "person"
    ROLE = "role"
    AUTHOR = "author"
    INTERVIEWER = "interviewer"
    REACTION = "reaction"
    UNATTRIBUTED = "unattributed"


UNNAMED = {
    AUTHOR: SpeakerKind.AUTHOR,
    INTERVIEWER: SpeakerKind.INTERVIEWER,
    UNATTRIBUTED: SpeakerKind.UNATTRIBUTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks.

    Attributes:
        id: Unique in a map; an author who signs two documents is one speaker, two unsigned documents have two.
        name: As in the text; the number of a reaction; "" for an unsigned author and the like.
        document: What the document is called, for a name that holds only there; else "".
    """

    id: str
    name: str
    kind: SpeakerKind
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a speaker stands in a debate: its sentences by side, repetitions left out."""

    speaker: Speaker
    a: tuple[str, ...]
    b: tuple[str, ...]
    neutral: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences, side by side."""
        return self.a + self.b + self.neutral

    @property
    def leaning(self) -> float | None:
        """From -1 (all for a) to 1 (all for b); None where no side was taken."""
        taken = len(self.a) + len(self.b)
        return (len(self.b) - len(self.a)) / taken if taken else None

    @property
    def side(self) -> Side | None:
        """The side with most sentences, neutral where both have as many; None where no side was taken."""
        leaning = self.leaning
        if leaning is None:
            return None
        return Side.NEUTRAL if leaning == 0 else Side.B if leaning > 0 else Side.A


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far each two speakers agree: 1 the same, 0 opposite, None where they share no debate."""

    speakers: tuple[Speaker, ...]
    values: tuple[tuple[float | None, ...], ...]
    shared: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The side that a speaker takes in one document."""

    document: str
    side: Side
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A speaker with different sides in different documents, in order of date."""

    speaker: Speaker
    positions: tuple[Position, ...]


def who(sentence: Sentence, document: Document) -> Speaker | None:
    """Who speaks in a sentence of `document`; None where nobody does."""
    key = speaker_key(sentence)
    if key is None:
        return None
    if key.name == AUTHOR and document.author:
        return Speaker(id=document.author.casefold(), name=document.author, kind=SpeakerKind.PERSON)
    if not key.document:
        return Speaker(id=key.name.casefold(), name=key.name, kind=SpeakerKind.PERSON)
    identity, called = f"{document.id}/{key.name}", document.title or document.source
    if key.name in UNNAMED:
        return Speaker(id=identity, name="", kind=UNNAMED[key.name], document=called)
    if key.name.startswith(REACTION):
        number = key.name.removeprefix(REACTION)
        return Speaker(id=identity, name=number, kind=SpeakerKind.REACTION, document=called)
    return Speaker(id=identity, name=key.name, kind=SpeakerKind.ROLE, document=called)


def speakers_of(index: MapIndex) -> dict[str, Speaker]:
    """Everybody who speaks in a map by id, most sentences first."""
    found: dict[str, Speaker] = {}
    heard: dict[str, int] = {}
    for sentence in index.map.sentences:
        speaker = who(sentence, index.documents[sentence.document])
        if speaker:
            found[speaker.id] = speaker
            heard[speaker.id] = heard.get(speaker.id, 0) + 1
    return {identity: found[identity] for identity in sorted(found, key=lambda one: -heard[one])}


def standings(index: MapIndex, debate: str, *, certain_only: bool = False) -> tuple[Standing, ...]:
    """Where each speaker stands, most sentences first; sentences of nobody known are left out."""
    groups: dict[str, tuple[Speaker, list[Sentence]]] = {}
    for sentence in index.about(debate, certain_only=certain_only):
        speaker = who(sentence, index.documents[sentence.document])
        if speaker and speaker.kind is not SpeakerKind.UNATTRIBUTED:
            groups.setdefault(speaker.id, (speaker, []))[1].append(sentence)
    found = [_standing(speaker, sentences, debate) for speaker, sentences in groups.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.a) - len(one.b), -len(one.neutral), one.speaker.name)))


def sided_sentences(index: MapIndex, debates: Iterable[str], speaker: str) -> tuple[str, ...]:
    """The ids of the sentences in which a speaker takes a side in some debates, each once."""
    own = (one for debate in debates for one in standings(index, debate) if one.speaker.id == speaker)
    return tuple(dict.fromkeys(sentence for one in own for sentence in one.a + one.b))


def agreement(index: MapIndex, debates: Iterable[str], *, most: int = 20, certain_only: bool = False) -> Agreement:
    """How far the `most` most heard speakers agree, on average over the debates in which both take a side.

    On a debate two speakers agree for 1 minus half the distance between their leanings.
    """
    leanings: dict[str, dict[str, float]] = {}
    speakers: dict[str, Speaker] = {}
    heard: dict[str, int] = {}
    for debate in debates:
        for standing in standings(index, debate, certain_only=certain_only):
            if standing.leaning is not None:
                identity = standing.speaker.id
                speakers[identity] = standing.speaker
                leanings.setdefault(identity, {})[debate] = standing.leaning
                heard[identity] = heard.get(identity, 0) + len(standing.a) + len(standing.b)
    chosen = sorted(speakers, key=lambda identity: (-heard[identity], speakers[identity].name))[:most]
    rows = [[_agree(leanings[one], leanings[other]) for other in chosen] for one in chosen]
    return Agreement(
        speakers=tuple(speakers[identity] for identity in chosen),
        values=tuple(tuple(value for value, _ in row) for row in rows),
        shared=tuple(tuple(count for _, count in row) for row in rows),
    )


def _agree(one: dict[str, float], other: dict[str, float]) -> tuple[float | None, int]:
    shared = sorted(set(one) & set(other))
    if not shared:
        return None, 0
    return sum(1 - abs(one[debate] - other[debate]) / 2 for debate in shared) / len(shared), len(shared)


def changes(index: MapIndex, standing: Iterable[Standing]) -> tuple[Change, ...]:
    """Of some speakers in a debate those who lean to different sides in different documents.

    Documents without a lean do not count.
    """
    # Dated documents first, in order of date; the others in the order of the map.
    in_order = sorted(index.documents, key=lambda identity: index.documents[identity].date or "9999")
    places = {document: place for place, document in enumerate(in_order)}
    found = []
    for one in standing:
        positions = _positions(index, one, places) if len(one.documents) > 1 else ()
        if len({position.side for position in positions}) > 1:
            found.append(Change(speaker=one.speaker, positions=positions))
    return tuple(found)


def _positions(index: MapIndex, standing: Standing, places: Mapping[str, int]) -> tuple[Position, ...]:
    held: dict[str, tuple[list[str], list[str]]] = {}
    for place, sentences in enumerate((standing.a, standing.b)):
        for identity in sentences:
            held.setdefault(index.sentences[identity].document, ([], []))[place].append(identity)
    positions = []
    for document in sorted(held, key=places.__getitem__):
        a, b = held[document]
        if len(a) != len(b):
            side, own = (Side.A, a) if len(a) > len(b) else (Side.B, b)
            positions.append(Position(document=document, side=side, sentences=tuple(own)))
    return tuple(positions)


def _standing(speaker: Speaker, sentences: Sequence[Sentence], debate: str) -> Standing:
    sides: dict[Side, list[str]] = {side: [] for side in Side}
    for sentence in sentences:
        stance = stance_on(sentence, debate)
        if stance and sentence.kind is Kind.SENTENCE:
            sides[stance.side].append(sentence.id)
    return Standing(
        speaker=speaker,
        a=tuple(sides[Side.A]),
        b=tuple(sides[Side.B]),
        neutral=tuple(sides[Side.NEUTRAL]),
        documents=tuple(dict.fromkeys(sentence.document for sentence in sentences)),
    )
