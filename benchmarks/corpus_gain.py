"""Prints what the corpus adds to training, on real texts: networks trained with and without it, over some seeds.

    python benchmarks/corpus_gain.py role|stance DATA --base FOLDER --keep FOLDER [--start FILE] [--steps 360]

Both go on from the same weights, which should not know the corpus, for the same number of steps; a network that lies in
the folder `--keep` already is not trained again. Measured on the gold sentences of DATA/real/dev.jsonl: macro-F1 and
the F1 of each role, read in windows of 320 tokens; of sides, for or against a pole where the gold side is a or b, and
the area under the curve of being about the debate at all.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from alignment import table
from sklearn.metrics import f1_score, roc_auc_score
from tokenizers import Tokenizer

from models import ROLES
from models import _training_data as data
from models._checkpoint import read_network
from models._network import STANCES, StanceNetwork
from models._windows import collate, encode, pack
from models.distilling import READING_TOKENS, WINDOW, load_teacher, read_texts
from models.training import RECIPES, Task, load_base, train_network

Figures = dict[str, float]


def role_figures(base: Path, weights: Path, tokenizer: Tokenizer, rows: Sequence[data.Row]) -> Figures:
    readings = read_texts(load_teacher(base, [weights]), tokenizer, rows, limit=WINDOW)
    spoken = [
        (unit["role"], ROLES[int(roles.argmax())])
        for row, reading in zip(rows, readings, strict=True)
        for unit, roles in zip(row["units"], reading.roles, strict=True)
        if unit["kind"] == "sentence"
    ]
    gold, found = zip(*spoken, strict=True)
    each = f1_score(gold, found, labels=list(ROLES), average=None)
    return {"macro-F1": float(np.mean(each))} | dict(zip(ROLES, each.tolist(), strict=True))


@torch.inference_mode()
def side_figures(base: Path, weights: Path, tokenizer: Tokenizer, rows: Sequence[data.Row]) -> Figures:
    network = StanceNetwork(load_base(base))
    network.load_state_dict(read_network(weights))
    network.eval()
    examples = []
    for row in rows:
        segments = encode(tokenizer, data.unit_texts(row))
        for debate in row["debates"]:
            for pole in debate["poles"]:
                opening = encode(tokenizer, [pole["statement"]])[0]
                examples += data.windows_on(opening, segments, row, debate["id"], pole["id"], limit=260)
    read: dict[int, np.ndarray] = {}
    for group in pack(((place, one.window) for place, one in enumerate(examples)), budget=READING_TOKENS):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(collate([examples[place].window for place in group], network.marks))
        for row, place in enumerate(group):
            read[place] = logits[row, : len(examples[place].stances)].float().softmax(-1).numpy()
    return _sides([one.stances for one in examples], [read[place] for place in range(len(examples))])


def _sides(labels: Sequence[Sequence[int]], read: Sequence[np.ndarray]) -> Figures:
    """Each pole's own decisions: for or against, and about it or not."""
    gold, scores = np.concatenate([np.array(one) for one in labels]), np.concatenate(read)
    chosen = gold != data.IGNORED
    gold, scores = gold[chosen], scores[chosen]
    unrelated = STANCES.index("unrelated")
    sided = gold < STANCES.index("neutral")
    right = scores[sided, :2].argmax(1) == gold[sided]
    related = roc_auc_score(gold != unrelated, 1 - scores[:, unrelated])
    return {"for or against, right": float(right.mean()), "about it, AUC": float(related)}


def dev_rows(folder: Path) -> list[data.Row]:
    """The dev texts, with their debates in full."""
    debates = {one["id"]: one for one in json.loads((folder / "real/debates.json").read_text(encoding="utf-8"))}
    rows = data.read_rows(folder / "real/dev.jsonl")
    return [row | {"debates": [debates[name] for name in row["debates"]]} for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["role", "stance"])
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights that do not know the corpus")
    parser.add_argument("--steps", type=int, default=360)
    parser.add_argument("--seeds", type=int, nargs="+", default=[31, 32, 33])
    options = parser.parse_args()
    task: Task = options.task
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    rows, known = dev_rows(options.data), data.read_sources(options.data)
    # Texts alone: voting advice would drown what they add.
    known = replace(known, advice=(), arguments=(), inference=())
    measure = role_figures if task == "role" else side_figures
    recipe = replace(RECIPES[task], steps=options.steps)
    arms = {"without": replace(known, corpus=()), "with": known}
    found: dict[str, list[Figures]] = {name: [] for name in arms}
    for seed in options.seeds:
        for name, sources in arms.items():
            out = options.keep / f"{task}-{name}-{seed}.safetensors"
            if not out.exists():
                run = replace(recipe, seed=seed)
                train_network(task, options.base, sources, recipe=run, out=out, start=options.start)
            found[name].append(measure(options.base, out, tokenizer, rows))
            print(json.dumps({"seed": seed, "corpus": name, **found[name][-1]}), flush=True)
    figures = [
        (name, *(value for arm in arms for value in _spread([one[name] for one in found[arm]])))
        for name in found["with"][0]
    ]
    seeds = ", ".join(map(str, options.seeds))
    table(f"{task}, {options.steps} steps, seeds {seeds}", [("", "without", "spread", "with", "spread"), *figures])


def _spread(values: Sequence[float]) -> tuple[float, float]:
    return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


if __name__ == "__main__":
    main()
