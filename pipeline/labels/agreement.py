"""How far the people who judged the same sentences agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.labels.label import KeptJudgement, Place

Answers = Mapping[Place, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreement:
    """Two people: how many sentences both judged, the share of equal answers, and Cohen's kappa."""

    first: str
    second: str
    sentences: int
    observed: float
    kappa: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelAgreement:
    """Everybody's agreement on one thing that was judged.

    Attributes:
        label: "kind", "role" or "stance".
        debate: For a stance, the id of the debate.
        sentences: How many had two answers or more.
        alpha: Krippendorff's alpha, nominal.
    """

    label: str
    debate: str | None
    sentences: int
    alpha: float
    pairs: tuple[PairAgreement, ...]


def measure_labels(judgements: Iterable[KeptJudgement]) -> tuple[LabelAgreement, ...]:
    """Agreement on roles, then kinds, then the stance in each debate; only what two people judged is there.

    What settles a difference was said with the answers of others in sight, and is left out.
    """
    listed = [one for one in judgements if not one.settles and not one.label.unsure]
    debates = sorted({debate for one in listed for debate in one.label.stances})
    found = [_measure("role", None, listed), _measure("kind", None, listed)]
    found += [_measure("stance", debate, listed) for debate in debates]
    return tuple(one for one in found if one is not None)


def _measure(label: str, debate: str | None, judgements: Sequence[KeptJudgement]) -> LabelAgreement | None:
    from corpus.agreement import krippendorff_alpha  # noqa: PLC0415 - reading the corpus needs pydantic

    answers: dict[Place, dict[str, str]] = {}
    for one in judgements:
        if (answer := _answer(one, label, debate)) is not None:
            answers.setdefault(one.place, {})[one.annotator] = answer
    shared = {place: given for place, given in answers.items() if len(given) > 1}
    if not shared:
        return None
    people = sorted({name for given in shared.values() for name in given})
    pairs = [_pair(shared, first, second) for first, second in combinations(people, 2)]
    return LabelAgreement(
        label=label,
        debate=debate,
        sentences=len(shared),
        alpha=krippendorff_alpha(tuple(given.values()) for given in shared.values()),
        pairs=tuple(pair for pair in pairs if pair is not None),
    )


def _answer(judgement: KeptJudgement, label: str, debate: str | None) -> str | None:
    said = judgement.label
    if label == "role":
        return said.role
    if label == "kind":
        return said.kind
    return said.stances.get(debate or "")


def _pair(shared: Answers, first: str, second: str) -> PairAgreement | None:
    from corpus.agreement import cohen_kappa  # noqa: PLC0415 - reading the corpus needs pydantic

    both = [(given[first], given[second]) for given in shared.values() if first in given and second in given]
    if not both:
        return None
    one, other = zip(*both, strict=True)
    equal = sum(mine == theirs for mine, theirs in both)
    return PairAgreement(
        first=first,
        second=second,
        sentences=len(both),
        observed=equal / len(both),
        kappa=cohen_kappa(one, other),
    )
