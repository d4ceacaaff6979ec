"""Packs trained networks into the shipped folder and calibrates them on documents kept out of training.

python -m models.packing --base FOLDER --role FILE... --stance FILE... --data SHARED --out models/weights
"""

import argparse
import dataclasses
import json
import random
import shutil
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from scipy.optimize import minimize, minimize_scalar
from torch import Tensor

from corpus import Unit
from corpus.speakers import attribute_speakers
from models import _training_data as data
from models._calibration import (
    SIDES,
    Array,
    Calibration,
    debate_nearness,
    lean_together,
    save_calibration,
    side_scores,
    softmax,
)
from models._checkpoint import read_network
from models._hf import describe_config, read_config
from models._metrics import side_f1
from models._model import Model, load_model
from models._network import ROLES
from models._weights import save_weights

NAME = "debatkaart-nl"
# A document that is not about a debate may still resemble it: the gate lets pass all but this share of the sentences
# that are about one.
GATE_MISSES = 0.02
CENTRE_TEXTS = 150
STRANGE_DEBATES = 5
LESS_UNRELATED = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


def pack(
    base: Path,
    networks: Mapping[str, Mapping[str, Tensor]],
    out: Path,
    *,
    name: str = NAME,
    centre: Mapping[str, Tensor] | None = None,
) -> None:
    """Writes config, tokenizer, weights and a calibration that changes nothing yet.

    Args:
        base: A folder with the encoder that the networks were trained from.
        networks: The states of "role" and "stance".
    """
    out.mkdir(parents=True, exist_ok=True)
    config = read_config(base)
    nowhere = {part: torch.zeros(config.hidden_size) for part in ("texts", "statements")}
    states = {"base": load_file(base / "model.safetensors"), **networks, "centre": centre or nowhere}
    save_weights(states, out / "model.safetensors")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    described = json.dumps(describe_config(config, name=name), indent=1)
    (out / "config.json").write_text(described + "\n", encoding="utf-8")
    save_calibration(Calibration(), out / "calibration.json")


def mean_weights(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights of trainings that went on from one another; it errs less than either."""
    networks = [read_network(file) for file in files]
    return {name: torch.stack([network[name] for network in networks]).mean(0) for name in networks[0]}


def pack_and_calibrate(
    base: Path, networks: Mapping[str, Mapping[str, Tensor]], out: Path, *, sources: data.Sources, name: str = NAME
) -> Calibration:
    """Writes a complete model, calibrated on texts that it was not trained on."""
    pack(base, networks, out, name=name)
    debated = [row for row in sources.taught if row.get("debates")]
    pack(base, networks, out, name=name, centre=centres(load_model(out), debated))
    model = load_model(out)
    rows = [*sources.held_out, *sources.corpus_dev]
    calibration = role_calibration(model, rows, Calibration())
    calibration = gate_calibration(model, debated_texts([row for row in rows if row.get("debates")]), calibration)
    # The texts of the corpus hide their sides more than real texts do: fitted on them too, sides come out too freely.
    sided = [row for row in sources.held_out if row.get("debates")] or sources.corpus_dev
    calibration = side_calibration(model, passing(model, debated_texts(sided), calibration), calibration)
    save_calibration(calibration, out / "calibration.json")
    return calibration


def centres(model: Model, rows: Sequence[data.Row]) -> dict[str, Tensor]:
    """The mean vectors of the sentences of debated texts and of the statements on them."""
    texts = [unit for row in rows[:CENTRE_TEXTS] for unit in data.unit_texts(row)]
    statements = sorted({pole["statement"] for row in rows for debate in row["debates"] for pole in debate["poles"]})
    parts = (("texts", texts), ("statements", statements))
    return {name: torch.from_numpy(model.embed(part).mean(0)) for name, part in parts}


def temperature(logs: Array, labels: Array) -> float:
    """The temperature that makes held-out labels most probable, given log probabilities (n, classes)."""

    def loss(log_temperature: float) -> float:
        scores = softmax(logs, temperature=float(np.exp(log_temperature)))
        return -float(np.log(scores[np.arange(len(labels)), labels] + 1e-9).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def role_calibration(model: Model, rows: Sequence[data.Row], calibration: Calibration) -> Calibration:
    """Temperatures of role and kind, the relation threshold with the best F1, and the abstention of a fifth."""
    labelled = model.label([data.unit_texts(row) for row in rows])
    prose = [
        (u, s) for row, doc in zip(rows, labelled, strict=True) for u, s in zip(row["units"], doc.units, strict=True)
    ]
    spoken = [(unit, scores) for unit, scores in prose if unit["kind"] == "sentence"]
    logs = np.log(np.array([scores.roles for _, scores in spoken]) + 1e-9)
    labels = np.array([ROLES.index(unit["role"]) for unit, _ in spoken])
    fitted = temperature(logs, labels)
    confidence = softmax(logs, temperature=fitted).max(1)
    return dataclasses.replace(
        calibration,
        role_temperature=fitted,
        relation_threshold=relation_threshold(rows, labelled),
        role_certain=round(float(np.quantile(confidence, 0.2)), 3),
    )


def relation_threshold(rows: Sequence[data.Row], labelled: Sequence[Any]) -> float:
    """The threshold with the best micro-F1 of exact relations."""
    gold = {
        (n, source, unit["relation"]["target"], unit["relation"]["type"].rstrip("s"))
        for n, row in enumerate(rows)
        for source, unit in enumerate(row["units"])
        if unit.get("relation")
    }
    found = [((n, r.source, r.target, r.type), r.score) for n, doc in enumerate(labelled) for r in doc.relations]
    best = (0.0, 0.5)
    for threshold in np.arange(0.3, 0.96, 0.05):
        kept = {relation for relation, score in found if score >= threshold}
        best = max(best, (2 * len(kept & gold) / max(1, len(kept) + len(gold)), float(threshold)))
    return round(best[1], 2)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DebatedText:
    """Sentences with their speakers, a debate, and the gold side of each sentence (by number in SIDES)."""

    texts: list[str]
    speakers: list[str | None]
    statements: tuple[str, str]
    sides: list[int]


def debated_texts(rows: Sequence[data.Row]) -> list[DebatedText]:
    """Each text with the debates that it was labelled for, and with strange ones."""
    chance = random.Random(1)  # noqa: S311 (reproducible, not secret)
    debates = [debate for row in rows for debate in row["debates"]]
    found = []
    for row in rows:
        spoken = [unit for unit in row["units"] if unit["kind"] == "sentence"]
        texts = [row["text"][unit["start"] : unit["end"]] for unit in spoken]
        units = [Unit(start=unit["start"], end=unit["end"]) for unit in spoken]
        speakers = attribute_speakers(row["text"], units)
        own = {debate["id"] for debate in row["debates"]}
        drawn = chance.sample(debates, min(len(debates), STRANGE_DEBATES))
        strange = [debate for debate in drawn if debate["id"] not in own]
        for debate in [*row["debates"], *strange]:
            sides = [SIDES.index((unit.get("stances") or {}).get(debate["id"], "unrelated")) for unit in spoken]
            a, b = (pole["statement"] for pole in debate["poles"])
            found.append(DebatedText(texts=texts, speakers=speakers, statements=(a, b), sides=sides))
    return found


def nearness_of(model: Model, debated: Sequence[DebatedText]) -> list[float]:
    """How near each text is to its debate; the debates of one text stand together and read it once."""
    found: list[float] = []
    for texts, group in groupby(debated, key=lambda part: part.texts):
        near = model.nearness(texts, [statement for part in group for statement in part.statements])
        found += [debate_nearness(near[:, n : n + 2]) for n in range(0, near.shape[1], 2)]
    return found


def passing(model: Model, debated: Sequence[DebatedText], calibration: Calibration) -> list[DebatedText]:
    """The texts that the gate lets pass to their debate."""
    return [part for part, near in zip(debated, nearness_of(model, debated), strict=True) if near >= calibration.gate]


def gate_calibration(model: Model, debated: Sequence[DebatedText], calibration: Calibration) -> Calibration:
    """The gate: few sentences that are about a debate stand in a text that it keeps out."""
    nearness = np.array(nearness_of(model, debated))
    related = np.array([sum(SIDES[side] != "unrelated" for side in part.sides) for part in debated])
    order = np.argsort(nearness)
    first = int(np.searchsorted(np.cumsum(related[order]), GATE_MISSES * related.sum()))
    gate = round(float(nearness[order[first]]) - 0.00005, 4)
    return dataclasses.replace(calibration, gate=gate)


def side_calibration(model: Model, debated: Sequence[DebatedText], calibration: Calibration) -> Calibration:
    """Temperature, bias and lean of the sides by likelihood, then as much less "unrelated" as gives the best side-F1.

    Most sentences are about none of the debates, so the likeliest answer leaves out nearly all sides; a map that shows
    none helps nobody. `side_certain` abstains on a fifth of what is about a debate.
    """
    answers = [[*model.read_stances([(statement, part.texts) for statement in part.statements])] for part in debated]
    sides = np.array([side for part in debated for side in part.sides])

    def scores(values: Array) -> Array:
        tables = []
        for part, poles in zip(debated, answers, strict=True):
            a, b = (softmax(np.log(pole + 1e-9), temperature=float(np.exp(values[0]))) for pole in poles)
            table = side_scores(a, b, bias=(0.0, 0.0, float(values[1]), float(values[2])))
            tables.append(lean_together(table, part.speakers, weight=float(values[3])))
        return np.concatenate(tables)

    def loss(values: Array) -> float:
        return -float(np.log(scores(values)[np.arange(len(sides)), sides] + 1e-9).mean())

    fitted = minimize(loss, np.zeros(4), method="Nelder-Mead").x
    gold = [SIDES[side] for side in sides]

    def gain(less: float) -> float:
        found = scores(fitted - np.array([0, 0, less, 0])).argmax(1)
        return side_f1(gold, [SIDES[side] for side in found])

    fitted[2] -= max(LESS_UNRELATED, key=gain)
    confidence = scores(fitted)[sides != SIDES.index("unrelated")].max(1)
    return dataclasses.replace(
        calibration,
        stance_temperature=float(np.exp(fitted[0])),
        side_bias=(0.0, 0.0, float(fitted[1]), float(fitted[2])),
        lean=float(fitted[3]),
        side_certain=round(float(np.quantile(confidence, 0.2)), 3),
    )


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Packs and calibrates the shipped model.")
    for name in ("base", "data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("role", "stance"):
        parser.add_argument(f"--{name}", type=Path, required=True, nargs="+", help="one file, or some to be averaged")
    options = parser.parse_args()
    torch.manual_seed(1)
    networks = {"role": mean_weights(options.role), "stance": mean_weights(options.stance)}
    calibration = pack_and_calibrate(options.base, networks, options.out, sources=data.read_sources(options.data))
    print(json.dumps(dataclasses.asdict(calibration)))  # noqa: T201


if __name__ == "__main__":
    main()
