"""Two groups of documents side by side: how their balance differs, and what only one of them says."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from corpus import Document, KeyPoint, Role, Sentence, Side
from pipeline.analysis.index import MapIndex, stance_on
from pipeline.analysis.words import STOP_WORDS

Draws = np.ndarray[Any, np.dtype[np.float64]]
Grouping = Literal["author", "source", "year", "month", "document"]
GROUPINGS: tuple[Grouping, ...] = ("author", "source", "year", "month", "document")

RESAMPLES = 2000
# A word must stand out by at least this many standard errors, and be used this often, to be shown.
LEAST_DEVIATION = 1.96
LEAST_USES = 3
_WORD = re.compile(r"[^\W\d_]{3,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBalance:
    """The sides that one group takes; `share` is that of pole a among a and b, None where neither was taken."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    neutral: int
    documents: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something that is said, with its sentences in the left and in the right group."""

    text: str
    side: Side
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandOut:
    """A word that one group uses more than chance explains; `deviation` in standard errors, positive for left."""

    word: str
    left: int
    right: int
    deviation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two groups in one debate.

    Attributes:
        difference, low, high: Share of a on the left minus on the right with its 95% interval (bootstrap over
            documents); None where a group takes no side.
    """

    left: GroupBalance
    right: GroupBalance
    difference: float | None
    low: float | None
    high: float | None
    only_left: tuple[Point, ...]
    only_right: tuple[Point, ...]
    shared: tuple[Point, ...]
    words: tuple[StandOut, ...]

    @property
    def has_interval(self) -> bool:
        """Whether the interval says something: one document cannot tell how documents differ."""
        return self.low is not None and min(self.left.documents, self.right.documents) > 1

    @property
    def may_be_chance(self) -> bool:
        """Whether the interval holds zero."""
        return self.low is not None and self.high is not None and self.low <= 0 <= self.high


def useful_groups(documents: Sequence[Document]) -> dict[Grouping, dict[str, tuple[str, ...]]]:
    """The groups by each property that tells the documents apart and puts some of them together; always each alone."""
    offered = {by: groups(documents, by) for by in GROUPINGS}
    return {by: own for by, own in offered.items() if by == "document" or 1 < len(own) < len(documents)}


def members(offered: Mapping[str, Sequence[str]], names: Iterable[str]) -> list[str]:
    """The ids of the documents of some groups."""
    return [document for name in names for document in offered[name]]


def others(documents: Iterable[Document], chosen: Iterable[str]) -> list[str]:
    """The ids of the documents that are not among those chosen."""
    taken = set(chosen)
    return [document.id for document in documents if document.id not in taken]


def groups(documents: Iterable[Document], by: Grouping) -> dict[str, tuple[str, ...]]:
    """Ids of documents by what they have in common, the largest group first (years and months in order).

    Documents of which it is not known are left out; a group of one document is called by its id.
    """
    found: dict[str, list[str]] = {}
    for document in documents:
        name = _group_name(document, by)
        if name:
            found.setdefault(name, []).append(document.id)
    in_order = by in {"year", "month"}
    ordered = sorted(found) if in_order else sorted(found, key=lambda name: -len(found[name]))
    return {name: tuple(found[name]) for name in ordered}


def _group_name(document: Document, by: Grouping) -> str | None:
    date = document.date or ""
    names = {
        "source": document.source,
        "author": document.author,
        "year": date[:4],
        "month": date[:7] if len(date) >= 7 else None,
        "document": document.id,
    }
    return names[by]


def fullest_group(index: MapIndex, debate: str, offered: Mapping[str, Sequence[str]]) -> str:
    """The name of the group with most sentences about a debate, the first of equals."""
    counts = Counter(sentence.document for sentence in index.about(debate))
    return max(offered, key=lambda name: sum(counts[document] for document in offered[name]))


def compare(
    index: MapIndex,
    debate: str,
    *,
    left: Sequence[str],
    right: Sequence[str],
    certain_only: bool = False,
    seed: int = 0,
) -> Comparison:
    """The documents `left` beside the documents `right`; a document in both counts in both."""
    random = np.random.default_rng(seed)
    about = index.about(debate, certain_only=certain_only)
    mine, other = (_of(about, set(ids)) for ids in (left, right))
    draws = [_draws(sentences, debate, ids, random) for sentences, ids in ((mine, left), (other, right))]
    balances = [
        _balance(sentences, debate, ids, drawn)
        for sentences, ids, drawn in ((mine, left, draws[0]), (other, right, draws[1]))
    ]
    low, high = _interval(draws[0] - draws[1])
    known = balances[0].share is not None and balances[1].share is not None
    points = _points(index, debate, set(left), set(right), {sentence.id for sentence in about})
    return Comparison(
        left=balances[0],
        right=balances[1],
        difference=(balances[0].share or 0) - (balances[1].share or 0) if known else None,
        low=low if known else None,
        high=high if known else None,
        only_left=tuple(point for point in points if not point.right),
        only_right=tuple(point for point in points if not point.left),
        shared=tuple(point for point in points if point.left and point.right),
        words=stand_out_words([one.text for one in mine], [one.text for one in other]),
    )


def _of(sentences: Iterable[Sentence], documents: set[str]) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence.document in documents]


def _ids(sentences: Iterable[Sentence], debate: str, side: Side) -> tuple[str, ...]:
    return tuple(one.id for one in sentences if one.side(debate) is side)


def _balance(
    sentences: Sequence[Sentence],
    debate: str,
    documents: Sequence[str],
    drawn: Draws,
) -> GroupBalance:
    a, b = (_ids(sentences, debate, side) for side in (Side.A, Side.B))
    taken = len(a) + len(b)
    low, high = _interval(drawn)
    return GroupBalance(
        a=a,
        b=b,
        neutral=len(_ids(sentences, debate, Side.NEUTRAL)),
        documents=len(set(documents)),
        share=len(a) / taken if taken else None,
        low=low if taken else None,
        high=high if taken else None,
    )


def _draws(sentences: Sequence[Sentence], debate: str, documents: Sequence[str], random: np.random.Generator) -> Draws:
    """Shares of a in RESAMPLES samples of the documents, drawn with replacement; nan where a sample takes no side."""
    sides = [(one.document, side) for one in sentences if (side := one.side(debate)) in {Side.A, Side.B}]
    names = {document: place for place, document in enumerate(dict.fromkeys(document for document, _ in sides))}
    if not names:
        return np.full(RESAMPLES, np.nan)
    counts = np.zeros((2, len(names)))
    for document, side in sides:
        counts[0 if side is Side.A else 1, names[document]] += 1
    size = len(set(documents))
    # Documents that take no side are drawn as one: thousands of them would cost a second and change nothing.
    chances = [*(1 / size for _ in names), max(0.0, 1 - len(names) / size)]
    times = random.multinomial(size, chances, size=RESAMPLES)[:, :-1]
    a, b = times @ counts[0], times @ counts[1]
    shares: Draws = np.divide(a, a + b, out=np.full(RESAMPLES, np.nan), where=a + b > 0)
    return shares


def _interval(draws: Draws) -> tuple[float | None, float | None]:
    known = draws[~np.isnan(draws)]
    if not len(known):
        return None, None
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _points(index: MapIndex, debate: str, left: set[str], right: set[str], counted: set[str]) -> list[Point]:
    """Key points of the two groups, then arguments that belong to none; most sentences first."""
    own = [point for point in index.map.key_points if point.debate == debate]
    points = [_point(index, point, left, right, counted) for point in own]
    grouped = {member for point in own for member in point.members}
    alone = counted - grouped
    lone = [
        Point(
            text=sentence.text,
            side=sentence.side(debate) or Side.NEUTRAL,
            left=(sentence.id,) if sentence.document in left else (),
            right=(sentence.id,) if sentence.document in right else (),
        )
        for sentence in index.about(debate)
        if sentence.id in alone and _argues(sentence, debate)
    ]
    said = [point for point in (*points, *lone) if point.left or point.right]
    return sorted(said, key=lambda point: -len(point.left) - len(point.right))


def _argues(sentence: Sentence, debate: str) -> bool:
    stance = stance_on(sentence, debate)
    return sentence.role is not Role.NONE and stance is not None and stance.side is not Side.NEUTRAL


def _point(index: MapIndex, point: KeyPoint, left: set[str], right: set[str], counted: set[str]) -> Point:
    members = [member for member in point.members if member in counted]
    return Point(
        text=point.text,
        side=point.side,
        left=tuple(member for member in members if index.sentences[member].document in left),
        right=tuple(member for member in members if index.sentences[member].document in right),
    )


def stand_out_words(left: Sequence[str], right: Sequence[str], *, most: int = 15) -> tuple[StandOut, ...]:
    """Words of which one group uses more, by log odds with a prior of all words (Monroe et al. 2008, "Fightin' Words").

    Returns:
        At most `most` words of each group, left first, the most outstanding first.
    """
    counts = [Counter(_words(texts)) for texts in (left, right)]
    both = counts[0] + counts[1]
    total, sizes = sum(both.values()), [sum(one.values()) for one in counts]
    if not all(sizes):
        return ()
    found = []
    for word, uses in both.items():
        odds = [
            math.log((own[word] + uses) / (size + total - own[word] - uses or 1))
            for own, size in zip(counts, sizes, strict=True)
        ]
        spread = math.sqrt(sum(1 / (own[word] + uses) for own in counts))
        deviation = (odds[0] - odds[1]) / spread
        if uses >= LEAST_USES and abs(deviation) >= LEAST_DEVIATION:
            found.append(StandOut(word=word, left=counts[0][word], right=counts[1][word], deviation=deviation))
    found.sort(key=lambda one: (-abs(one.deviation), one.word))
    sides = [[one for one in found if (one.deviation > 0) is positive][:most] for positive in (True, False)]
    return tuple(sides[0] + sides[1])


def _words(texts: Iterable[str]) -> list[str]:
    words = (found.casefold() for text in texts for found in _WORD.findall(text))
    return [word for word in words if word not in STOP_WORDS]
