"""Whether a candidate model is better than the one in use, and the written rule that may refuse it.

The rule: a candidate is refused where the 95% interval of its difference from the model in use lies below zero, for
role or for stance, on the user's own random sentences or on the corpus's test split; and where the user's judgements
agree neither with the shipped model nor with each other more than chance would have it. Below 50 random judgements
the comparison on the user's own sentences cannot tell, which it says and which refuses nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from corpus.taught import TaughtText

if TYPE_CHECKING:
    from models import Model

Task = Literal["role", "stance"]
Place = Literal["own", "corpus"]
Array = np.ndarray[Any, np.dtype[Any]]

LABELS: dict[Task, tuple[str, ...]] = {
    "role": ("claim", "premise", "criticism", "recommendation", "none"),
    "stance": ("a", "b", "neutral", "unrelated"),
}
# What the overall figure is the mean of: a side is only useful where it is one.
COUNTED: dict[Task, tuple[str, ...]] = {"role": LABELS["role"], "stance": ("a", "b")}
# Below this many random judgements an interval says nothing.
ENOUGH = 50
# With fewer texts than this, resampling texts says little; then the judgements are resampled.
ENOUGH_TEXTS = 10
DRAWS = 2000
# Random judgements have a kappa of 0 with a standard error of 0.05 to 0.1; those of people start at 0.3.
LEAST_KAPPA = 0.15
ENOUGH_TO_DOUBT = 40
NEIGHBOURS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said of one unit, and what the two models say; `group` is its text."""

    group: str
    gold: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """F1 of the model in use and of the candidate, with the interval of their difference.

    Attributes:
        label: A class, or "all" for the mean over classes.
        count: How often people gave this label.
    """

    label: str
    count: int
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskComparison:
    """Two models on the same judgements of one task at one place."""

    task: Task
    place: Place
    count: int
    texts: int
    overall: Difference
    classes: tuple[Difference, ...]

    @property
    def tells(self) -> bool:
        """Whether there are enough judgements for the interval to mean anything."""
        return self.count >= ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """How far a user's judgements agree with the shipped model and with each other, as kappa with its interval.

    Attributes:
        with_each_other: Of each judgement with those of the sentences that the shipped model sees most alike;
            that holds also for somebody who uses the labels in another way, consistently.
    """

    task: Task
    count: int
    with_model: tuple[float, float, float]
    with_each_other: tuple[float, float, float]

    @property
    def senseless(self) -> bool:
        """Whether both are too near to chance to be the work of somebody who read the sentences."""
        return self.count >= ENOUGH_TO_DOUBT and max(self.with_model[2], self.with_each_other[2]) < LEAST_KAPPA


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a candidate may not be promoted."""

    reason: Literal["worse", "senseless"]
    task: Task
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Everything that was found about a candidate."""

    comparisons: tuple[TaskComparison, ...]
    senses: tuple[Sense, ...]

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What the written rule has against it; nothing means that it may be promoted."""
        worse = [
            Refusal(reason="worse", task=one.task, place=one.place)
            for one in self.comparisons
            if one.overall.high < 0 and (one.place == "corpus" or one.tells)
        ]
        return (*worse, *(Refusal(reason="senseless", task=one.task) for one in self.senses if one.senseless))


def parse_verdict(values: dict[str, Any]) -> Verdict:
    """A verdict from what `dataclasses.asdict` made of it."""
    return Verdict(
        comparisons=tuple(
            TaskComparison(
                **one
                | {
                    "overall": Difference(**one["overall"]),
                    "classes": tuple(Difference(**each) for each in one["classes"]),
                }
            )
            for one in values["comparisons"]
        ),
        senses=tuple(
            Sense(**one | {key: tuple(one[key]) for key in ("with_model", "with_each_other")})
            for one in values["senses"]
        ),
    )


def compare(
    taught: Sequence[TaughtText],
    corpus: Sequence[TaughtText],
    *,
    shipped: "Model",
    before: "Model",
    after: "Model",
    tell: Callable[[float], None] = lambda _share: None,
) -> Verdict:
    """The verdict on the candidate `after` against the model in use, `before`.

    Args:
        taught: The user's texts; only what is marked `measured` is compared on.
        corpus: The test split of the shipped corpus.
        shipped: The model that the user's judgements are held against.
        tell: Is told the share that is done.
    """
    comparisons, senses = [], []
    for done, task in enumerate(LABELS):
        tell(done / 2)
        said = judged(task, taught, model=before)
        held = said if shipped is before else judged(task, taught, model=shipped)
        senses += [sense for sense in [make_sense(held, task=task)] if sense]
        tell(done / 2 + 0.15)
        pairs: list[tuple[Place, list[Decision]]] = [("own", _decisions(task, taught, said, after=after))]
        tell(done / 2 + 0.3)
        pairs.append(("corpus", _decisions(task, corpus, judged(task, corpus, model=before), after=after)))
        comparisons += [compare_decisions(found, task=task, place=place) for place, found in pairs if found]
    order = {"own": 0, "corpus": 1}
    return Verdict(comparisons=tuple(sorted(comparisons, key=lambda one: order[one.place])), senses=tuple(senses))


def _decisions(task: Task, texts: Sequence[TaughtText], said: "Sequence[Judged]", *, after: "Model") -> list[Decision]:
    """What was measured, with what both models say; the candidate reads only texts with something to measure."""
    measured = [text for text in texts if any(unit.measured for unit in text.units)]
    kept = {text.id for text in measured}
    pairs = zip([one for one in said if one.group in kept], judged(task, measured, model=after), strict=True)
    return [
        Decision(group=old.group, gold=old.gold, before=old.said, after=new.said) for old, new in pairs if old.measured
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's label of one unit beside a model's, with the model's scores of all labels."""

    group: str
    gold: str
    said: str
    scores: tuple[float, ...]
    measured: bool


def judged(task: Task, texts: Sequence[TaughtText], *, model: "Model") -> list[Judged]:
    """Every judgement of a person, with what the model says."""
    return list(_judged_roles(texts, model) if task == "role" else _judged_sides(texts, model))


def _judged_roles(texts: Sequence[TaughtText], model: "Model") -> Iterator[Judged]:
    from models.adapting import role_tables  # noqa: PLC0415 - torch is heavy, and reading a verdict does not need it

    chosen = [text for text in texts if any(unit.role for unit in text.units)]
    for text, table in zip(chosen, role_tables(model, chosen), strict=True):
        for unit, scores in zip(text.units, table, strict=True):
            if unit.role and scores is not None:
                said = LABELS["role"][int(np.argmax(scores))]
                yield Judged(group=text.id, gold=unit.role, said=said, scores=scores, measured=unit.measured)


def _judged_sides(texts: Sequence[TaughtText], model: "Model") -> Iterator[Judged]:
    from models.adapting import side_tables  # noqa: PLC0415 - as above

    for text in texts:
        if not any(unit.sides for unit in text.units):
            continue
        for debate, places, table in side_tables(model, text):
            for place, row in zip(places, table, strict=True):
                unit = text.units[place]
                if debate in unit.sides:
                    said = LABELS["stance"][int(np.argmax(row))]
                    scores = tuple(map(float, row))
                    yield Judged(
                        group=text.id, gold=unit.sides[debate], said=said, scores=scores, measured=unit.measured
                    )


def compare_decisions(decisions: Sequence[Decision], *, task: Task, place: Place, seed: int = 0) -> TaskComparison:
    """F1 before and after, with paired percentile intervals over resampled texts (or judgements of few texts)."""
    labels = LABELS[task]
    groups = sorted({one.group for one in decisions})
    units = groups if len(groups) >= ENOUGH_TEXTS else [str(n) for n in range(len(decisions))]
    number = {name: place for place, name in enumerate(units)}
    tables = np.zeros((2, len(units), len(labels), len(labels)))
    for row, one in enumerate(decisions):
        at = number[one.group] if units is groups else row
        for side, said in enumerate((one.before, one.after)):
            tables[side, at, labels.index(one.gold), labels.index(said)] += 1
    weights = np.random.default_rng(seed).multinomial(len(units), np.full(len(units), 1 / len(units)), size=DRAWS)
    whole = _f1(tables.sum(1))
    drawn = np.stack([_f1(np.einsum("du,ugp->dgp", weights, table)) for table in tables])
    counts = {label: sum(one.gold == label for one in decisions) for label in labels}
    there = [label for label in COUNTED[task] if counts[label]] or list(COUNTED[task])
    columns = [labels.index(label) for label in there]
    return TaskComparison(
        task=task,
        place=place,
        count=len(decisions),
        texts=len(groups),
        overall=_difference("all", len(decisions), whole[:, columns].mean(1), drawn[:, :, columns].mean(2)),
        classes=tuple(
            _difference(label, counts[label], whole[:, n], drawn[:, :, n])
            for n, label in enumerate(labels)
            if counts[label]
        ),
    )


def _f1(tables: Array) -> Array:
    """F1 of each label, (n, labels), from confusion tables (n, gold, predicted)."""
    right = np.diagonal(tables, axis1=1, axis2=2)
    total = tables.sum(1) + tables.sum(2)
    return np.asarray(2 * right / np.maximum(total, 1))


def _difference(label: str, count: int, whole: Array, drawn: Array) -> Difference:
    low, high = np.quantile(drawn[1] - drawn[0], [0.025, 0.975])
    before, after = map(float, whole)
    return Difference(label=label, count=count, before=before, after=after, low=float(low), high=float(high))


def make_sense(found: Sequence[Judged], *, task: Task) -> Sense | None:
    """How far judgements agree with the shipped model, beside which they stand, and with each other; None for few."""
    if len(found) <= NEIGHBOURS:
        return None
    labels = LABELS[task]
    gold = np.array([labels.index(one.gold) for one in found])
    said = np.array([labels.index(one.said) for one in found])
    neighbours = neighbour_labels(np.array([one.scores for one in found]), gold, classes=len(labels))
    return Sense(
        task=task,
        count=len(found),
        with_model=kappa_interval(gold, said, classes=len(labels)),
        with_each_other=kappa_interval(gold, neighbours, classes=len(labels)),
    )


def neighbour_labels(scores: Array, gold: Array, *, classes: int) -> Array:
    """For each row the commonest label of the rows with the nearest scores, itself left out.

    A label counts less where it is common, so that the answer is not always the commonest one.
    """
    logs = np.log(scores + 1e-6)
    distances = ((logs[:, None] - logs[None]) ** 2).sum(2)
    np.fill_diagonal(distances, np.inf)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :NEIGHBOURS]
    shares = np.bincount(gold, minlength=classes) / len(gold)
    votes = np.stack([(gold[nearest] == label).sum(1) / max(shares[label], 1e-9) ** 0.5 for label in range(classes)], 1)
    return np.asarray(votes.argmax(1))


def kappa_interval(gold: Array, said: Array, *, classes: int, seed: int = 0) -> tuple[float, float, float]:
    """Cohen's kappa with its 95% percentile interval over resampled judgements: (kappa, low, high)."""
    picks = np.random.default_rng(seed).integers(len(gold), size=(DRAWS, len(gold)))
    drawn = [_kappa(gold[pick], said[pick], classes) for pick in picks]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return _kappa(gold, said, classes), float(low), float(high)


def _kappa(gold: Array, said: Array, classes: int) -> float:
    table = np.bincount(gold * classes + said, minlength=classes * classes).reshape(classes, classes) / len(gold)
    chance = float(table.sum(1) @ table.sum(0))
    observed = float(np.trace(table))
    return 1.0 if observed > 1 - 1e-9 else (observed - chance) / (1 - chance)
