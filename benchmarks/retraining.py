"""Prints what retraining gains and costs, with a simulated user who labels texts of a genre that is new to the model.

python benchmarks/retraining.py prepare SHARED --genre council --out FOLDER [--base ENCODER] [--minutes 60]
python benchmarks/retraining.py curve SHARED --genre council --model FOLDER [--seeds 5] [--at 50 100 200]
python benchmarks/retraining.py once SHARED --genre council --model FOLDER [--labels 200]
python benchmarks/retraining.py poisoned SHARED --genre council --model FOLDER [--labels 200]

`prepare` trains a role network without the genre and packs it with the rest of the shipped model. `curve` shows
sentences chosen as the dashboard chooses them beside sentences drawn by lot, and the gain after the last step with its
interval; `once` is what the button in the dashboard does, with its minutes and its whole comparison; `poisoned` the
same with labels drawn by lot. A third of the genre's texts, by hash, is never learnt from and is measured on. All
labels that are counted here are learnt from; the dashboard keeps one in three apart to measure on.
"""

import argparse
import json
import random
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import Judgement, Kind, Role, Sentence
from corpus.annotated import load_corpus_debates, load_texts, texts_of
from corpus.taught import SideLabel, TaughtText, TaughtUnit, as_taught
from models import ROLES, Model, load_model, shipped_folder, training
from models import _training_data as data
from models._network import RoleNetwork
from models._weights import load_weights, save_weights
from models.adapting import TOKENS, Corpus, adapt, as_corpus, role_tables
from pipeline._placing import rounded
from pipeline.comparison import Decision, Difference, TaskComparison, compare, compare_decisions
from pipeline.queues import Wish, choose
from pipeline.registry import explain

Spot = tuple[int, int]
POOL_TEXTS = 80
SIDES: tuple[SideLabel, ...] = ("a", "b", "neutral", "unrelated")


def read_texts(folder: Path, genre: str) -> tuple[list[TaughtText], list[TaughtText]]:
    """The texts to learn from and those to measure on."""
    rows = [row for row in data.read_rows(folder / "real/train.jsonl") if row["genre"] == genre]
    if not rows:
        raise SystemExit(f"{folder}/real/train.jsonl has no texts of the genre {genre}")
    texts = [taught_text(row, measured=zlib.crc32(row["group"].encode()) % 3 == 0) for row in rows]
    learn, measure = ([text for text in texts if text.units[0].measured is measured] for measured in (False, True))
    return learn, measure


def taught_text(row: data.Row, *, measured: bool) -> TaughtText:
    poles = {debate["id"]: [pole["statement"] for pole in debate["poles"]] for debate in row.get("debates", ())}
    debates = {debate: (a, b) for debate, (a, b) in poles.items()}
    units = zip(row["units"], data.unit_texts(row), strict=True)
    found = tuple(taught_unit(unit, text, debates, measured=measured) for unit, text in units)
    return TaughtText(id=row["id"], units=found, debates=debates)


def taught_unit(unit: data.Row, text: str, debates: Iterable[str], *, measured: bool) -> TaughtUnit:
    stances = unit.get("stances") or {}
    spoken = unit["kind"] == Kind.SENTENCE
    return TaughtUnit(
        text=text,
        kind=Kind(unit["kind"]),
        speaker=unit.get("speaker"),
        role=Role(unit["role"]) if spoken else None,
        second_role=unit.get("second_role"),
        sides={debate: stances.get(debate, "unrelated") for debate in debates} if spoken else {},
        measured=measured,
    )


def spots(texts: Sequence[TaughtText]) -> list[Spot]:
    return [(t, u) for t, text in enumerate(texts) for u, unit in enumerate(text.units) if unit.role is not None]


def revealed(texts: Sequence[TaughtText], known: set[Spot]) -> list[TaughtText]:
    """What the user has said so far; the other sentences are context."""
    return [
        replace(
            text,
            units=tuple(
                unit if (t, u) in known else replace(unit, role=None, second_role=None, sides={})
                for u, unit in enumerate(text.units)
            ),
        )
        for t, text in enumerate(texts)
        if any(spot[0] == t for spot in known)
    ]


def chosen(model: Model, texts: Sequence[TaughtText], known: set[Spot], *, count: int) -> list[Spot]:
    """The sentences that the dashboard would ask about next."""
    tables = role_tables(model, texts)
    sentences = {spot: as_sentence(spot, texts, tables[spot[0]][spot[1]] or ()) for spot in spots(texts)}
    wanted = [one for spot, one in sentences.items() if spot not in known]
    seen = [sentences[spot] for spot in sorted(known)]
    by_id = {one.id: spot for spot, one in sentences.items()}
    return [by_id[identity] for identity in choose(wanted, Wish(), count=count, seen=seen)]


def as_sentence(spot: Spot, texts: Sequence[TaughtText], scores: Sequence[float]) -> Sentence:
    text = texts[spot[0]].units[spot[1]].text
    role = Role(ROLES[int(np.argmax(scores))])
    judgement = Judgement(role=role, role_scores=rounded(ROLES, scores))
    return Sentence(id=f"{spot}", document="d", start=0, end=len(text), text=text, judgement=judgement)


def said_roles(model: Model, held: Sequence[TaughtText]) -> list[tuple[str, str, str]]:
    """Text, label and answer of each sentence that is measured on."""
    tables = role_tables(model, held)
    return [
        (held[t].id, str(held[t].units[u].role), ROLES[int(np.argmax(np.asarray(tables[t][u])))])
        for t, u in spots(held)
    ]


def difference(before: Sequence[tuple[str, str, str]], after: Sequence[tuple[str, str, str]]) -> Difference:
    pairs = zip(before, after, strict=True)
    decisions = [Decision(group=old[0], gold=old[1], before=old[2], after=new[2]) for old, new in pairs]
    return compare_decisions(decisions, task="role", place="own").overall


Said = list[tuple[str, str, str]]


def learn(options: argparse.Namespace, *, seed: int, active: bool) -> Iterator[tuple[int, Said]]:
    """What the model says on the held-out texts after each number of labels."""
    pool, held = read_texts(options.shared, options.genre)
    chance = random.Random(seed)  # noqa: S311 (reproducible, not secret)
    texts = chance.sample(pool, min(POOL_TEXTS, len(pool)))
    # Temperatures change no answer, so nothing is calibrated.
    corpus = Corpus(train=as_corpus(load_texts(), load_corpus_debates()).train, dev=[])
    model, known = load_model(options.model), set[Spot]()
    for count in options.at:
        left = [spot for spot in spots(texts) if spot not in known]
        new = count - len(known)
        known.update(chosen(model, texts, known, count=new) if active else chance.sample(left, new))
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "model"
            adapt(
                options.model,
                revealed(texts, known),
                out=out,
                corpus=corpus,
                seed=seed,
                tokens=options.tokens,
                tasks=["role"],
            )
            model = load_model(out)
        yield count, said_roles(model, held)


def curve(options: argparse.Namespace) -> None:
    start = said_roles(load_model(options.model), read_texts(options.shared, options.genre)[1])
    print(f"  0 labels: macro-F1 {difference(start, start).before:.3f} on {len(start)} held-out sentences", flush=True)
    for active in (False, True):
        name = "chosen" if active else "by lot"
        said: dict[int, list[Said]] = {count: [] for count in options.at}
        for seed in range(1, options.seeds + 1):
            began = time.monotonic()
            for count, answers in learn(options, seed=seed, active=active):
                said[count].append(answers)
                row = {"sentences": name, "seed": seed, "labels": count, "macro_f1": difference(start, answers).after}
                print(json.dumps(row | {"minutes": round((time.monotonic() - began) / 60, 2)}), flush=True)
        for count, runs in said.items():
            values = [difference(start, answers).after for answers in runs]
            every = [row for answers in runs for row in answers]
            gain = difference(start * len(runs), every)
            print(f"{count:>3} labels {name}: macro-F1 {np.mean(values):.3f} +- {np.std(values):.3f}", end=", ")
            print(f"gain {gain.after - gain.before:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]", flush=True)


def once(options: argparse.Namespace, *, spoil: Callable[[TaughtUnit], TaughtUnit] = lambda unit: unit) -> None:
    """One retraining as the dashboard does it, on labels that `spoil` may have changed."""
    pool, held = read_texts(options.shared, options.genre)
    chance = random.Random(options.seed)  # noqa: S311 (reproducible, not secret)
    texts = chance.sample(pool, min(POOL_TEXTS, len(pool)))
    start = load_model(options.model)
    known = set(chosen(start, texts, set(), count=options.labels))
    texts = [replace(text, units=tuple(map(spoil, text.units))) for text in texts]
    # As in the dashboard, one random sentence to measure on for two that are learnt from; its user is no better there.
    measured = revealed(held, set(chance.sample(spots(held), options.labels // 2))) if options.poisoned else held
    measured = [replace(text, units=tuple(map(spoil, text.units))) for text in measured]
    corpus, debates = load_texts(), load_corpus_debates()
    with tempfile.TemporaryDirectory() as folder:
        out, began, busy = Path(folder) / "model", time.monotonic(), time.process_time()
        taught = [*revealed(texts, known), *measured]
        report = adapt(options.model, taught, out=out, corpus=as_corpus(corpus, debates), seed=options.seed)
        trained = time.monotonic()
        tests = list(as_taught(texts_of("test"), debates))
        verdict = compare(taught, tests, shipped=start, before=start, after=load_model(out))
        ended, spent = time.monotonic(), time.process_time()
    steps = ", ".join(f"{count} steps of {task}" for task, count in report.steps.items())
    print(f"{options.labels} labels: {(trained - began) / 60:.1f} min to learn ({steps}), ", end="")
    print(f"{(ended - trained) / 60:.1f} min to compare; {(spent - busy) / 60:.1f} min of one core in all")
    for comparison in verdict.comparisons:
        show(comparison)
    for sense in verdict.senses:
        print(f"{sense.task}: kappa with the model {sense.with_model}, with each other {sense.with_each_other}")
    refusals = [explain(one, "en") for one in verdict.refusals]
    print(f"refused: {'; '.join(refusals)}" if refusals else "may be taken into use")


def show(comparison: TaskComparison) -> None:
    for one in (comparison.overall, *comparison.classes):
        where = f"{comparison.task}, {comparison.place}, {one.label} ({one.count} in {comparison.texts} texts)"
        print(f"{where}: F1 {one.before:.3f} to {one.after:.3f} [{one.low:+.3f}, {one.high:+.3f}]")


def poisoned(options: argparse.Namespace) -> None:
    chance = random.Random(options.seed + 1)  # noqa: S311 (reproducible, not secret)

    def spoil(unit: TaughtUnit) -> TaughtUnit:
        if unit.role is None:
            return unit
        sides = {debate: chance.choice(SIDES) for debate in unit.sides}
        return replace(unit, role=chance.choice(tuple(Role)), second_role=None, sides=sides)

    once(options, spoil=spoil)


def prepare(options: argparse.Namespace) -> None:
    """A model whose role network never saw the genre."""
    chance = random.Random(options.seed)  # noqa: S311 (reproducible, not secret)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    rows = [row for row in data.read_sources(options.shared).taught if row["genre"] != options.genre]
    network = RoleNetwork(training.load_base(options.base))
    recipe = training.change(training.RECIPES["role"], {"minutes": options.minutes})
    steps = []
    for _ in range(options.epochs):
        examples = list(data.role_examples(tokenizer, rows, limit=260))
        steps += [[batch] for batch in training.batches(examples, tokens=recipe.tokens, chance=chance)]
    training.optimise(network, steps, training.role_loss, recipe=recipe)
    shutil.copytree(options.model, options.out)
    states = load_weights(options.model / "model.safetensors")
    save_weights({**states, "role": network.state_dict()}, options.out / "model.safetensors")


def main() -> None:
    parser = argparse.ArgumentParser(description="Prints what retraining gains and costs.")
    parser.add_argument("what", choices=["prepare", "curve", "once", "poisoned"])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--genre", required=True)
    parser.add_argument("--model", type=Path, default=shipped_folder(), help="the model to start from")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--labels", type=int, default=200)
    parser.add_argument("--tokens", type=int, default=TOKENS, help="of reading in each retraining of a curve")
    parser.add_argument("--base", type=Path, help="for prepare: the encoder to train from")
    parser.add_argument("--out", type=Path, help="for prepare: a new folder")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    options.poisoned = options.what == "poisoned"
    {"prepare": prepare, "curve": curve, "once": once, "poisoned": poisoned}[options.what](options)


if __name__ == "__main__":
    main()
