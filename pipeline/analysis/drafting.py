"""Writing a debate: where the sentences of a map would fall, and a map that has the debate in it."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus import ArgumentMap, Debate, Document, Kind, Pole, Sentence, Side, Stance, Unit

if TYPE_CHECKING:
    from models import Model

UNRELATED = "unrelated"
Array = np.ndarray[Any, np.dtype[np.floating[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """Where one sentence falls in a draft: its side or UNRELATED, and how probable that is (None where unknown)."""

    sentence: str
    side: str
    score: float | None
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Where the nearest sentences of a map fall in a draft, nearest first; `left_out` were not judged."""

    falls: tuple[Fall, ...]
    left_out: int

    def on(self, side: str) -> tuple[Fall, ...]:
        """Those on one side, the most probable first."""
        return tuple(sorted((one for one in self.falls if one.side == side), key=lambda one: -(one.score or 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A debate as it is being written; texts may be empty."""

    question: str = ""
    name_a: str = ""
    statement_a: str = ""
    name_b: str = ""
    statement_b: str = ""

    @property
    def faults(self) -> tuple[str, ...]:
        """What stands in the way of a debate: "question", "statement-a", "statement-b" (empty), "same"."""
        texts = {"question": self.question, "statement-a": self.statement_a, "statement-b": self.statement_b}
        empty = [name for name, text in texts.items() if not text.strip()]
        same = self.statement_a.split() == self.statement_b.split()
        return (*empty, "same") if same and not empty else tuple(empty)


def draft_of(debate: Debate) -> Draft:
    """An existing debate, to change it."""
    a, b = debate.poles
    return Draft(
        question=debate.question, name_a=a.name, statement_a=a.statement, name_b=b.name, statement_b=b.statement
    )


def finish(draft: Draft, *, known: Iterable[Debate] = (), identity: str | None = None) -> Debate:
    """The debate that a draft without faults describes.

    Args:
        known: Debates that exist; the one that asks the same question is the same debate in other words.
        identity: The id of the debate that was changed.
    """
    question, a, b = (" ".join(text.split()) for text in (draft.question, draft.statement_a, draft.statement_b))
    poles = (
        Pole(id=Side.A, name=" ".join(draft.name_a.split()) or a, statement=a),
        Pole(id=Side.B, name=" ".join(draft.name_b.split()) or b, statement=b),
    )
    asked = {debate.question: debate.id for debate in known}
    chosen = identity or asked.get(question) or new_id(question, taken=set(asked.values()))
    return Debate(id=chosen, question=question, poles=poles)


def new_id(question: str, *, taken: Collection[str]) -> str:
    """A readable id from the first words of a question, numbered where it is taken: "minder-auto-s-2"."""
    letters = unicodedata.normalize("NFKD", question.casefold()).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]{1,40}", letters)[:5]) or "debat"
    numbered = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
    return next(identity for identity in numbered if identity not in taken)


def judged_sentences(argument_map: ArgumentMap) -> tuple[Sentence, ...]:
    """The sentences that a draft is tried on: prose, each once."""
    return tuple(one for one in argument_map.sentences if one.kind is Kind.SENTENCE and one.duplicate_of is None)


def try_draft(
    argument_map: ArgumentMap,
    debate: Debate,
    sentences: Sequence[Sentence],
    vectors: Array,
    *,
    model: "Model",
    most: int = 60,
    budget: int = 400,
) -> Trial:
    """Where the `most` sentences nearest to the pole statements fall, judged as `add_debate` does: in their context.

    Args:
        sentences: What `judged_sentences` gives.
        vectors: A unit vector (n, hidden) for each of the sentences.
        budget: The context of all of them together, in sentences; what does not fit is left out, the farthest first.
    """
    if not sentences:
        return Trial(falls=(), left_out=0)
    nearness = (vectors @ model.embed([pole.statement for pole in debate.poles]).T).max(1)
    nearest = [sentences[number] for number in np.argsort(-nearness, kind="stable")[:most]]
    passages = _passages_of(argument_map, nearest, budget=budget)
    judged: dict[str, Stance | None] = {}
    for passage in passages:
        judged |= _judge(passage, debate, model=model)
    falls = tuple(_fall(one.id, judged[one.id]) for one in nearest if one.id in judged)
    return Trial(falls=falls, left_out=len(sentences) - len(falls))


def _passages_of(argument_map: ArgumentMap, wanted: Sequence[Sentence], *, budget: int) -> list["_Passage"]:
    """The passages with the sentences that are wanted, the first ones first, as long as the budget lasts."""
    home = {one.id: passage for passage in _passages(argument_map) for one in passage.sentences}
    chosen: dict[int, _Passage] = {}
    for passage in (home[one.id] for one in wanted):
        spent = sum(len(other.sentences) for other in chosen.values())
        if id(passage) not in chosen and (not chosen or spent + len(passage.sentences) <= budget):
            chosen[id(passage)] = passage
    return list(chosen.values())


def _fall(sentence: str, stance: Stance | None) -> Fall:
    if stance is None:
        return Fall(sentence=sentence, side=UNRELATED, score=None, certain=True)
    score = stance.scores[stance.side] if stance.scores else None
    return Fall(sentence=sentence, side=stance.side, score=score, certain=stance.certain)


def add_debate(
    argument_map: ArgumentMap,
    debate: Debate,
    *,
    model: "Model",
    progress: Callable[[int, int], None] | None = None,
) -> ArgumentMap:
    """The map with every sentence judged on `debate`, in its context; a debate of the same id is replaced.

    What people judged stays: their sentences keep their other stances, and get the model's on this debate.
    """
    from pipeline._key_points import find_key_points  # noqa: PLC0415 - it imports the models

    passages = _passages(argument_map)
    stances: dict[str, Stance | None] = {}
    for done, passage in enumerate(passages, start=1):
        stances |= _judge(passage, debate, model=model)
        if progress:
            progress(done, len(passages))
    sentences = tuple(_placed(one, debate.id, stances.get(one.id)) for one in argument_map.sentences)
    others = tuple(one for one in argument_map.debates if one.id != debate.id)
    points = tuple(point for point in argument_map.key_points if point.debate != debate.id)
    return replace(
        argument_map,
        debates=(*others, debate),
        sentences=sentences,
        key_points=(*points, *find_key_points(sentences, [debate], model=model)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """Sentences of one document that are judged together."""

    document: Document
    sentences: Sequence[Sentence]


def _passages(argument_map: ArgumentMap) -> list[_Passage]:
    from pipeline._steps import portions  # noqa: PLC0415 - it imports the models

    prose: dict[str, list[Sentence]] = {document.id: [] for document in argument_map.documents}
    for sentence in argument_map.sentences:
        if sentence.kind is Kind.SENTENCE:
            prose[sentence.document].append(sentence)
    return [
        _Passage(document=document, sentences=prose[document.id][run[0] : run[-1] + 1])
        for document in argument_map.documents
        for run in portions(range(len(prose[document.id])))
    ]


def _judge(passage: _Passage, debate: Debate, *, model: "Model") -> dict[str, Stance | None]:
    """The stance of each sentence of a passage, None where it is not about the debate."""
    from pipeline._steps import Split, place_portion  # noqa: PLC0415 - it imports the models

    own = passage.sentences
    units = tuple(Unit(start=one.start, end=one.end, kind=one.kind) for one in own)
    split = Split(document=passage.document, units=units, speakers=tuple(one.speaker for one in own))
    placed = place_portion(split, range(len(own)), [debate], model=model)
    return {one.id: next(iter(placed[place]), None) for place, one in enumerate(own)}


def _placed(sentence: Sentence, debate: str, found: Stance | None) -> Sentence:
    others = tuple(stance for stance in sentence.judgement.stances if stance.debate != debate)
    stances = (*others, found) if found else others
    return replace(sentence, judgement=replace(sentence.judgement, stances=stances))
