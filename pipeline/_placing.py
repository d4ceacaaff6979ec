"""Placing texts on debates: the cheap test whether a text is about a debate, and rows judged one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import Debate
from models import ROLES, SIDES, Model, debate_nearness

DIGITS = 4
# The pair judgement takes nearly all the time of a map; a stretch of text that is about more debates is rare.
MOST_DEBATES = 6


def rounded(labels: Sequence[str], scores: Sequence[float]) -> dict[str, float]:
    """Scores by label, rounded for JSON; the highest stays the highest, at times together with another."""
    return {label: round(float(score), DIGITS) for label, score in zip(labels, scores, strict=True)}


def highest(labels: Sequence[str], scores: Sequence[float]) -> str:
    """The label with the highest score before rounding, so that a tie made by rounding decides nothing."""
    return max(zip(scores, labels, strict=True), key=lambda pair: pair[0])[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideScores:
    """Where a text stands in a debate: a, b, neutral or unrelated, with the scores of all four."""

    side: str
    scores: Mapping[str, float]
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The role of a text, and its side in each debate by the debate's id."""

    role_scores: Mapping[str, float]
    role_certain: bool
    sides: Mapping[str, SideScores]

    @property
    def role(self) -> str:
        """The most probable role."""
        return max(self.role_scores, key=self.role_scores.__getitem__)


def gate_debates(texts: Sequence[str], debates: Sequence[Debate], *, model: Model) -> list[Debate]:
    """The debates that a document may be about: the model finds some sentences near one of the pole statements."""
    if not texts or not debates:
        return []
    statements = [pole.statement for debate in debates for pole in debate.poles]
    near = model.nearness(texts, statements)
    nearness = [debate_nearness(near[:, number : number + 2]) for number in range(0, len(statements), 2)]
    nearest = sorted(range(len(debates)), key=lambda number: -nearness[number])[:MOST_DEBATES]
    return [debates[number] for number in sorted(nearest) if nearness[number] >= model.calibration.gate]


def place_texts(texts: Sequence[str], debates: Sequence[Debate], *, model: Model) -> list[Placement]:
    """Each text judged as one unit, on every debate."""
    labels = model.label([[text] for text in texts])
    requests = [(pole.statement, [text]) for text in texts for debate in debates for pole in debate.poles]
    sides = model.debate_sides(requests)
    placements = []
    for number, labelled in enumerate(labels):
        roles = rounded(ROLES, labelled.units[0].roles)
        own = sides[number * len(debates) : (number + 1) * len(debates)]
        scored = {debate.id: side_of(table[0], model) for debate, table in zip(debates, own, strict=True)}
        certain = max(roles.values()) >= model.calibration.role_certain
        placements.append(Placement(role_scores=roles, role_certain=certain, sides=scored))
    return placements


def side_of(row: Sequence[float], model: Model) -> SideScores:
    """The side with the highest of the scores of SIDES."""
    side, scores = highest(SIDES, row), rounded(SIDES, row)
    return SideScores(side=side, scores=scores, certain=scores[side] >= model.calibration.side_certain)
