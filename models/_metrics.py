"""Figures over gold and predicted labels: pure functions, pooled over whatever they are given."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

import numpy as np
from sklearn.metrics import cohen_kappa_score, f1_score

Item = TypeVar("Item")
Span = tuple[int, int]
Link = tuple[int, int, str]

_ASIDE = re.compile(r"\([^()]{0,200}\)")
_FORMS_OF_ADDRESS = frozenset(
    "dhr mevrouw mevr mw wethouder minister staatssecretaris drs dr ir mr prof".split()  # noqa: SIM905 (readable)
)


def match_units(gold: Sequence[Span], predicted: Sequence[Span]) -> list[int | None]:
    """For each gold span the index of the predicted span that covers most of it, None below half."""
    return [_best_cover(span, predicted) for span in gold]


def _best_cover(span: Span, predicted: Sequence[Span]) -> int | None:
    covered = [min(span[1], end) - max(span[0], start) for start, end in predicted]
    if not covered or max(covered) <= 0 or 2 * max(covered) < span[1] - span[0]:
        return None
    return covered.index(max(covered))


def boundary_f1(documents: Sequence[tuple[str, Sequence[Span], Sequence[Span]]]) -> float:
    """F1 of equal spans after trimming white space, over (text, gold, predicted)."""
    pairs = [({_trim(text, s) for s in gold}, {_trim(text, s) for s in found}) for text, gold, found in documents]
    return _pooled_f1(pairs)


def _trim(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, max(start, span[0] + len(piece.rstrip()))


def _pooled_f1(pairs: Sequence[tuple[AbstractSet[object], AbstractSet[object]]]) -> float:
    equal = sum(len(gold & found) for gold, found in pairs)
    total = sum(len(gold) + len(found) for gold, found in pairs)
    return 2 * equal / total if total else 0.0


def class_f1(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> dict[str, float]:
    """F1 of each label; 0 where it is neither there nor predicted."""
    if not gold:
        return dict.fromkeys(labels, 0.0)
    scores = f1_score(gold, predicted, labels=list(labels), average=None, zero_division=0)
    return {label: float(score) for label, score in zip(labels, scores, strict=True)}


def kind_f1(gold: Sequence[str], predicted: Sequence[str], kind: str) -> float:
    """F1 of one kind over gold units."""
    return class_f1(gold, predicted, [kind])[kind]


def macro_f1(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> float:
    """Mean of the labels' F1."""
    return float(np.mean(list(class_f1(gold, predicted, labels).values())))


def kappa(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Cohen's kappa; 1 where both give one and the same label throughout, 0 for no items."""
    if not gold:
        return 0.0
    if len({*gold, *predicted}) == 1:
        return 1.0
    return float(cohen_kappa_score(gold, predicted))


def side_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Mean F1 of sides a and b; every other label is a negative."""
    return macro_f1(gold, predicted, ["a", "b"])


def flips(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Share of gold a and b that is predicted as the opposite side."""
    sided = [(g, p) for g, p in zip(gold, predicted, strict=True) if g in {"a", "b"}]
    return sum({g, p} == {"a", "b"} for g, p in sided) / len(sided) if sided else 0.0


def same_speaker(gold: str | None, predicted: str | None) -> bool:
    """True where the names are equal without title, party and case, or one is the other's last part."""
    one, other = _name_parts(gold), _name_parts(predicted)
    if not one or not other:
        return False
    shared = min(len(one), len(other))
    return one[-shared:] == other[-shared:]


def _name_parts(name: str | None) -> list[str]:
    words = re.sub(r"[^\w ]", " ", _ASIDE.sub(" ", name or "")).lower()
    return [word for word in words.replace("de heer", " ").split() if word not in _FORMS_OF_ADDRESS]


def relation_f1(pairs: Sequence[tuple[AbstractSet[Link], AbstractSet[Link]]], *, kind: str | None = None) -> float:
    """Micro-F1 of exact (source, target, type) over (gold, predicted) per document; `kind` keeps one type."""
    if kind is not None:
        pairs = [({x for x in gold if x[2] == kind}, {x for x in found if x[2] == kind}) for gold, found in pairs]
    return _pooled_f1(pairs)


def expected_calibration_error(confidences: Sequence[float], correct: Sequence[bool], *, bins: int = 15) -> float:
    """Mean gap between confidence and accuracy over `bins` bins of equal mass."""
    if not confidences:
        return 0.0
    order = np.argsort(confidences, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    sure, right = np.asarray(confidences, dtype=float), np.asarray(correct, dtype=float)
    gaps = [len(part) * abs(sure[part].mean() - right[part].mean()) for part in parts]
    return float(sum(gaps) / len(order))


def accuracy_at_coverage(confidences: Sequence[float], correct: Sequence[bool], *, coverage: float = 0.8) -> float:
    """Accuracy on the `coverage` share of items with the highest confidence."""
    if not confidences:
        return 0.0
    order = np.argsort(-np.asarray(confidences, dtype=float), kind="stable")
    kept = order[: max(1, round(coverage * len(order)))]
    return float(np.asarray(correct, dtype=float)[kept].mean())


def bootstrap_interval(
    items: Sequence[Item],
    statistic: Callable[[Sequence[Item]], float],
    *,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[float, float]:
    """Percentile interval of `statistic` over resampled `items` (documents, not their parts)."""
    generator = np.random.default_rng(seed)
    picks = generator.integers(len(items), size=(draws, len(items)))
    values = [statistic([items[i] for i in pick]) for pick in picks]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
