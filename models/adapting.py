"""Teaches a model what a user judged, without forgetting the shipped corpus; writes a new model beside it."""

import dataclasses
import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from corpus import DebatkaartError, Kind
from corpus.annotated import CorpusDebate, LabelledText
from corpus.taught import TaughtText
from models import _training_data as data
from models._calibration import Array, Calibration, lean_together, save_calibration
from models._hf import freeze, new_encoder, read_config, use_plain_attention
from models._lessons import Step, compose, replay_rows, role_examples, stance_examples
from models._model import FILES, Model, load_model
from models._network import ROLES, STANCES, RoleNetwork, StanceNetwork, best_device
from models._weights import load_weights, save_weights
from models.packing import temperature
from models.training import FROZEN_LAYERS, role_loss, stance_loss

Task = Literal["role", "stance"]
Progress = Callable[[str, float], None]
LogsOf = Callable[[Model, Sequence[data.Row]], tuple[Array, Array]]

# Lower than in the first training: the network knows its task, and a few judgements must not overturn it.
ENCODER_RATE, HEAD_RATE = 5e-5, 5e-4
WARM_UP = 0.1
# What a user says counts this much more than as many windows of the corpus.
OWN_WEIGHT = 2.0
PASSES = 8
# Tokens read in training each network: a minute or so on two cores.
TOKENS = 100_000
REPLAY_TEXTS = 120
NAME = "debatkaart-nl (bijgeleerd)"
# How the folder of a model begins that is being written; nobody reads it, and a crash may leave it.
UNFINISHED = ".unfinished-"
# Reading with gradients costs about this many times as much as reading alone.
TRAINING_COST = 3


class AdaptCancelled(DebatkaartError):
    """The user stopped the retraining."""

    templates = {"nl": "Het bijleren is gestopt.", "en": "Retraining was stopped."}


class NothingTaught(DebatkaartError):
    """There is no judgement to learn from."""

    templates = {
        "nl": "Er zijn nog geen oordelen om van te leren; label eerst zinnen.",
        "en": "There are no judgements to learn from yet; label sentences first.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a retraining did.

    Attributes:
        steps: Steps made for each network; a network without steps stayed as it was.
        losses: Mean loss on the user's examples in the first and in the last tenth of the steps.
    """

    name: str
    steps: Mapping[Task, int]
    losses: Mapping[Task, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How a retraining is followed: what is told, and what stops it."""

    tell: Progress = lambda _stage, _share: None
    cancelled: Callable[[], bool] = lambda: False

    def check(self) -> None:
        """Stop here where the user asked for it.

        Raises:
            AdaptCancelled: the user did.
        """
        if self.cancelled():
            raise AdaptCancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Labelled rows that keep the model from forgetting (train) and that calibrate it (dev)."""

    train: Sequence[data.Row]
    dev: Sequence[data.Row]


def as_corpus(texts: Sequence[LabelledText], debates: Sequence[CorpusDebate]) -> Corpus:
    """Rows of labelled texts; a debate of the test split stays out of them."""
    known = {debate.id: debate.model_dump() for debate in debates if debate.split != "test"}

    def row(text: LabelledText) -> data.Row:
        own = [known[name] for name in text.debates if name in known]
        return text.model_dump(mode="json", exclude_none=True) | {"group": text.id, "debates": own}

    train, dev = ([row(text) for text in texts if text.split == split] for split in ("train", "dev"))
    return Corpus(train=train, dev=dev)


def adapt(
    model_folder: Path,
    taught: Sequence[TaughtText],
    *,
    out: Path,
    corpus: Corpus,
    seed: int = 1,
    tokens: int = TOKENS,
    tasks: Sequence[Task] = ("role", "stance"),
    watch: Watch | None = None,
) -> Report:
    """Writes a complete model to the folder `out`, which is there whole or not at all.

    Units that are measured on are not learnt from, nor are repetitions of them. The same input on the same
    machine gives the same model.

    Args:
        model_folder: The model to start from.
        out: A new folder.
        corpus: What it was trained on, or resembles it.
        tokens: How much to read at most in training each network.
        watch: Is told the stage ("role", "stance", "calibrate") and the share of all work that is done.

    Raises:
        NothingTaught: no judgement to learn from.
        AdaptCancelled: `watch` said to stop; nothing is left in `out`.
    """
    watch = watch or Watch()
    torch.manual_seed(seed)
    plan = _plan(model_folder, taught, corpus, seed=seed, tokens=tokens, tasks=tasks)
    if not plan.role and not plan.stance:
        raise NothingTaught
    states = load_weights(model_folder / "model.safetensors")
    losses: dict[Task, tuple[float, float]] = {}
    if plan.role:
        losses["role"] = _teach_role(states, model_folder, plan, watch)
    if plan.stance:
        losses["stance"] = _teach_stance(states, model_folder, plan, watch)
    with _aside(out) as folder:
        _write(states, source=model_folder, folder=folder)
        watch.tell("calibrate", plan.share(plan.training))
        _calibrate(folder, start=model_folder, rows=corpus.dev, plan=plan)
        watch.check()
    return Report(
        name=load_model(out).name,
        steps={"role": len(plan.role), "stance": len(plan.stance)},
        losses=losses,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """All steps, and how much work they are."""

    role: list[Step[data.RoleExample]]
    stance: list[Step[data.StanceExample]]
    calibration: int

    @property
    def training(self) -> int:
        return TRAINING_COST * sum(step.tokens for steps in (self.role, self.stance) for step in steps)

    def share(self, work: float) -> float:
        return min(1.0, work / max(1, self.training + self.calibration))


def _plan(
    folder: Path, taught: Sequence[TaughtText], corpus: Corpus, *, seed: int, tokens: int, tasks: Sequence[Task]
) -> _Plan:
    chance = random.Random(seed)  # noqa: S311 (reproducible, not secret)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    rows = replay_rows(corpus.train, size=REPLAY_TEXTS, chance=chance)
    own_roles = list(role_examples(tokenizer, taught)) if "role" in tasks else []
    own_stances = list(stance_examples(tokenizer, taught)) if "stance" in tasks else []
    roles = list(data.role_examples(tokenizer, rows, limit=200)) if own_roles else []
    stances = list(data.text_stances(tokenizer, rows, limit=200, chance=chance)) if own_stances else []
    return _Plan(
        role=compose(own_roles, roles, tokens=tokens, passes=PASSES, chance=chance),
        stance=compose(own_stances, stances, tokens=tokens, passes=PASSES, chance=chance),
        # Every text is read for its roles and, with two statements each, for some debates.
        calibration=sum(len(row["text"]) for row in corpus.dev),
    )


def _teach_role(states: dict[str, dict[str, Tensor]], folder: Path, plan: _Plan, watch: Watch) -> tuple[float, float]:
    network = RoleNetwork(new_encoder(read_config(folder)))
    network.load_state_dict(states["role"])
    losses = _optimise(
        network, plan.role, role_loss, tell=lambda work: watch.tell("role", plan.share(work)), watch=watch
    )
    states["role"] = dict(network.cpu().state_dict())
    return losses


def _teach_stance(states: dict[str, dict[str, Tensor]], folder: Path, plan: _Plan, watch: Watch) -> tuple[float, float]:
    network = StanceNetwork(new_encoder(read_config(folder)))
    network.load_state_dict(states["stance"])
    before = TRAINING_COST * sum(step.tokens for step in plan.role)

    def tell(work: float) -> None:
        watch.tell("stance", plan.share(before + work))

    losses = _optimise(network, plan.stance, stance_loss, tell=tell, watch=watch)
    states["stance"] = dict(network.cpu().state_dict())
    return losses


def _optimise(
    network: RoleNetwork | StanceNetwork,
    steps: Sequence[Step[Any]],
    loss_of: Callable[[Any, Any], Tensor],
    *,
    tell: Callable[[float], None],
    watch: Watch,
) -> tuple[float, float]:
    """One pass over the steps with AdamW, warm-up and linear decay; the user's loss at the start and at the end."""
    network.to(best_device())
    use_plain_attention(network.encoder)
    freeze(network.encoder, layers=FROZEN_LAYERS)
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": part, "lr": rate} for part, rate in ((body, ENCODER_RATE), (heads, HEAD_RATE)) if part]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _factor(step / len(steps)))
    told: list[float] = []
    work = 0
    for step in steps:
        watch.check()
        with torch.autocast(network.encoder.device.type, dtype=torch.bfloat16):
            own = loss_of(network, step.own)
            loss = OWN_WEIGHT * own + (loss_of(network, step.replay) if step.replay else 0.0)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimiser.step()
        rate.step()
        optimiser.zero_grad(set_to_none=True)
        told.append(float(own.detach()))
        work += TRAINING_COST * step.tokens
        tell(work)
    tenth = max(1, len(told) // 10)
    return float(np.mean(told[:tenth])), float(np.mean(told[-tenth:]))


def _factor(done: float) -> float:
    return max(0.0, min((done + 0.01) / WARM_UP, (1 - done) / (1 - WARM_UP)))


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when all went well, and is gone otherwise."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{out.name}.", dir=out.parent))
    try:
        yield folder
        for path in folder.iterdir():
            _settle(path)
        folder.chmod(0o755)
        folder.rename(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(path: Path) -> None:
    """What is written is on the disk before the folder gets its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write(states: Mapping[str, Mapping[str, Tensor]], *, source: Path, folder: Path) -> None:
    """A complete model whose calibration changes nothing yet."""
    save_weights(states, folder / "model.safetensors")
    for name in set(FILES) - {"model.safetensors", "calibration.json", "config.json"}:
        shutil.copyfile(source / name, folder / name)
    described = json.loads((source / "config.json").read_text(encoding="utf-8")) | {"name": NAME}
    (folder / "config.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    save_calibration(Calibration(), folder / "calibration.json")


def _calibrate(folder: Path, *, start: Path, rows: Sequence[data.Row], plan: _Plan) -> None:
    """Fits the temperatures of what was taught; the rest was fitted on more texts than a user's computer has."""
    model, old = load_model(folder), load_model(start)
    fitted = old.calibration
    if plan.role and rows:
        fitted = dataclasses.replace(fitted, role_temperature=_refitted(role_logs, model, old, rows))
    debated = [row for row in rows if row["debates"]]
    if plan.stance and debated:
        fitted = dataclasses.replace(fitted, stance_temperature=_refitted(stance_logs, model, old, debated))
    save_calibration(fitted, folder / "calibration.json")


def _refitted(logs_of: LogsOf, model: Model, old: Model, rows: Sequence[data.Row]) -> float:
    """The temperature that makes `model`, whose own is still 1, as sure of these texts as `old` was by rights.

    Both are fitted on the same texts, so that what is peculiar to them cancels out.
    """
    return temperature(*logs_of(model, rows)) / temperature(*logs_of(old, rows))


def role_logs(model: Model, rows: Sequence[data.Row]) -> tuple[Array, Array]:
    """Log probabilities (n, 5) of the roles of the sentences in labelled texts, and the labels (n,)."""
    read = model.label([data.unit_texts(row) for row in rows])
    pairs = [pair for row, text in zip(rows, read, strict=True) for pair in zip(row["units"], text.units, strict=True)]
    spoken = [(unit, scores) for unit, scores in pairs if unit["kind"] == Kind.SENTENCE]
    logs = np.log(np.array([scores.roles for _, scores in spoken]) + 1e-9)
    return logs, np.array([ROLES.index(unit["role"]) for unit, _ in spoken])


def stance_logs(model: Model, rows: Sequence[data.Row]) -> tuple[Array, Array]:
    """Log probabilities (n, 4) of the stances on the first pole of each text's debates, and the labels (n,)."""
    requests, labels = [], []
    for row in rows:
        spoken = [unit for unit in row["units"] if unit["kind"] == Kind.SENTENCE]
        texts = [row["text"][unit["start"] : unit["end"]] for unit in spoken]
        for debate in row["debates"]:
            requests.append((debate["poles"][0]["statement"], texts))
            sides = ((unit.get("stances") or {}).get(debate["id"]) for unit in spoken)
            labels += [STANCES.index(data.STANCE_OF_SIDE[side] if side else "unrelated") for side in sides]
    return np.log(np.concatenate(model.read_stances(requests)) + 1e-9), np.array(labels)


def role_tables(model: Model, taught: Sequence[TaughtText]) -> list[list[tuple[float, ...] | None]]:
    """Scores of the roles of each unit of each text, judged as the pipeline does; None for boilerplate."""
    contexts = [[n for n, unit in enumerate(text.units) if unit.kind != "boilerplate"] for text in taught]
    read = model.label([[text.units[n].text for n in places] for text, places in zip(taught, contexts, strict=True)])
    found: list[list[tuple[float, ...] | None]] = []
    for text, places, labelled in zip(taught, contexts, read, strict=True):
        table: list[tuple[float, ...] | None] = [None] * len(text.units)
        for place, unit in zip(places, labelled.units, strict=True):
            table[place] = unit.roles
        found.append(table)
    return found


def side_tables(model: Model, text: TaughtText) -> Iterator[tuple[str, list[int], Array]]:
    """For each debate that a side is given in its id, the places of the sentences, and their scores as in SIDES."""
    places = [n for n, unit in enumerate(text.units) if unit.kind == "sentence"]
    asked = [debate for debate in text.debates if any(debate in unit.sides for unit in text.units)]
    if not places or not asked:
        return
    speakers = [text.units[n].speaker for n in places]
    tables = model.sides([text.debates[debate] for debate in asked], [text.units[n].text for n in places])
    for debate, table in zip(asked, tables, strict=True):
        yield debate, places, lean_together(table, speakers, weight=model.calibration.lean)
