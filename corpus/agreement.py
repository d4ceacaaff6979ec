"""How far two people who labelled the same texts agree, label by label."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import permutations

from corpus._nouns import Kind, Role
from corpus.annotated import (
    LabelledText,
    LabelledUnit,
    SecondAnnotation,
    load_second_annotations,
    load_texts,
)

UNRELATED = "unrelated"
NO_RELATION = "none"

Decision = tuple[str, Hashable, Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement of two annotators on one label.

    Attributes:
        decisions: How many times both decided.
        observed: Share of equal decisions.
        kappa: Cohen's kappa.
        alpha: Krippendorff's alpha, nominal.
    """

    label: str
    decisions: int
    observed: float
    kappa: float
    alpha: float


def krippendorff_alpha(ratings: Iterable[Sequence[Hashable | None]]) -> float:
    """Krippendorff's alpha for nominal data; 1.0 where all values are one and the same.

    Follows Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": coincidences within items of at
    least two values, weighted by 1 / (values - 1).

    Args:
        ratings: For each item the values that the annotators gave; None where one gave none.

    Example:
        >>> round(krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
        0.533
    """
    coincidences: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for item in ratings:
        values = [value for value in item if value is not None]
        for pair in permutations(values, 2):
            coincidences[pair] += 1 / (len(values) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (value, _), weight in coincidences.items():
        totals[value] += weight
    size = sum(totals.values())
    expected = size * size - sum(weight * weight for weight in totals.values())
    if expected == 0:
        return 1.0
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other)
    return 1 - (size - 1) * observed / expected


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Cohen's kappa; 1.0 where both are equal throughout, also on a single value."""
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415 (slow to load; reading the corpus needs none of it)

    if list(first) == list(second):
        return 1.0
    return float(cohen_kappa_score([str(value) for value in first], [str(value) for value in second]))


@cache
def load_first_annotations() -> tuple[SecondAnnotation, ...]:
    """The first judgements of the texts that were labelled twice, from before the differences were settled."""
    content = resources.files("corpus").joinpath("data", "first.jsonl").read_text(encoding="utf-8")
    return tuple(SecondAnnotation.model_validate_json(line) for line in content.split("\n") if line)


def measure_agreement(
    texts: Iterable[LabelledText] | None = None,
    first: Iterable[SecondAnnotation] | None = None,
    second: Iterable[SecondAnnotation] | None = None,
) -> list[Agreement]:
    """Agreement of two independent judgements on every label; of the shipped ones where none are given.

    Kinds are compared on all units; roles, speakers and stances (one decision per debate that the text lists,
    unrelated included) on units that both call a sentence; relations on units that both give a role, and
    their targets where both draw one.

    Raises:
        KeyError: A second judgement has no text or no first judgement.
        ValueError: The two of one text differ in the number of units.
    """
    debates = {text.id: text.debates for text in (load_texts() if texts is None else texts)}
    firsts = {one.id: one.units for one in (load_first_annotations() if first is None else first)}
    decisions: dict[str, list[tuple[Hashable, Hashable]]] = {}
    for annotation in load_second_annotations() if second is None else second:
        for one, other in zip(firsts[annotation.id], annotation.units, strict=True):
            for label, value, other_value in _decisions(one, other, debates=debates[annotation.id]):
                decisions.setdefault(label, []).append((value, other_value))
    return [_summary(label, pairs) for label, pairs in decisions.items()]


def _decisions(one: LabelledUnit, other: LabelledUnit, *, debates: Sequence[str]) -> Iterator[Decision]:
    yield "kind", one.kind, other.kind
    if one.kind is not Kind.SENTENCE or other.kind is not Kind.SENTENCE:
        return
    yield "role", one.role, other.role
    yield "speaker", one.speaker, other.speaker
    for debate in debates:
        yield "stance", one.stances.get(debate, UNRELATED), other.stances.get(debate, UNRELATED)
    if one.role is Role.NONE or other.role is Role.NONE:
        return
    yield "relation", bool(one.relation), bool(other.relation)
    yield "relation type", _relation_type(one), _relation_type(other)
    if one.relation and other.relation:
        yield "relation target", one.relation.target, other.relation.target


def _relation_type(unit: LabelledUnit) -> str:
    return unit.relation.type if unit.relation else NO_RELATION


def _summary(label: str, pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    first, second = zip(*pairs, strict=True)
    return Agreement(
        label=label,
        decisions=len(pairs),
        observed=sum(one == other for one, other in pairs) / len(pairs),
        kappa=cohen_kappa(first, second),
        alpha=krippendorff_alpha(pairs),
    )


def count_settlements(
    texts: Iterable[LabelledText] | None = None,
    first: Iterable[SecondAnnotation] | None = None,
    second: Iterable[SecondAnnotation] | None = None,
) -> Counter[str]:
    """How the units were settled on which two judgements differ in any label: "first", "second" or "other"."""
    final = {text.id: text.units for text in (load_texts() if texts is None else texts)}
    others = {one.id: one.units for one in (load_second_annotations() if second is None else second)}
    return Counter(
        "first" if kept == one else "second" if kept == other else "other"
        for annotation in (load_first_annotations() if first is None else first)
        for kept, one, other in zip(final[annotation.id], annotation.units, others[annotation.id], strict=True)
        if one != other
    )
