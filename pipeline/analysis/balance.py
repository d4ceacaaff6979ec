"""The balance of a debate: how much stands on each side, how sure that is, and by whom, where and when."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import KeyPoint, Role, Sentence, Side
from pipeline.analysis.index import MapIndex, speaker_key

# Resamples for an interval; the seed is fixed so that the same map gives the same picture.
RESAMPLES = 1000
SEED = 20260101
COVERED = 0.95
# Below so many documents a resample says nothing about other documents like these.
LEAST_DOCUMENTS = 4
# More columns do not fit beside each other.
MONTHS_SHOWN = 30
_DATE = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCount:
    """How much one side has; repetitions count once."""

    sentences: tuple[str, ...]
    documents: int
    speakers: int
    uncertain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of the sentences on a side that is on side a.

    Attributes:
        low, high: Where 95% of resamples of whole documents fall; None with too few documents.
    """

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The balance of one debate.

    Attributes:
        share: None where nobody is on a side.
        sentences: Sentences in the whole material, repetitions left out, for comparison.
    """

    a: SideCount
    b: SideCount
    neutral: SideCount
    share: Share | None
    sentences: int

    @property
    def placed(self) -> int:
        """Sentences on one of the two sides."""
        return len(self.a.sentences) + len(self.b.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The ids of the sentences of one source, speaker, month or role, on each side.

    Attributes:
        key: What the part is called: an id of a document, a speaker's name, "2026-03", a role.
        document: For a speaker who is known in one document only ("author"), that document's id.
    """

    key: str
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    document: str = ""

    def on(self, side: Side) -> tuple[str, ...]:
        """The ids on one side."""
        return {Side.A: self.a, Side.B: self.b, Side.NEUTRAL: self.neutral}[side]

    @property
    def size(self) -> int:
        """Sentences on one of the two sides."""
        return len(self.a) + len(self.b)


def balance(index: MapIndex, debate: str, *, certain_only: bool = False) -> Balance:
    """The balance of a debate, over the sentences whose side is certain or over all."""
    sides = {side: index.about(debate, side=side, certain_only=certain_only) for side in Side}
    doubted = {one.id for one in index.about(debate)} - {one.id for one in index.about(debate, certain_only=True)}
    counts = {side: _count(found, doubted) for side, found in sides.items()}
    return Balance(
        a=counts[Side.A],
        b=counts[Side.B],
        neutral=counts[Side.NEUTRAL],
        share=share_of_a(sides[Side.A], sides[Side.B]),
        sentences=sum(one.duplicate_of is None and one.kind == "sentence" for one in index.map.sentences),
    )


def _count(sentences: Sequence[Sentence], doubted: set[str]) -> SideCount:
    return SideCount(
        sentences=tuple(one.id for one in sentences),
        documents=len({one.document for one in sentences}),
        speakers=len({key for one in sentences if (key := speaker_key(one))}),
        uncertain=sum(one.id in doubted for one in sentences),
    )


def share_of_a(on_a: Sequence[Sentence], on_b: Sequence[Sentence]) -> Share | None:
    """Side a's part of the sentences on a side; the interval resamples documents, since a document is of one mind."""
    total = len(on_a) + len(on_b)
    if not total:
        return None
    value = len(on_a) / total
    counts_a, counts_b = Counter(one.document for one in on_a), Counter(one.document for one in on_b)
    documents = sorted({*counts_a, *counts_b})
    if len(documents) < LEAST_DOCUMENTS:
        return Share(value=value)
    table = np.array([(counts_a[one], counts_b[one]) for one in documents], float)
    drawn = np.random.default_rng(SEED).integers(len(documents), size=(RESAMPLES, len(documents)))
    sums = table[drawn].sum(1)
    tail = (1 - COVERED) / 2 * 100
    low, high = np.percentile(sums[:, 0] / sums.sum(1), [tail, 100 - tail])
    return Share(value=value, low=float(low), high=float(high))


def by_document(index: MapIndex, debate: str, *, certain_only: bool = False) -> tuple[Part, ...]:
    """The sides by document, the fullest first."""
    return _largest_first(_parts(index, debate, lambda one: (one.document, ""), certain_only=certain_only))


def by_speaker(index: MapIndex, debate: str, *, certain_only: bool = False) -> tuple[Part, ...]:
    """The sides by speaker, who says most first."""

    def key(sentence: Sentence) -> tuple[str, str] | None:
        speaker = speaker_key(sentence)
        return (speaker.name, speaker.document) if speaker else None

    return _largest_first(_parts(index, debate, key, certain_only=certain_only))


def by_time(index: MapIndex, debate: str, *, certain_only: bool = False) -> tuple[Part, ...]:
    """The sides by month ("2026-03") of the documents with a date, empty months too; by year over a long time."""

    def key(sentence: Sentence) -> tuple[str, str] | None:
        found = _DATE.match(index.documents[sentence.document].date or "")
        return (found[0], "") if found else None

    def year(sentence: Sentence) -> tuple[str, str] | None:
        month = key(sentence)
        return (month[0][:4], "") if month else None

    parts = {part.key: part for part in _parts(index, debate, key, certain_only=certain_only)}
    months = _months(min(parts), max(parts)) if parts else []
    if len(months) <= MONTHS_SHOWN:
        return tuple(parts.get(month, Part(key=month)) for month in months)
    years = {part.key: part for part in _parts(index, debate, year, certain_only=certain_only)}
    return tuple(years.get(str(one), Part(key=str(one))) for one in range(int(min(years)), int(max(years)) + 1))


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def by_role(index: MapIndex, debate: str, *, certain_only: bool = False) -> tuple[Part, ...]:
    """The sides by role, in the order of the roles."""
    found = {part.key: part for part in _parts(index, debate, lambda one: (one.role, ""), certain_only=certain_only)}
    return tuple(found[role] for role in Role if role in found)


def strongest_points(index: MapIndex, debate: str, side: Side) -> tuple[KeyPoint, ...]:
    """The key points of a side, what is said by most sentences first."""
    points = [point for point in index.map.key_points if point.debate == debate and point.side is side]
    return tuple(sorted(points, key=lambda point: -point_weight(index, point)))


def point_weight(index: MapIndex, point: KeyPoint) -> int:
    """How many sentences say it; a repetition counts with its original."""
    return len({index.sentences[member].duplicate_of or member for member in point.members})


def _parts(
    index: MapIndex, debate: str, key: Callable[[Sentence], tuple[str, str] | None], *, certain_only: bool
) -> list[Part]:
    groups: dict[tuple[str, str], dict[Side, list[str]]] = {}
    for side in Side:
        for one in index.about(debate, side=side, certain_only=certain_only):
            if (name := key(one)) is not None:
                groups.setdefault(name, {each: [] for each in Side})[side].append(one.id)
    return [
        Part(key=name, document=document, a=tuple(ids[Side.A]), b=tuple(ids[Side.B]), neutral=tuple(ids[Side.NEUTRAL]))
        for (name, document), ids in groups.items()
    ]


def _largest_first(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted((part for part in parts if part.size), key=lambda part: -part.size))
