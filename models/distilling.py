"""Trains a role network on what others say together: they read texts as windows and as single sentences.

    python -m models.distilling --base FOLDER --data FOLDER --windows FILE... --sentences FILE... --out FILE

Hinton et al. 2015, "Distilling the Knowledge in a Neural Network": the targets are the mean of the teachers'
probabilities, and for labelled texts half the label. Explanations of positions serve as unlabelled texts.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from corpus.sentences import split_units
from models import _training_data as data
from models._checkpoint import Course, write_checkpoint
from models._network import RoleNetwork
from models._windows import collate, pack
from models.packing import mean_weights
from models.training import Recipe, batches, change, load_base, optimise, role_loss

READING_TOKENS = 4096
# Tokens in a window of a teacher that reads texts, and of one that reads sentences.
WINDOW, SENTENCE = 320, 30
LABEL_SHARE = 0.5
RECIPE = Recipe(epochs=2, windows=(120, 260, 320))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a teacher says of the units of a text, in order: (units, 5) and (units, 3) probabilities."""

    roles: torch.Tensor
    kinds: torch.Tensor


@torch.inference_mode()
def read_texts(network: RoleNetwork, tokenizer: Tokenizer, rows: Sequence[data.Row], *, limit: int) -> list[Reading]:
    """What a network says of each text, cut into windows of at most `limit` tokens."""
    examples = [
        (number, one) for number, row in enumerate(rows) for one in data.role_examples(tokenizer, [row], limit=limit)
    ]
    read: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
    for group in pack(((place, one.window) for place, (_, one) in enumerate(examples)), budget=READING_TOKENS):
        with torch.autocast(network.encoder.device.type, dtype=torch.bfloat16):
            _, roles, kinds = network(collate([examples[place][1].window for place in group], network.marks))
        for row, place in enumerate(group):
            size = len(examples[place][1].kinds)
            read[place] = roles[row, :size].float().softmax(-1), kinds[row, :size].float().softmax(-1)
    parts: list[list[tuple[torch.Tensor, torch.Tensor]]] = [[] for _ in rows]
    for place, (number, _) in enumerate(examples):
        parts[number].append(read[place])
    return [Reading(roles=torch.cat([r for r, _ in part]), kinds=torch.cat([k for _, k in part])) for part in parts]


def mean_readings(readings: Sequence[Sequence[Reading]]) -> list[Reading]:
    """What the teachers say together of each text."""
    return [
        Reading(
            roles=torch.stack([one.roles for one in of_text]).mean(0),
            kinds=torch.stack([one.kinds for one in of_text]).mean(0),
        )
        for of_text in zip(*readings, strict=True)
    ]


def unlabelled_rows(texts: Iterable[str]) -> list[data.Row]:
    """Texts with their units, whose labels are only there to keep the form."""
    rows = []
    for text in texts:
        units = [
            {"start": unit.start, "end": unit.end, "kind": "sentence", "role": "none"} for unit in split_units(text)
        ]
        if units:
            rows.append({"text": text, "units": units})
    return rows


def taught_examples(
    tokenizer: Tokenizer, row: data.Row, reading: Reading, *, limit: int, labelled: bool
) -> Iterator[data.RoleExample]:
    """The windows of a text with what the teachers say, and its labels where it has some."""
    start = 0
    for example in data.role_examples(tokenizer, [row], limit=limit):
        roles = reading.roles[start : start + len(example.kinds)]
        kinds = reading.kinds[start : start + len(example.kinds)].argmax(-1)
        start += len(example.kinds)
        if labelled:
            roles = LABEL_SHARE * torch.tensor(example.roles) + (1 - LABEL_SHARE) * roles
            yield replace(example, roles=roles.tolist())
        else:
            yield replace(example, roles=roles.tolist(), kinds=kinds.tolist())


def load_teacher(base: Path, files: Sequence[Path]) -> RoleNetwork:
    """The network with the mean weights of some files, for reading only."""
    network = RoleNetwork(load_base(base))
    network.load_state_dict(mean_weights(files))
    network.encoder.set_attn_implementation("sdpa")
    return network.eval()


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Trains a role network on what others say together.")
    for name in ("base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--windows", type=Path, required=True, nargs="+", help="weights to be averaged")
    parser.add_argument("--sentences", type=Path, required=True, nargs="+", help="weights to be averaged")
    parser.add_argument("--unlabelled", type=int, default=4000, help="explanations to read besides")
    parser.add_argument("--recipe", type=json.loads, default={}, help='options as JSON, such as {"minutes": 20}')
    options = parser.parse_args()
    recipe = change(RECIPE, options.recipe)
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 (reproducible, not secret)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    sources = data.read_sources(options.data)
    explained = [row["explanation"] for row in sources.advice if row["explanation"]]
    labelled = sources.taught
    rows = labelled + unlabelled_rows(chance.sample(explained, min(len(explained), options.unlabelled)))
    teachers = ((options.windows, WINDOW), (options.sentences, SENTENCE))
    readings = mean_readings(
        [read_texts(load_teacher(options.base, files), tokenizer, rows, limit=limit) for files, limit in teachers]
    )
    steps: list[list[list[data.RoleExample]]] = []
    for _ in range(recipe.epochs):
        examples: list[Any] = []
        for number, (row, reading) in enumerate(zip(rows, readings, strict=True)):
            limit = chance.choice(recipe.windows)
            examples += taught_examples(tokenizer, row, reading, limit=limit, labelled=number < len(labelled))
        steps += [[batch] for batch in batches(examples, tokens=recipe.tokens, chance=chance)]
    network = RoleNetwork(load_base(options.base, frozen_layers=recipe.frozen_layers))
    network.load_state_dict(mean_weights(options.windows))

    def tell(course: Course, share: float) -> None:
        progress = {"step": course.step, "of": course.of, "loss": course.losses[-1][1], "share": share}
        print(json.dumps(progress), flush=True)  # noqa: T201

    course = optimise(
        network,
        steps,
        role_loss,
        recipe=recipe,
        keep=lambda course, _: write_checkpoint(options.out, network, course),
        tell=tell,
    )
    write_checkpoint(options.out, network, course)


if __name__ == "__main__":
    main()
