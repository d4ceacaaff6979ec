"""From documents to an argument map: split, attribute, label, place, link, cluster, assemble."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    Kind,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
    Unit,
)
from corpus.addressees import find_addressee
from corpus.sentences import split_units
from corpus.speakers import attribute_speakers
from models import ROLES, LabelledDocument, Model, UnitScores, lean_together
from pipeline._key_points import find_key_points
from pipeline._placing import gate_debates, highest, rounded, side_of

# Documents judged together: enough to pack windows well, few enough to bound memory and to show progress.
CHUNK_DOCUMENTS = 8
CHUNK_CHARACTERS = 200_000
PORTION_UNITS = 128
# Shorter repetitions ("Onzin.") are two remarks, not one that the page prints twice.
DUPLICATE_CHARACTERS = 25

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A document with its units and their speakers."""

    document: Document
    units: tuple[Unit, ...]
    speakers: tuple[str | None, ...]

    def texts(self, places: Sequence[int]) -> list[str]:
        """The texts of some units."""
        return [self.document.text[self.units[n].start : self.units[n].end] for n in places]


def split_document(document: Document) -> Split:
    """Units and speakers of a document."""
    units = split_units(document.text)
    return Split(document=document, units=tuple(units), speakers=tuple(attribute_speakers(document.text, units)))


def build_map(
    documents: Sequence[Document],
    debates: Sequence[Debate],
    *,
    model: Model,
    created: str,
    progress: Progress | None = None,
) -> ArgumentMap:
    """The argument map of some documents on some debates.

    Args:
        documents: With unique ids, in the order in which the map shows them.
        debates: What to place the sentences on; may be empty.
        model: What labels and places.
        created: The moment to write into the map, ISO 8601.
        progress: Called with (documents done, documents in all).
    """
    sentences: list[Sentence] = []
    relations: list[Relation] = []
    done = 0
    for chunk in chunks(documents):
        for found, linked in judge_chunk([split_document(document) for document in chunk], debates, model=model):
            sentences += found
            relations += linked
        done += len(chunk)
        if progress:
            progress(done, len(documents))
    return ArgumentMap(
        made_by=Provenance(software=f"debatkaart {version('debatkaart')}", model=model.name, created=created),
        debates=tuple(debates),
        documents=tuple(documents),
        sentences=tuple(sentences),
        relations=tuple(relations),
        key_points=tuple(find_key_points(sentences, debates, model=model)),
    )


def chunks(documents: Sequence[Document]) -> list[list[Document]]:
    """Documents in groups that are bounded in number and in length (a longer document stands alone)."""
    groups: list[list[Document]] = [[]]
    size = 0
    for document in documents:
        full = len(groups[-1]) == CHUNK_DOCUMENTS or size + len(document.text) > CHUNK_CHARACTERS
        if groups[-1] and full:
            groups.append([])
            size = 0
        groups[-1].append(document)
        size += len(document.text)
    return groups if groups[0] else []


def portions(places: Sequence[int]) -> list[Sequence[int]]:
    """Places in runs that are judged together, which bounds memory and keeps a debate to the part that is about it."""
    return [places[start : start + PORTION_UNITS] for start in range(0, len(places), PORTION_UNITS)]


def judge_chunk(
    splits: Sequence[Split], debates: Sequence[Debate], *, model: Model
) -> list[tuple[list[Sentence], list[Relation]]]:
    """Sentences and relations of each of some documents."""
    prose = [
        portions([n for n, unit in enumerate(split.units) if unit.kind is not Kind.BOILERPLATE]) for split in splits
    ]
    texts = [split.texts(places) for split, runs in zip(splits, prose, strict=True) for places in runs]
    labels = iter(model.label(texts))
    return [
        judge_document(split, [(run, next(labels)) for run in runs], debates, model=model)
        for split, runs in zip(splits, prose, strict=True)
    ]


def judge_document(
    split: Split, labelled: Sequence[tuple[Sequence[int], LabelledDocument]], debates: Sequence[Debate], *, model: Model
) -> tuple[list[Sentence], list[Relation]]:
    """Sentences and relations of a document whose portions have been labelled."""
    judged: dict[int, UnitScores] = {}
    stances: dict[int, tuple[Stance, ...]] = {}
    for places, labels in labelled:
        judged |= zip(places, labels.units, strict=True)
        spoken = [n for n in places if split.units[n].kind is Kind.SENTENCE]
        stances |= place_portion(split, spoken, debates, model=model)
    sentences = assemble(split, judged, stances, model=model)
    return sentences, [
        relation for places, labels in labelled for relation in link(labels, [sentences[n] for n in places])
    ]


def place_portion(
    split: Split, spoken: Sequence[int], debates: Sequence[Debate], *, model: Model
) -> dict[int, tuple[Stance, ...]]:
    """The stances of each sentence (by its place) on the debates that this part of the document touches."""
    texts = split.texts(spoken)
    near = gate_debates(texts, debates, model=model)
    poles = [(debate.poles[0].statement, debate.poles[1].statement) for debate in near]
    speakers = [split.speakers[n] for n in spoken]
    tables = [lean_together(scores, speakers, weight=model.calibration.lean) for scores in model.sides(poles, texts)]
    found: dict[int, tuple[Stance, ...]] = {}
    for row, place in enumerate(spoken):
        stances = []
        for debate, table in zip(near, tables, strict=True):
            placed = side_of(table[row], model)
            if placed.side != "unrelated":
                side, certain = Side(placed.side), placed.certain
                stances.append(Stance(debate=debate.id, side=side, scores=placed.scores, certain=certain))
        found[place] = tuple(stances)
    return found


def judgement(unit: Unit, scores: UnitScores | None, stances: tuple[Stance, ...], *, model: Model) -> Judgement:
    """The model's judgement; what is not a sentence has no role, whatever its scores."""
    if scores is None or unit.kind is not Kind.SENTENCE:
        return Judgement()
    values = rounded(ROLES, scores.roles)
    role = highest(ROLES, scores.roles)
    certain = values[role] >= model.calibration.role_certain
    return Judgement(role=Role(role), role_scores=values, certain=certain, stances=stances)


def assemble(
    split: Split, judged: dict[int, UnitScores], stances: dict[int, tuple[Stance, ...]], *, model: Model
) -> list[Sentence]:
    """The sentences of a document in order, repetitions marked."""
    first: dict[str, str] = {}
    sentences = []
    for number, (unit, speaker) in enumerate(zip(split.units, split.speakers, strict=True)):
        text = split.document.text[unit.start : unit.end]
        identity = f"{split.document.id}.s{number + 1}"
        says = judgement(unit, judged.get(number), stances.get(number, ()), model=model)
        key = " ".join(text.split()).casefold()
        repeated = unit.kind is Kind.SENTENCE and len(key) >= DUPLICATE_CHARACTERS
        original = first.setdefault(key, identity) if repeated else identity
        sentences.append(
            Sentence(
                id=identity,
                document=split.document.id,
                start=unit.start,
                end=unit.end,
                text=text,
                kind=unit.kind,
                speaker=speaker,
                judgement=says,
                addressee=find_addressee(text) if says.role is Role.RECOMMENDATION else None,
                duplicate_of=original if original != identity else None,
                glued=unit.glued,
            )
        )
    return sentences


def link(labelled: LabelledDocument, sentences: Sequence[Sentence]) -> list[Relation]:
    """Relations between argumentative sentences that are not repetitions."""
    found = []
    for relation in labelled.relations:
        pair = sentences[relation.source], sentences[relation.target]
        if all(sentence.role is not Role.NONE and sentence.duplicate_of is None for sentence in pair):
            source, target = (sentence.id for sentence in pair)
            kind = RelationType(relation.type)
            found.append(Relation(source=source, target=target, type=kind, score=round(relation.score, 3)))
    return found
