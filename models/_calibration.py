"""Scores that mean what they say: temperatures and biases fitted on documents kept out of training."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

# The columns of a debate's scores, here and in everything made from them.
SIDES = ("a", "b", "neutral", "unrelated")

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
        gate: Least similarity of a document to a debate for the pair judgement to be made.
    """

    role_temperature: float = 1.0
    kind_temperature: float = 1.0
    stance_temperature: float = 1.0
    side_bias: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    relation_threshold: float = 0.5
    role_certain: float = 0.5
    side_certain: float = 0.5
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


def side_scores(on_a: Array, on_b: Array, *, bias: tuple[float, float, float, float]) -> Array:
    """Probabilities (n, 4) of a, b, neutral, unrelated from those of for, against, neutral, unrelated on each pole.

    To be for one pole and against the other is the same view, so both judgements count alike: swapping the poles
    swaps the first two columns exactly.
    """
    mirrored = on_b[:, [1, 0, 2, 3]]
    scores = (on_a + mirrored) / 2 * np.exp(np.asarray(bias))
    return np.asarray(scores / ((scores[:, 0] + scores[:, 1]) + (scores[:, 2] + scores[:, 3]))[:, None])
