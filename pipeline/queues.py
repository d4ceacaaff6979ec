"""Which sentence a person should judge next: where the model doubts, spread over what is said, and a share by chance.

The share by chance measures the model without favour, so it must not depend on what the model thinks. All sentences
have one order by chance (a hash of their place); the share is always the beginning of that order, and a sentence in it
counts also where another queue had brought it before.
"""

import hashlib
import math
import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus import ArgumentMap, Judgement, Kind, Role, Sentence
from pipeline.corrections import place_of
from pipeline.labels.label import KeptJudgement, Place

Array: TypeAlias = NDArray[np.float32]

# One in three by chance: 150 judgements give the 50 below which a comparison cannot tell.
CHANCE_EVERY = 3
AT_ONCE = 30
# Weight of doubt against likeness to what was chosen already (maximal marginal relevance, Carbonell & Goldstein 1998).
DOUBT_WEIGHT = 0.6
_BUCKETS = 512
# The most doubtful ones among which diversity chooses; comparing all of a large map would take seconds.
_CONSIDERED = 400
_WORD = re.compile(r"[^\W\d_]{4,40}")


class Queue(StrEnum):
    """What a person wants to judge."""

    MIXED = "mixed"
    DEBATE = "debate"
    ROLE = "role"
    DOUBTFUL = "doubtful"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A queue with what it is about.

    Attributes:
        debate: Its doubt counts as well; for Queue.DEBATE only what the model places in it comes.
        role: For Queue.ROLE: what the model gives this role.
    """

    queue: Queue = Queue.MIXED
    debate: str | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A sentence to judge; `by_chance` where it was drawn and not chosen."""

    sentence: str
    by_chance: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What to judge next, in order, and all sentences that belong to the share by chance from now on."""

    queue: tuple[Queued, ...]
    share: tuple[str, ...]


def draw(argument_map: ArgumentMap, wish: Wish, *, judged: Collection[str], count: int = AT_ONCE) -> Drawn:
    """The next sentences to judge; each third comes by chance from the whole map, whatever is wished.

    Queue.ORDER gives all that stands in the texts, headings too, with no share by chance: it chooses nothing.

    Args:
        judged: Ids of the sentences that this person has judged.
    """
    if wish.queue is Queue.ORDER:
        left = (one.id for one in argument_map.sentences if one.id not in judged)
        return Drawn(queue=tuple(Queued(sentence=identity) for identity in left), share=())
    pool = [one for one in argument_map.sentences if one.kind is Kind.SENTENCE and one.duplicate_of is None]
    share = chance_share(argument_map, pool, judged=judged, count=math.ceil(count / CHANCE_EVERY))
    # Of a short text that was judged whole, something must be left to learn from.
    share = share[: math.ceil(len(pool) / CHANCE_EVERY)]
    by_chance = [identity for identity in share if identity not in judged]
    taken = {*judged, *by_chance}
    wanted = [one for one in pool if one.id not in taken and _fits(one, wish)]
    chosen = choose(wanted, wish, count=count - len(by_chance), seen=[one for one in pool if one.id in judged])
    return Drawn(queue=tuple(_interleaved(chosen, by_chance)), share=tuple(share))


def chance_share(
    argument_map: ArgumentMap, pool: Sequence[Sentence], *, judged: Collection[str], count: int
) -> list[str]:
    """The beginning of the order by chance, as far as it takes to find `count` sentences not yet judged."""
    documents = {document.id: document for document in argument_map.documents}
    ordered = sorted(pool, key=lambda one: chance_rank(place_of(one, documents[one.document])))
    share: list[str] = []
    for one in ordered:
        if count == 0:
            break
        share.append(one.id)
        count -= one.id not in judged
    return share


def chance_rank(place: Place) -> bytes:
    """Where a sentence stands in the order by chance; the same on every computer."""
    return hashlib.blake2b(f"{place.document}:{place.start}:{place.end}".encode(), digest_size=8).digest()


def doubt(judgement: Judgement, debate: str | None = None) -> float:
    """How little the model knows, 0 to 1: entropy of the roles, averaged with that of the side where it has one.

    1.0 where there are no scores: nothing is known.
    """
    entropies = [_entropy(judgement.role_scores)]
    entropies += [
        _entropy(stance.scores) for stance in judgement.stances if debate in {None, stance.debate} and stance.scores
    ]
    return sum(entropies) / len(entropies)


def _entropy(scores: Mapping[str, float] | None) -> float:
    if scores is None:
        return 1.0
    return -sum(score * math.log(score) for score in scores.values() if score > 0) / math.log(len(scores))


def _fits(sentence: Sentence, wish: Wish) -> bool:
    said = by_model(sentence)
    if wish.queue is Queue.DEBATE:
        return any(stance.debate == wish.debate for stance in said.stances)
    if wish.queue is Queue.ROLE:
        return said.role is wish.role
    if wish.queue is Queue.DOUBTFUL:
        return not said.certain or any(not stance.certain for stance in said.stances)
    return True


def by_model(sentence: Sentence) -> Judgement:
    """What the model says of a sentence, also where a person overruled it."""
    return sentence.model_judgement or sentence.judgement


def choose(wanted: Sequence[Sentence], wish: Wish, *, count: int, seen: Sequence[Sentence] = ()) -> list[str]:
    """The sentences most worth judging: the model doubts, and they are unlike each other and those `seen`."""
    doubts = {one.id: doubt(by_model(one), wish.debate) for one in wanted}
    considered = sorted(wanted, key=lambda one: -doubts[one.id])[:_CONSIDERED]
    if not considered:
        return []
    values = np.array([doubts[one.id] for one in considered], dtype=np.float32)
    vectors = word_vectors(one.text for one in considered)
    likeness = _likeness_to(vectors, word_vectors(one.text for one in seen[-_CONSIDERED:]))
    chosen: list[str] = []
    for _ in range(min(count, len(considered))):
        best = int(np.argmax(DOUBT_WEIGHT * values - (1 - DOUBT_WEIGHT) * likeness))
        chosen.append(considered[best].id)
        likeness = np.maximum(likeness, vectors @ vectors[best])
        values[best] = -np.inf
    return chosen


def _likeness_to(vectors: Array, others: Array) -> Array:
    if not len(others):
        return np.zeros(len(vectors), dtype=np.float32)
    highest: Array = (vectors @ others.T).max(axis=1)
    return highest


def word_vectors(texts: Iterable[str]) -> Array:
    """Unit vectors (n, 512) of the words of four letters and more, hashed: enough to tell subjects apart, no model."""
    rows = [_word_vector(text) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, _BUCKETS), dtype=np.float32)


def _word_vector(text: str) -> Array:
    row = np.zeros(_BUCKETS, dtype=np.float32)
    for word in set(_WORD.findall(text.lower())):
        row[zlib.crc32(word.encode("utf-8", "surrogatepass")) % _BUCKETS] = 1
    length = np.linalg.norm(row)
    return row / length if length else row


def _interleaved(chosen: Sequence[str], by_chance: Sequence[str]) -> list[Queued]:
    """Two chosen, one by chance, and so on; what is left of the longer one at the end."""
    queue: list[Queued] = []
    first, second = list(chosen), list(by_chance)
    while first or second:
        step, first = first[: CHANCE_EVERY - 1], first[CHANCE_EVERY - 1 :]
        queue += [Queued(sentence=identity) for identity in step]
        queue += [Queued(sentence=identity, by_chance=True) for identity in second[:1]]
        second = second[1:]
    return queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A sentence that people judge differently, in role, kind or a stance, with what each says."""

    place: Place
    judgements: tuple[KeptJudgement, ...]


def differences(judgements: Iterable[KeptJudgement]) -> tuple[Difference, ...]:
    """Where people differ and nobody settled it, in the order of the texts; who is unsure differs from nobody."""
    by_place: dict[Place, list[KeptJudgement]] = {}
    for one in judgements:
        by_place.setdefault(one.place, []).append(one)
    return tuple(
        Difference(place=place, judgements=tuple(found)) for place, found in sorted(by_place.items()) if _differ(found)
    )


def _differ(judgements: Sequence[KeptJudgement]) -> bool:
    settled = max((one.id for one in judgements if one.settles), default=None)
    if settled is not None and not any(one.id > settled for one in judgements):
        return False
    labels = [one.label for one in judgements if not one.label.unsure]
    debates = {debate for label in labels for debate in label.stances}
    answers: list[set[str | None]] = [{label.role for label in labels}, {label.kind for label in labels}]
    answers += [{label.stances.get(debate) for label in labels} for debate in debates]
    return any(len(answer - {None}) > 1 for answer in answers)
