"""Scores that mean what they say: temperatures and biases fitted on documents kept out of training."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

# The columns of a debate's scores, here and in everything made from them.
SIDES = ("a", "b", "neutral", "unrelated")

# One sentence that happens to sound like a pole does not make a text about the debate.
NEAREST = 3

Array = np.ndarray[Any, np.dtype[np.floating[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What turns logits into probabilities, and probabilities into decisions.

    Attributes:
        role_temperature, kind_temperature, stance_temperature: Divide the logits of each head.
        side_bias: Added to the log scores of a, b, neutral, unrelated of a debate; a and b are equal, so that
            swapping the poles mirrors the answer.
        relation_threshold: Least probability of a support or attack.
        role_certain, side_certain: Least probability of a decision that needs no person.
        lean: How much a speaker's other sentences in a text say of the side of one of them.
        gate: Least `debate_nearness` of a document for the pair judgement to be made.
    """

    role_temperature: float = 1.0
    kind_temperature: float = 1.0
    stance_temperature: float = 1.0
    side_bias: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    relation_threshold: float = 0.5
    role_certain: float = 0.5
    side_certain: float = 0.5
    lean: float = 0.0
    gate: float = 0.0


def load_calibration(path: Path) -> Calibration:
    """The calibration in a JSON file."""
    values = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(**values | {"side_bias": tuple(values["side_bias"])})


def save_calibration(calibration: Calibration, path: Path) -> None:
    """Writes the calibration as JSON."""
    path.write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf-8")


def softmax(logits: Array, *, temperature: float = 1.0) -> Array:
    """Probabilities over the last axis."""
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))


def debate_nearness(near: Array) -> float:
    """How near a text is to a debate, from the cosines (sentences, 2) to its poles: the mean of the nearest three."""
    return float(np.sort(near.max(1))[-NEAREST:].mean())


def side_scores(on_a: Array, on_b: Array, *, bias: tuple[float, float, float, float]) -> Array:
    """Probabilities (n, 4) of a, b, neutral, unrelated from those of for, against, neutral, unrelated on each pole.

    To be for one pole and against the other is the same view, so both judgements count alike: swapping the poles
    swaps the first two columns exactly.
    """
    mirrored = on_b[:, [1, 0, 2, 3]]
    scores = (on_a + mirrored) / 2 * np.exp(np.asarray(bias))
    return np.asarray(scores / ((scores[:, 0] + scores[:, 1]) + (scores[:, 2] + scores[:, 3]))[:, None])


def lean_together(scores: Array, speakers: Sequence[str | None], *, weight: float) -> Array:
    """Probabilities (n, 4) of a, b, neutral, unrelated, drawn towards the side that each one's speaker takes in all.

    Few people argue for both sides in one text. Swapping the poles still swaps the first two columns exactly.
    """
    odds = np.log(scores[:, 0] + 1e-9) - np.log(scores[:, 1] + 1e-9)
    related = 1 - scores[:, 3]
    drawn = scores.copy()
    for speaker in set(speakers):
        mine = np.array([other == speaker for other in speakers])
        pull = weight / 2 * float((odds * related)[mine].sum() / (related[mine].sum() + 1))
        drawn[mine, 0] *= np.exp(pull)
        drawn[mine, 1] *= np.exp(-pull)
    return np.asarray(drawn / ((drawn[:, 0] + drawn[:, 1]) + (drawn[:, 2] + drawn[:, 3]))[:, None])
