"""Key points: the sentences of one side of a debate that say the same."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from corpus import Debate, KeyPoint, Role, Sentence, Side
from models import Model

# Cosine similarity above which two sentences of one side make the same point. Paraphrases in e5's narrow cone lie
# around 0.9, sentences on the same subject around 0.85.
SAME_POINT = 0.885
LEAST_POINTS = 3


def find_key_points(sentences: Sequence[Sentence], debates: Sequence[Debate], *, model: Model) -> Iterator[KeyPoint]:
    """Key points of each side of each debate, the largest first; lone sentences fill up to LEAST_POINTS."""
    for debate in debates:
        for side in (Side.A, Side.B):
            sided = [s for s in sentences if counts_for(s, debate.id, side)]
            for number, members in enumerate(group(sided, debate.id, model=model), start=1):
                typical = members[0]
                yield KeyPoint(
                    id=f"{debate.id}.{side}.k{number}",
                    debate=debate.id,
                    side=side,
                    text=typical.text,
                    sentence=typical.id,
                    members=tuple(member.id for member in members),
                )


def counts_for(sentence: Sentence, debate: str, side: Side) -> bool:
    """Whether a sentence argues for a side and is not a repetition."""
    return sentence.role is not Role.NONE and sentence.duplicate_of is None and sentence.side(debate) is side


def strength(sentence: Sentence, debate: str) -> float:
    """How surely a sentence takes its side."""
    stance = next(s for s in sentence.judgement.stances if s.debate == debate)
    return 1.0 if stance.scores is None else stance.scores[stance.side]


def group(sentences: Sequence[Sentence], debate: str, *, model: Model) -> list[list[Sentence]]:
    """Sentences by what they say, the most typical one first in each group, groups by size and strength."""
    if not sentences:
        return []
    vectors = model.embed([sentence.text for sentence in sentences])
    groups = []
    for members in cluster(vectors):
        centre = vectors[members].mean(0)
        ordered = sorted(members, key=lambda n: (-float(vectors[n] @ centre), n))
        groups.append([sentences[n] for n in ordered])
    groups.sort(key=lambda g: (-len(g), -max(strength(s, debate) for s in g)))
    shared = [g for g in groups if len(g) > 1]
    return groups[: max(len(shared), LEAST_POINTS)]


def cluster(vectors: np.ndarray[Any, np.dtype[np.floating[Any]]]) -> list[list[int]]:
    """Row numbers in groups whose average similarity is at least SAME_POINT."""
    if len(vectors) == 1:
        return [[0]]
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 (heavy, and only needed here)

    settings = {"metric": "cosine", "linkage": "average", "distance_threshold": 1 - SAME_POINT}
    labels = AgglomerativeClustering(n_clusters=None, **settings).fit_predict(vectors)
    return [[int(n) for n in np.flatnonzero(labels == label)] for label in range(int(labels.max()) + 1)]
