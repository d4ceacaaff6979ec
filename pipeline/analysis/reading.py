"""A document cut into its sentences and what stands between them, for reading."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Relation, Role, Sentence
from pipeline.analysis.index import MapIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of the text of a document; all pieces in a row are the text.

    Attributes:
        sentence: None for what stands between sentences.
        new_speaker: The speaker, where somebody else begins to speak here.
        outgoing: Relations of which the sentence is the source.
    """

    text: str
    sentence: Sentence | None = None
    new_speaker: str | None = None
    outgoing: tuple[Relation, ...] = ()


def segments(index: MapIndex, document: str) -> tuple[Segment, ...]:
    """The pieces of the document with this id."""
    return tuple(_segments(index, document))


def _segments(index: MapIndex, document: str) -> Iterator[Segment]:
    text = index.documents[document].text
    place, speaker = 0, None
    for sentence in sorted(index.sentences_of(document), key=lambda one: one.start):
        if sentence.start > place:
            yield Segment(text=text[place : sentence.start])
        # Sentences of a map never overlap; should a later format let them, the text still reads once.
        begin = max(place, sentence.start)
        changed = bool(sentence.speaker) and sentence.speaker != speaker
        speaker = sentence.speaker or speaker
        yield Segment(
            text=text[begin : sentence.end],
            sentence=sentence,
            new_speaker=sentence.speaker if changed else None,
            outgoing=index.relations_from(sentence.id),
        )
        place = max(place, sentence.end)
    if place < len(text):
        yield Segment(text=text[place:])


def arguments(index: MapIndex, document: str) -> tuple[str, ...]:
    """The ids of the sentences of a document that have a role, in order."""
    return tuple(one.id for one in index.sentences_of(document) if one.role is not Role.NONE)


def neighbour(index: MapIndex, sentence: str, *, step: int) -> str | None:
    """The next (step 1) or previous (-1) sentence with a role in the same document; None at the end."""
    document = index.sentences[sentence].document
    order = [one.id for one in index.sentences_of(document)]
    argues = set(arguments(index, document))
    here = order.index(sentence)
    others = order[here + 1 :] if step > 0 else reversed(order[:here])
    return next((one for one in others if one in argues), None)
