"""Trains the role and stance networks from a base encoder.

python -m models.training role|stance --base FOLDER --out FILE [--data FOLDER] [--resume] [--epochs 2 ...]
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from corpus import ModelError
from models import _training_data as data
from models._checkpoint import Course, read_course, read_network, restore, write_checkpoint
from models._hf import freeze, longest_window, new_encoder, read_config, use_plain_attention
from models._network import RoleNetwork, StanceNetwork, best_device
from models._windows import collate, pack

Task = Literal["role", "stance"]
Network = RoleNetwork | StanceNetwork
LossOf = Callable[[Any, Any], Tensor]

KIND_WEIGHT, RELATION_WEIGHT = 0.3, 0.5
# Most pairs have no relation; an attack is one pair in a hundred.
RELATION_CLASS_WEIGHTS = (0.3, 1.0, 3.0)
# Two thirds of what is read in texts is about another debate.
STANCE_CLASS_WEIGHTS = (1.0, 1.0, 1.0, 0.5)
# The embeddings and the lowest layers stay as they are in the base, which both networks share.
FROZEN_LAYERS = 4
REPORT_EVERY = 20
# What is trained so far is kept every so many steps.
KEEP_EVERY = 200


class RecipeRefused(ModelError):
    """A recipe holds what is none of its options, or a value that cannot be."""

    templates = {
        "nl": "Het recept kan niet met {name} = {value}; zie RECIPES in models/training.py voor de mogelijkheden.",
        "en": "The recipe cannot have {name} = {value}; see RECIPES in models/training.py for what is possible.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a network is trained.

    Attributes:
        epochs: Passes over all examples.
        steps: Stop after this many, however many there are.
        minutes: Stop after this time, with the rate decayed; another machine then gives other weights.
        tokens: Read in one batch.
        accumulation: Batches in one step.
        warm_up: Share of the training in which the rates rise.
        windows: Tokens of context that texts are cut into, drawn for each text (role) or pass (stance).
        text_passes: Passes over the texts in an epoch of stance, each with one of the two poles.
        advice: Explanations in an epoch of stance, at most.
        inference_pairs: Pairs of premise and hypothesis that stance begins with, at most.
    """

    epochs: int = 2
    steps: int | None = None
    minutes: float | None = None
    seed: int = 1
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    frozen_layers: int = FROZEN_LAYERS
    tokens: int = 1024
    accumulation: int = 1
    windows: tuple[int, ...] = (260,)
    text_passes: int = 2
    advice: int = 100_000
    inference_pairs: int = 4000

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not (value is None and name in {"steps", "minutes"}) and not _fits(name, value):
                raise RecipeRefused(name=name, value=value)


def _fits(name: str, value: object) -> bool:
    if name == "windows":
        return isinstance(value, tuple) and value != () and all(type(one) is int and one >= 10 for one in value)
    if name in {"minutes", "encoder_rate", "head_rate", "warm_up"}:
        return isinstance(value, float | int) and value > 0 and (name != "warm_up" or value < 1)
    least = 1 if name in {"epochs", "steps", "tokens", "accumulation"} else 0
    return type(value) is int and value >= least


# Of the shipped model: single sentences must do as well as whole texts.
RECIPES: Mapping[Task, Recipe] = {
    "role": Recipe(epochs=3, windows=(30, 60, 120, 260, 320)),
    "stance": Recipe(epochs=2),
}


def change(recipe: Recipe, options: Mapping[str, Any]) -> Recipe:
    """The recipe with other values, as JSON holds them.

    Raises:
        RecipeRefused: one of them cannot be.
    """
    for name in options:
        if name not in {field.name for field in fields(Recipe)}:
            raise RecipeRefused(name=name, value=options[name])
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in options.items()}
    return replace(recipe, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a training tells while it goes on.

    Attributes:
        loss: Mean loss since it told last.
        seconds_left: At the pace so far.
    """

    task: Task
    step: int
    of: int
    share: float
    loss: float
    seconds_left: float


def load_base(folder: Path, *, frozen_layers: int = FROZEN_LAYERS) -> Any:
    """The encoder in a folder, with its frozen part frozen."""
    encoder = new_encoder(read_config(folder))
    encoder.load_state_dict(load_file(folder / "model.safetensors"))
    use_plain_attention(encoder)
    freeze(encoder, layers=frozen_layers)
    return encoder


def role_loss(network: RoleNetwork, examples: Sequence[data.RoleExample]) -> Tensor:
    """Cross-entropy of roles (soft), kinds and relations."""
    segments, roles, kinds = network(collate([example.window for example in examples], network.marks))
    device = roles.device
    role_target = torch.zeros(roles.shape)
    kind_target = torch.full(kinds.shape[:2], data.IGNORED)
    for row, example in enumerate(examples):
        role_target[row, : len(example.roles)] = torch.tensor(example.roles)
        kind_target[row, : len(example.kinds)] = torch.tensor(example.kinds)
    role_target, kind_target = role_target.to(device), kind_target.to(device)
    present = kind_target != data.IGNORED
    loss = nn.functional.cross_entropy(roles[present].float(), role_target[present])
    loss = loss + KIND_WEIGHT * nn.functional.cross_entropy(kinds[present].float(), kind_target[present])
    pairs = [(row, *relation) for row, example in enumerate(examples) for relation in example.relations]
    if pairs:
        row, source, target, label = torch.tensor(pairs, device=device).T
        logits = network.relate(segments[row, source], segments[row, target], target - source)
        weights = torch.tensor(RELATION_CLASS_WEIGHTS, device=device)
        loss = loss + RELATION_WEIGHT * nn.functional.cross_entropy(logits.float(), label, weight=weights)
    return loss


def stance_loss(network: StanceNetwork, examples: Sequence[data.StanceExample]) -> Tensor:
    """Cross-entropy of the known stances."""
    logits = network(collate([example.window for example in examples], network.marks))
    target = torch.full(logits.shape[:2], data.IGNORED)
    for row, example in enumerate(examples):
        target[row, : len(example.stances)] = torch.tensor(example.stances)
    weights = torch.tensor(STANCE_CLASS_WEIGHTS, device=logits.device)
    return nn.functional.cross_entropy(
        logits.float().flatten(0, 1), target.flatten().to(logits.device), weight=weights, ignore_index=data.IGNORED
    )


LOSSES: Mapping[Task, LossOf] = {"role": role_loss, "stance": stance_loss}


def batches(examples: Sequence[Any], *, tokens: int, chance: random.Random) -> list[list[Any]]:
    """Examples in random order, in groups of similar length that fill the token budget."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    groups = []
    for start in range(0, len(order), 512):
        chunk = [(number, examples[number].window) for number in order[start : start + 512]]
        groups += [[examples[number] for number in group] for group in pack(chunk, budget=tokens)]
    chance.shuffle(groups)
    return groups


def role_batches(
    tokenizer: Tokenizer, sources: data.Sources, *, recipe: Recipe, longest: int, chance: random.Random
) -> list[list[data.RoleExample]]:
    """Some epochs over the labelled texts, each text cut at another window size: single sentences must do as well."""
    rows = sources.taught
    found = []
    for _ in range(recipe.epochs):
        examples: list[data.RoleExample] = []
        for row in rows:
            examples += data.role_examples(tokenizer, [row], limit=min(longest, chance.choice(recipe.windows)))
        found += batches(examples, tokens=recipe.tokens, chance=chance)
    return found


def stance_batches(
    tokenizer: Tokenizer, sources: data.Sources, *, recipe: Recipe, longest: int, chance: random.Random
) -> list[list[data.StanceExample]]:
    """Inference pairs first, then epochs of voting advice, each mixed with passes over the labelled texts."""
    pairs = list(data.inference_stances(tokenizer, sources.inference))
    pairs = chance.sample(pairs, min(len(pairs), recipe.inference_pairs))
    explained = [row for row in sources.advice if row["explanation"]]
    explained = chance.sample(explained, min(len(explained), recipe.advice))
    rows = sources.taught
    found = batches(pairs, tokens=recipe.tokens, chance=chance)
    for _ in range(recipe.epochs):
        mixed = [*data.advice_stances(tokenizer, explained, chance=chance)]
        mixed += data.argument_stances(tokenizer, sources.arguments, chance=chance)
        for _ in range(recipe.text_passes):
            limit = min(longest, chance.choice(recipe.windows))
            mixed += data.text_stances(tokenizer, rows, limit=limit, chance=chance)
        fitting = [example for example in mixed if example.window.size <= longest]
        found += batches(fitting, tokens=recipe.tokens, chance=chance)
    return found


def make_steps(task: Task, base: Path, sources: data.Sources, recipe: Recipe) -> list[list[list[Any]]]:
    """The batches of each step; the same recipe and sources give the same ones."""
    chance = random.Random(recipe.seed)  # noqa: S311 (reproducible, not secret)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    make = role_batches if task == "role" else stance_batches
    longest = longest_window(read_config(base))
    found: list[Any] = make(tokenizer, sources, recipe=recipe, longest=longest, chance=chance)
    size = recipe.accumulation
    return [found[start : start + size] for start in range(0, len(found), size)][: recipe.steps]


def optimise(
    network: Network,
    steps: Sequence[Sequence[Sequence[Any]]],
    loss_of: LossOf,
    *,
    recipe: Recipe,
    resume_from: Path | None = None,
    keep: Callable[[Course, torch.optim.Optimizer], None] = lambda _course, _optimiser: None,
    tell: Callable[[Course, float], None] = lambda _course, _share: None,
) -> Course:
    """One pass over the given steps, or as far as the minutes go, with AdamW, warm-up and linear decay.

    Args:
        resume_from: A checkpoint of this training to go on from.
        keep: Is called every KEEP_EVERY steps.
        tell: Is called every REPORT_EVERY steps, with the share that is done.
    """
    network.to(best_device())
    optimiser = new_optimiser(network, recipe)
    course = restore(resume_from, network, optimiser) if resume_from else Course(of=len(steps))
    began = time.monotonic() - course.seconds

    def share_done() -> float:
        return max(course.step / len(steps), course.seconds / 60 / recipe.minutes if recipe.minutes else 0)

    while not course.finished and steps:
        set_rates(optimiser, recipe, done=share_done())
        course.pending += make_step(network, optimiser, steps[course.step], loss_of)
        course.step += 1
        course.seconds = time.monotonic() - began
        course.finished = share_done() >= 1
        if course.step % REPORT_EVERY == 0:
            course.losses.append((course.step, course.pending / REPORT_EVERY))
            course.pending = 0.0
            tell(course, share_done())
        if course.step % KEEP_EVERY == 0:
            keep(course, optimiser)
    return course


def new_optimiser(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW over all that is not frozen, the heads at their own rate."""
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    for parameter in (*body, *heads):
        # Never None: a head that a step does not use is moved all the same, also in the first step after a resumption.
        parameter.grad = torch.zeros_like(parameter)
    groups = [{"params": body, "peak": recipe.encoder_rate}, {"params": heads, "peak": recipe.head_rate}]
    return torch.optim.AdamW([group for group in groups if group["params"]], weight_decay=0.01, fused=True)


def set_rates(optimiser: torch.optim.Optimizer, recipe: Recipe, *, done: float) -> None:
    """Warm-up, then linear decay, by the share of the training that is done."""
    factor = max(0.0, min((done + 0.001) / recipe.warm_up, (1 - done) / (1 - recipe.warm_up)))
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * factor


def make_step(
    network: Network, optimiser: torch.optim.Optimizer, step: Sequence[Sequence[Any]], loss_of: LossOf
) -> float:
    """One step over some batches; the mean of their losses."""
    total = 0.0
    for batch in step:
        with torch.autocast(network.encoder.device.type, dtype=torch.bfloat16):
            loss = loss_of(network, batch) / len(step)
        loss.backward()  # type: ignore[no-untyped-call]
        total += float(loss.detach())
    nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=False)
    return total


def train_network(
    task: Task,
    base: Path,
    sources: data.Sources,
    *,
    recipe: Recipe,
    out: Path,
    start: Path | None = None,
    resume: bool = False,
    tell: Callable[[Progress], None] = lambda _progress: None,
) -> Course:
    """Trains one network and writes its weights to a file; until it is done, the file holds all to go on from.

    Where the file has a finished training already, `resume` leaves it as it is.

    Args:
        base: A folder with the encoder: config.json, tokenizer.json, model.safetensors.
        start: Weights to go on from, as an earlier training wrote them.
        resume: Go on with the training in `out`, if there is one.
    """
    resume = resume and out.exists()
    if resume and (course := read_course(out)).finished:
        return course
    torch.manual_seed(recipe.seed)
    encoder = load_base(base, frozen_layers=recipe.frozen_layers)
    network: Network = RoleNetwork(encoder) if task == "role" else StanceNetwork(encoder)
    if start:
        network.load_state_dict(read_network(start))

    def say(course: Course, share: float) -> None:
        left = course.seconds * (1 / share - 1)
        loss = course.losses[-1][1]
        tell(Progress(task=task, step=course.step, of=course.of, share=share, loss=loss, seconds_left=left))

    course = optimise(
        network,
        make_steps(task, base, sources, recipe),
        LOSSES[task],
        recipe=recipe,
        resume_from=out if resume else None,
        keep=lambda course, optimiser: write_checkpoint(out, network, course, optimiser=optimiser),
        tell=say,
    )
    write_checkpoint(out, network, course)
    return course


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description="Trains a network.")
    parser.add_argument("task", choices=["role", "stance"])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from, as an earlier run wrote them to its --out")
    parser.add_argument("--resume", action="store_true", help="go on with the run that wrote to --out")
    names = [field.name for field in fields(Recipe)]
    for name in names:
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, type=json.loads, help="as JSON")
    options = parser.parse_args()
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    course = train_network(
        options.task,
        options.base,
        data.read_sources(options.data),
        recipe=change(RECIPES[options.task], given),
        out=options.out,
        start=options.start,
        resume=options.resume,
        tell=lambda progress: print(json.dumps(asdict(progress)), flush=True),  # noqa: T201
    )
    print(json.dumps({"steps": course.step, "of": course.of, "minutes": round(course.seconds / 60, 1)}))  # noqa: T201


if __name__ == "__main__":
    main()
