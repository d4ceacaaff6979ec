"""Packs trained networks into the shipped folder and calibrates them on documents kept out of training.

python -m models.packing --base FOLDER --role FILE --stance FILE --data SHARED --out models/weights
"""

import argparse
import dataclasses
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from scipy.optimize import minimize, minimize_scalar
from transformers import BertConfig

from models import _training_data as data
from models._calibration import SIDES, Array, Calibration, save_calibration, side_scores, softmax
from models._model import Model, load_model
from models._network import ROLES
from models._weights import save_weights

NAME = "debatkaart-nl"
# A document that is not about a debate may still resemble it: the gate lets pass all but this share of the related.
GATE_MISSES = 0.01


def pack(options: argparse.Namespace) -> None:
    """Writes config, tokenizer, weights and a calibration that changes nothing yet."""
    options.out.mkdir(parents=True, exist_ok=True)
    networks = {
        "base": load_file(options.base / "model.safetensors"),
        "role": load_file(options.role),
        "stance": load_file(options.stance),
    }
    save_weights(networks, options.out / "model.safetensors")
    shutil.copyfile(options.base / "tokenizer.json", options.out / "tokenizer.json")
    config = BertConfig.from_pretrained(options.base).to_diff_dict()
    (options.out / "config.json").write_text(json.dumps(config | {"name": NAME}, indent=1) + "\n", encoding="utf-8")
    save_calibration(Calibration(), options.out / "calibration.json")


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


def debate_decisions(model: Model, rows: Sequence[data.Row]) -> tuple[list[Array], Array, list[float], list[float]]:
    """Pole judgements and sides of held-out sentences, and the similarities of documents to own and strange debates."""
    chance = random.Random(1)  # noqa: S311 (reproducible, not secret)
    debated = [row for row in rows if row.get("debates")]
    on_a: list[Array] = []
    on_b: list[Array] = []
    sides: list[int] = []
    own: list[float] = []
    strange: list[float] = []
    for row in debated:
        spoken = [unit for unit in row["units"] if unit["kind"] == "sentence"]
        texts = [row["text"][unit["start"] : unit["end"]] for unit in spoken]
        vectors = model.embed(texts)
        others = [debate for other in chance.sample(debated, 3) if other is not row for debate in other["debates"]]
        for debate in [*row["debates"], *others]:
            statements = [pole["statement"] for pole in debate["poles"]]
            similarity = float((vectors @ model.embed(statements).T).max())
            (own if debate in row["debates"] else strange).append(similarity)
            answers = model.read_stances([(statement, texts) for statement in statements])
            on_a.append(answers[0])
            on_b.append(answers[1])
            sides += [SIDES.index(unit.get("stances", {}).get(debate["id"], "unrelated")) for unit in spoken]
    return [np.concatenate(on_a), np.concatenate(on_b)], np.array(sides), own, strange


def side_calibration(model: Model, rows: Sequence[data.Row], calibration: Calibration) -> Calibration:
    """Temperature and bias of the sides by likelihood, the gate by the related debates that it may miss."""
    poles, sides, own, strange = debate_decisions(model, rows)

    def scores(values: Array) -> Array:
        a, b = (softmax(np.log(pole + 1e-9), temperature=float(np.exp(values[0]))) for pole in poles)
        return side_scores(a, b, bias=(0.0, 0.0, float(values[1]), float(values[2])))

    def loss(values: Array) -> float:
        return -float(np.log(scores(values)[np.arange(len(sides)), sides] + 1e-9).mean())

    fitted = minimize(loss, np.zeros(3), method="Nelder-Mead").x
    gate = float(np.quantile(own, GATE_MISSES))
    passed = float(np.mean(np.array(strange) >= gate))
    print(json.dumps({"gate": gate, "strange_debates_that_pass": passed, "decisions": len(sides)}))  # noqa: T201
    confidence = scores(fitted)[sides != SIDES.index("unrelated")].max(1)
    return dataclasses.replace(
        calibration,
        stance_temperature=float(np.exp(fitted[0])),
        side_bias=(0.0, 0.0, float(fitted[1]), float(fitted[2])),
        side_certain=round(float(np.quantile(confidence, 0.2)), 3),
        gate=round(gate, 4),
    )


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Packs and calibrates the shipped model.")
    for name in ("base", "role", "stance", "data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(1)
    pack(options)
    rows = [row for row in data.read_rows(options.data / "real/train.jsonl") if data.is_held_out(row["group"])]
    calibration = role_calibration(load_model(options.out), rows, Calibration())
    calibration = side_calibration(load_model(options.out), rows, calibration)
    save_calibration(calibration, options.out / "calibration.json")
    print(json.dumps(dataclasses.asdict(calibration)))  # noqa: T201


if __name__ == "__main__":
    main()
