"""Trains the role and stance networks from the base encoder.

python -m models.training role|stance --base FOLDER --data SHARED --out FILE [--epochs N] [--seed N]
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from models import _training_data as data
from models._network import RoleNetwork, StanceNetwork, new_encoder
from models._windows import collate, pack

ENCODER_RATE = 1e-4
HEAD_RATE = 1e-3
WARM_UP = 0.06
BUDGET = 1024
# What is trained so far is kept in the output file every so many steps.
KEEP_EVERY = 400
# The embeddings and the lowest layers stay as they are in the base, which both networks share.
FROZEN_LAYERS = 4
ROLE_WINDOWS = (30, 60, 120, 260, 320)
KIND_WEIGHT, RELATION_WEIGHT = 0.3, 0.5
# Most pairs have no relation; an attack is one pair in a hundred.
RELATION_CLASS_WEIGHTS = (0.3, 1.0, 3.0)
# Each pass over the texts takes one of the two poles.
TEXT_PASSES = 2
# Two thirds of what is read in texts is about another debate.
STANCE_CLASS_WEIGHTS = (1.0, 1.0, 1.0, 0.5)


def load_base(folder: Path) -> BertModel:
    """The base encoder with its frozen part frozen."""
    loaded = BertModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
    encoder = new_encoder(loaded.config)
    # The fused attention's backward pass is slow for windows this short: a third more tokens a second without it.
    encoder.set_attn_implementation("eager")
    encoder.load_state_dict(loaded.state_dict())
    for part in (encoder.embeddings, *encoder.encoder.layer[:FROZEN_LAYERS]):
        part.requires_grad_(False)
    return encoder


def role_loss(network: RoleNetwork, examples: Sequence[data.RoleExample]) -> Tensor:
    """Cross-entropy of roles (soft), kinds and relations."""
    segments, roles, kinds = network(collate([example.window for example in examples]))
    role_target = torch.zeros_like(roles, dtype=torch.float32)
    kind_target = torch.full(kinds.shape[:2], data.IGNORED)
    for row, example in enumerate(examples):
        role_target[row, : len(example.roles)] = torch.tensor(example.roles)
        kind_target[row, : len(example.kinds)] = torch.tensor(example.kinds)
    present = kind_target != data.IGNORED
    loss = nn.functional.cross_entropy(roles[present].float(), role_target[present])
    loss = loss + KIND_WEIGHT * nn.functional.cross_entropy(kinds[present].float(), kind_target[present])
    pairs = [(row, *relation) for row, example in enumerate(examples) for relation in example.relations]
    if pairs:
        row, source, target, label = torch.tensor(pairs).T
        logits = network.relate(segments[row, source], segments[row, target], target - source)
        weights = torch.tensor(RELATION_CLASS_WEIGHTS)
        loss = loss + RELATION_WEIGHT * nn.functional.cross_entropy(logits.float(), label, weight=weights)
    return loss


def stance_loss(network: StanceNetwork, examples: Sequence[data.StanceExample]) -> Tensor:
    """Cross-entropy of the known stances."""
    logits = network(collate([example.window for example in examples]))
    target = torch.full(logits.shape[:2], data.IGNORED)
    for row, example in enumerate(examples):
        target[row, : len(example.stances)] = torch.tensor(example.stances)
    weights = torch.tensor(STANCE_CLASS_WEIGHTS)
    return nn.functional.cross_entropy(
        logits.float().flatten(0, 1), target.flatten(), weight=weights, ignore_index=data.IGNORED
    )


def batches(examples: Sequence[Any], *, chance: random.Random) -> list[list[Any]]:
    """Examples in random order, in groups of similar length that fill the token budget."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    groups = []
    for start in range(0, len(order), 512):
        chunk = [(number, examples[number].window) for number in order[start : start + 512]]
        groups += [[examples[number] for number in group] for group in pack(chunk, budget=BUDGET)]
    chance.shuffle(groups)
    return groups


def optimise(
    network: nn.Module,
    steps: Sequence[Sequence[Any]],
    loss_of: Callable[[Any, Any], Tensor],
    *,
    minutes: float,
    keep: Callable[[], None],
) -> None:
    """One pass over the given steps, or as far as the minutes go, with AdamW, warm-up and linear decay."""
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": body, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    began, total, tokens = time.monotonic(), 0.0, 0

    def share_done(step: int) -> float:
        return max(step / len(steps), (time.monotonic() - began) / 60 / minutes)

    def factor(step: int) -> float:
        return max(0.0, min((share_done(step) + 0.001) / WARM_UP, (1 - share_done(step)) / (1 - WARM_UP)))

    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
    for number, step in enumerate(steps, start=1):
        if share_done(number - 1) >= 1:
            break
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(network, step)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimiser.step()
        rate.step()
        optimiser.zero_grad(set_to_none=False)
        total += float(loss.detach())
        tokens += sum(example.window.size for example in step)
        if number % 20 == 0:
            report = {"step": number, "of": len(steps), "loss": round(total / 20, 4)}
            print(json.dumps(report | {"tokens_per_second": int(tokens / (time.monotonic() - began))}), flush=True)  # noqa: T201
            total = 0.0
        if number % KEEP_EVERY == 0:
            keep()


def labelled_rows(folder: Path) -> list[data.Row]:
    """The real texts that are not kept out, and the corpus's own."""
    real = [row for row in data.read_rows(folder / "real/train.jsonl") if not data.is_held_out(row["group"])]
    return real + data.corpus_rows("train")


def role_steps(
    tokenizer: Tokenizer, folder: Path, *, chance: random.Random, options: argparse.Namespace
) -> list[list[Any]]:
    """Some epochs over the labelled texts, each text cut at another window size: single sentences must do as well."""
    rows = labelled_rows(folder)
    steps = []
    for _ in range(options.epochs):
        examples: list[data.RoleExample] = []
        for row in rows:
            examples += data.role_examples(tokenizer, [row], limit=chance.choice(ROLE_WINDOWS))
        steps += batches(examples, chance=chance)
    return steps


def stance_steps(
    tokenizer: Tokenizer, folder: Path, *, chance: random.Random, options: argparse.Namespace
) -> list[list[Any]]:
    """Inference pairs first, then epochs of voting advice, each mixed with passes over the labelled texts."""
    pairs = list(data.inference_stances(tokenizer, data.read_rows(folder / "stance/sick_nl.jsonl.gz")))
    pairs = chance.sample(pairs, min(len(pairs), options.inference_pairs))
    advice, arguments = (
        [row for row in data.read_rows(folder / "stance" / name) if row["split"] == "train"]
        for name in ("stemwijzer_gr2026.jsonl.gz", "stemwijzer_gr2026_arguments_flat.jsonl.gz")
    )
    explained = [row for row in advice if row["explanation"]]
    explained = chance.sample(explained, min(len(explained), options.advice))
    rows = labelled_rows(folder)
    steps = batches(pairs, chance=chance)
    for _ in range(options.epochs):
        mixed = [*data.advice_stances(tokenizer, explained, chance=chance)]
        mixed += data.argument_stances(tokenizer, arguments, chance=chance)
        for _ in range(TEXT_PASSES):
            mixed += data.text_stances(tokenizer, rows, limit=260, chance=chance)
        steps += batches(mixed, chance=chance)
    return steps


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Trains a network.")
    parser.add_argument("task", choices=["role", "stance"])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from, as an earlier run wrote them to its --out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--advice", type=int, default=8000)
    parser.add_argument("--inference-pairs", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=600, help="stop, with the rate decayed, after this time")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)  # noqa: S311 (reproducible, not secret)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    encoder = load_base(options.base)
    network: nn.Module = RoleNetwork(encoder) if options.task == "role" else StanceNetwork(encoder)
    if options.start:
        network.load_state_dict(load_file(options.start))
    make_steps = role_steps if options.task == "role" else stance_steps
    steps = make_steps(tokenizer, options.data, chance=chance, options=options)
    loss_of: Callable[[Any, Any], Tensor] = role_loss if options.task == "role" else stance_loss

    def keep() -> None:
        unfinished = options.out.with_suffix(".part")
        save_file({name: tensor.contiguous() for name, tensor in network.state_dict().items()}, unfinished)
        unfinished.replace(options.out)

    optimise(network, steps, loss_of, minutes=options.minutes, keep=keep)
    keep()


if __name__ == "__main__":
    main()
