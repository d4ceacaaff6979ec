"""A debate of our own corpus as a map: what one looks like when people have judged every sentence."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from corpus import ArgumentMap, Document, Judgement, Provenance, Relation, Sentence, Stance
from corpus.annotated import LabelledText, LabelledUnit, load_texts
from corpus.debates import load_debates

if TYPE_CHECKING:
    from models import Model

# Not "model": an interface names whoever judged.
ANNOTATORS = "corpus"


def demonstration_map(debate: str, *, model: "Model", created: str) -> ArgumentMap:
    """The map of all texts of the corpus on the debate with this id, on that debate and the others they are about.

    Args:
        debate: The id of a debate of the corpus.
        model: What groups the key points; the other judgements are those of the corpus.
        created: The moment to write into the map, ISO 8601.
    """
    from pipeline._key_points import find_key_points  # noqa: PLC0415 - it imports the models

    texts = {f"d{number}": text for number, text in enumerate(_texts_on(debate), start=1)}
    about = {other for text in texts.values() for other in text.debates}
    debates = tuple(one for one in load_debates() if one.id in about)
    sentences = tuple(sentence for document, text in texts.items() for sentence in _sentences(document, text))
    return ArgumentMap(
        made_by=Provenance(software=f"debatkaart {version('debatkaart')}", model=ANNOTATORS, created=created),
        debates=debates,
        documents=tuple(_document(document, text) for document, text in texts.items()),
        sentences=sentences,
        relations=tuple(relation for document, text in texts.items() for relation in _relations(document, text)),
        key_points=tuple(find_key_points(sentences, debates, model=model)),
    )


def _texts_on(debate: str) -> Sequence[LabelledText]:
    return [text for text in load_texts() if debate in text.debates]


def _document(document: str, text: LabelledText) -> Document:
    # An empty author is nobody's name.
    author = text.author or None
    return Document(id=document, text=text.text, source=text.source, title=text.title, date=text.date, author=author)


def _sentences(document: str, text: LabelledText) -> Iterator[Sentence]:
    for number, unit in enumerate(text.units):
        yield Sentence(
            id=_sentence_id(document, number),
            document=document,
            start=unit.start,
            end=unit.end,
            text=text.unit_text(unit),
            kind=unit.kind,
            speaker=unit.speaker,
            judgement=_judgement(unit),
            addressee=unit.addressee,
        )


def _judgement(unit: LabelledUnit) -> Judgement:
    stances = tuple(Stance(debate=debate, side=side) for debate, side in unit.stances.items())
    return Judgement(maker=ANNOTATORS, role=unit.role, second_role=unit.second_role, stances=stances)


def _relations(document: str, text: LabelledText) -> Iterator[Relation]:
    for number, unit in enumerate(text.units):
        if unit.relation:
            source, target = (_sentence_id(document, place) for place in (number, unit.relation.target))
            yield Relation(source=source, target=target, type=unit.relation.type)


def _sentence_id(document: str, number: int) -> str:
    return f"{document}.s{number + 1}"
