"""The Dutch classifier: roles, kinds, relations and stances of sentences, with calibrated scores."""

from models._calibration import SIDES, Calibration, debate_nearness, lean_together
from models._model import LabelledDocument, Model, RelationScore, UnitScores, WeightsMissing, load_model, shipped_folder
from models._network import KINDS, ROLES, STANCES
from models._runtime import load_fastest_model

__all__ = [
    "KINDS",
    "ROLES",
    "SIDES",
    "STANCES",
    "Calibration",
    "LabelledDocument",
    "Model",
    "RelationScore",
    "UnitScores",
    "WeightsMissing",
    "debate_nearness",
    "lean_together",
    "load_fastest_model",
    "load_model",
    "shipped_folder",
]
