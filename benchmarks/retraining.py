"""Prints how fast the model learns a new genre from a simulated user: active learning against chance.

python benchmarks/retraining.py SHARED --base FOLDER --genre council [--seeds 5] [--most 200] [--step 25]

BASE is a model that was trained without the genre. A third of the genre's texts, by hash, is held out and measured
on; the labels of the others are revealed a step at a time, and each time the model learns anew from all of them.
"""

import argparse
import json
import random
import tempfile
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus import Kind, Role
from corpus.annotated import load_corpus_debates, load_texts
from corpus.taught import TaughtText, TaughtUnit
from models import ROLES, Model, load_model
from models import _training_data as data
from models._metrics import macro_f1
from models.adapting import TOKENS, adapt, as_corpus, role_tables

Spot = tuple[int, int]
# As in the dashboard: of three sentences to judge, chance chooses one.
CHANCE_EVERY = 3


def read_texts(folder: Path, genre: str) -> list[TaughtText]:
    rows = [row for row in data.read_rows(folder / "real/train.jsonl") if row["genre"] == genre]
    return [TaughtText(id=row["group"], units=tuple(units_of(row)), debates={}) for row in rows]


def units_of(row: data.Row) -> Iterable[TaughtUnit]:
    for unit, text in zip(row["units"], data.unit_texts(row), strict=True):
        role = Role(unit["role"]) if unit["kind"] == "sentence" else None
        yield TaughtUnit(text=text, kind=Kind(unit["kind"]), role=role, second_role=unit.get("second_role"), sides={})


def is_held_out(text: TaughtText) -> bool:
    return zlib.crc32(text.id.encode()) % 3 == 0


def spots(texts: Sequence[TaughtText]) -> list[Spot]:
    return [(t, u) for t, text in enumerate(texts) for u, unit in enumerate(text.units) if unit.role is not None]


def revealed(texts: Sequence[TaughtText], known: set[Spot]) -> list[TaughtText]:
    return [
        TaughtText(
            id=text.id,
            units=tuple(
                unit if (t, u) in known else TaughtUnit(text=unit.text, kind=unit.kind, sides={})
                for u, unit in enumerate(text.units)
            ),
            debates={},
        )
        for t, text in enumerate(texts)
        if any(spot[0] == t for spot in known)
    ]


def doubtful(model: Model, texts: Sequence[TaughtText]) -> dict[Spot, float]:
    """Entropy of the roles of each sentence."""
    tables = role_tables(model, texts)
    found = {(t, u): np.asarray(tables[t][u]) for t, u in spots(texts)}
    return {spot: float(-(scores * np.log(scores + 1e-9)).sum()) for spot, scores in found.items()}


def choose(
    model: Model, texts: Sequence[TaughtText], known: set[Spot], *, active: bool, count: int, chance: random.Random
) -> list[Spot]:
    left = [spot for spot in spots(texts) if spot not in known]
    drawn = chance.sample(left, min(len(left), count // CHANCE_EVERY if active else count))
    if not active:
        return drawn
    doubt = doubtful(model, texts)
    rest = sorted(set(left) - set(drawn), key=lambda spot: (-doubt[spot], spot))
    return drawn + rest[: count - len(drawn)]


def score(model: Model, held: Sequence[TaughtText]) -> float:
    tables = role_tables(model, held)
    pairs = [(str(held[t].units[u].role), ROLES[int(np.argmax(np.asarray(tables[t][u])))]) for t, u in spots(held)]
    return macro_f1([gold for gold, _ in pairs], [said for _, said in pairs], list(ROLES))


def curve(options: argparse.Namespace, *, seed: int, active: bool) -> list[float]:
    """Macro-F1 on the held-out texts after each step, before the first one too."""
    texts = read_texts(options.shared, options.genre)
    pool, held = [t for t in texts if not is_held_out(t)], [t for t in texts if is_held_out(t)]
    chance = random.Random(seed)  # noqa: S311 (reproducible, not secret)
    corpus = as_corpus(load_texts(), load_corpus_debates())
    model, known, found = load_model(options.base), set[Spot](), []
    for count in range(0, options.most + 1, options.step):
        began = time.monotonic()
        if count:
            known.update(choose(model, pool, known, active=active, count=options.step, chance=chance))
            with tempfile.TemporaryDirectory() as folder:
                taught, out = revealed(pool, known), Path(folder) / "model"
                adapt(options.base, taught, out=out, corpus=corpus, seed=seed, tokens=options.tokens, tasks=["role"])
                model = load_model(out)
        found.append(round(score(model, held), 4))
        row = {"seed": seed, "active": active, "labels": count, "macro_f1": found[-1]}
        print(json.dumps(row | {"minutes": round((time.monotonic() - began) / 60, 2)}), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Prints the learning curve of a simulated user.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--genre", required=True)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--step", type=int, default=25)
    parser.add_argument("--tokens", type=int, default=TOKENS)
    options = parser.parse_args()
    for active in (False, True):
        curves = [curve(options, seed=seed, active=active) for seed in range(1, options.seeds + 1)]
        counts = range(0, options.most + 1, options.step)
        mean, spread = np.mean(curves, 0), np.std(curves, 0)
        for count, value, deviation in zip(counts, mean, spread, strict=True):
            print(f"{'active' if active else 'chance':<7} {count:>4} labels  {value:.3f} +- {deviation:.3f}")


if __name__ == "__main__":
    main()
