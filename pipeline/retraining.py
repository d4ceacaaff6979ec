"""Retraining in a process of its own, which outlives the window that started it.

`retraining/` under the home folder holds the job, the state (replaced whole at every change), a log, and a lock that
the process holds as long as it lives: whoever finds the state "running" without the lock knows that it died.
"""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from corpus import DebatkaartError, Kind, Language, Role
from corpus.annotated import CorpusDebate, LabelledText, load_corpus_debates, load_texts
from corpus.taught import SideLabel, TaughtRelation, TaughtText, TaughtUnit, as_taught
from pipeline._files import write_aside
from pipeline.comparison import compare
from pipeline.registry import (
    Held,
    KeptModel,
    clear_unfinished,
    folder_in_use,
    hold,
    keep_report,
    models_folder,
)
from pipeline.store import FILE, VARIABLE, home_folder

if TYPE_CHECKING:
    from pipeline.judgements import LabelledDocument, LabelledSentence
    from pipeline.labels.label import Link

# ruff: noqa: PLC0415 - torch is imported by the process that trains, not by those that look at it.

FOLDER = "retraining"
Status = Literal["running", "done", "failed", "cancelled", "died"]
Stage = Literal["start", "prepare", "role", "stance", "calibrate", "compare"]
Task = Literal["role", "stance"]
TASKS: tuple[Task, ...] = ("role", "stance")
# The part of the time that goes into making the model; the rest goes into comparing it.
ADAPTING = 0.6
# Fewer judgements than this teach a task nothing but noise.
LEAST_LABELS = 10
SECONDS_BETWEEN_STATES = 0.5
# Somebody who looks whether the lock is free holds it for a moment.
SECONDS_TO_ASK = 1.0
# How long a process that was started may take until it holds the lock; a busy computer needs most of this.
SECONDS_TO_START = 120.0
# Before that much is done, a guess at what is left would jump about.
LEAST_SHARE = 0.03


class AlreadyRetraining(DebatkaartError):
    """One retraining at a time."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Er wordt al bijgeleerd; zie debatkaart retrain --status of stop het met --cancel.",
        "en": "A retraining is running already; see debatkaart retrain --status or stop it with --cancel.",
    }


class NotRetraining(DebatkaartError):
    """There is nothing to stop."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Er wordt nu niet bijgeleerd.",
        "en": "No retraining is running.",
    }


class TooFewLabels(DebatkaartError):
    """There is too little to learn from."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Er zijn te weinig oordelen om van te leren: {role} over rollen en {stance} over kanten, buiten de "
        "willekeurige zinnen die voor het meten apart blijven; het begint bij {least}.",
        "en": "There are too few judgements to learn from: {role} of roles and {stance} of sides, without the random "
        "sentences that are kept for measuring; it starts at {least}.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to train.

    Attributes:
        tasks: What to teach, where there are enough judgements of it.
        tokens: How much to read in training each network; None for what is usual.
        base: The folder of the model to start from; None for the shipped one.
        corpus: A folder with another documents.jsonl and debates.json; None for the shipped ones.
    """

    seed: int = 1
    tasks: tuple[Task, ...] = TASKS
    tokens: int | None = None
    base: str | None = None
    corpus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a retraining is.

    Attributes:
        share: Of all work, from 0 to 1.
        seconds_left: None where nobody can tell yet.
        model: Id of the model that is made; it exists once the status is "done".
        reason: Why it failed, by language.
    """

    status: Status
    model: str
    started: str
    pid: int
    stage: Stage = "start"
    share: float = 0.0
    seconds: float = 0.0
    seconds_left: float | None = None
    reason: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """How many judgements there are to learn from, and how many random ones to measure on, by task."""

    learn: Mapping[Task, int]
    measure: Mapping[Task, int]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks with enough to learn from."""
        return tuple(task for task in TASKS if self.learn[task] >= LEAST_LABELS)


def taught_texts(*, home: Path | None = None) -> list[TaughtText]:
    """What the user judged, from the store.

    Raises:
        StoreError: the store cannot be used.
    """
    from pipeline.judgements import open_judgements

    with open_judgements((home or home_folder()) / FILE) as judgements:
        return [_taught(document) for document in judgements.labelled_documents()]


def _taught(labelled: "LabelledDocument") -> TaughtText:
    statements = {debate.id: (debate.poles[0].statement, debate.poles[1].statement) for debate in labelled.debates}
    text = labelled.document.text
    spans = {(one.place.start, one.place.end): place for place, one in enumerate(labelled.sentences)}
    return TaughtText(
        id=labelled.document.id,
        units=tuple(_taught_unit(one, text=text, debates=statements, spans=spans) for one in labelled.sentences),
        debates=statements,
    )


def _taught_unit(
    sentence: "LabelledSentence", *, text: str, debates: Mapping[str, object], spans: Mapping[tuple[int, int], int]
) -> TaughtUnit:
    label = sentence.label
    kind = (label.kind if label else None) or sentence.kind
    known = label is not None and not label.unsure and kind is Kind.SENTENCE
    return TaughtUnit(
        text=text[sentence.place.start : sentence.place.end],
        kind=kind,
        speaker=(label.speaker if label else None) or sentence.speaker,
        role=Role(label.role) if label and known and label.role else None,
        second_role=label.second_role if label and known else None,
        sides={
            debate: cast("SideLabel", side)
            for debate, side in (label.stances.items() if label and known else ())
            if debate in debates
        },
        relation=_taught_relation(label.link, spans) if label and known else None,
        measured=sentence.random_share,
    )


def _taught_relation(
    link: "Link | Literal['none'] | None", spans: Mapping[tuple[int, int], int]
) -> TaughtRelation | Literal["none"] | None:
    """A relation by the place of its target; None where that is no sentence any more."""
    if link is None or link == "none":
        return link
    target = spans.get((link.start, link.end))
    return None if target is None else TaughtRelation(type=link.type, target=target)


def supply_of(taught: Sequence[TaughtText]) -> Supply:
    """How many judgements there are."""
    units = [unit for text in taught for unit in text.units]

    def count(*, measured: bool) -> dict[Task, int]:
        chosen = [unit for unit in units if unit.measured is measured]
        return {"role": sum(unit.role is not None for unit in chosen), "stance": sum(len(u.sides) for u in chosen)}

    return Supply(learn=count(measured=False), measure=count(measured=True))


def start(job: Job, *, home: Path | None = None) -> State:
    """Begin retraining in a process of its own, and give its first state.

    Raises:
        AlreadyRetraining: one is running.
        TooFewLabels: there is nothing to learn from.
    """
    place = home or home_folder()
    state = current_state(home=place)
    if state is not None and state.status == "running":
        raise AlreadyRetraining
    supply = supply_of(taught_texts(home=place))
    if not set(supply.tasks) & set(job.tasks):
        raise TooFewLabels(role=supply.learn["role"], stance=supply.learn["stance"], least=LEAST_LABELS)
    try:
        # The lock is let go again at once: the process takes it as its first act.
        with hold(_folder(place) / "lock", seconds=SECONDS_TO_ASK):
            return _launch(job, place)
    except Held as error:
        raise AlreadyRetraining from error


def _launch(job: Job, home: Path) -> State:
    folder = _folder(home)
    before = _read_state(home)
    if before and before.status != "done":
        clear_unfinished(before.model, home=home)
    (folder / "cancel").unlink(missing_ok=True)
    write_aside(folder / "job.json", [json.dumps(asdict(job)).encode()])
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "pipeline.retraining", str(home)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=home,
            env={**os.environ, "PYTHONPATH": _search_path(), VARIABLE: str(home)},
            # Closing the window or pressing Ctrl-C in it must not stop the training.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    # A child that ends stays in the system's table until its parent has waited for it.
    threading.Thread(target=process.wait, daemon=True).start()
    state = State(status="running", model=_new_identity(home), started=_now(), pid=process.pid)
    _write_state(state, home)
    return state


def _search_path() -> str:
    return os.pathsep.join(path for path in sys.path if path)


def _new_identity(home: Path) -> str:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    taken = {path.name for path in models_folder(home).glob("*")}
    return next(name for n in range(1000) if (name := f"{moment}-{n}" if n else moment) not in taken)


def current_state(*, home: Path | None = None) -> State | None:
    """How far the last retraining is, None where there never was one."""
    place = home or home_folder()
    state = _read_state(place)
    if state is None or state.status != "running":
        return state
    if _is_held(place) or (state.stage == "start" and _age(place) < SECONDS_TO_START):
        return state
    # It may have ended between the two looks.
    again = _read_state(place)
    return replace(again, status="died") if again and again.status == "running" else again


def cancel(*, home: Path | None = None) -> None:
    """Ask the retraining that runs to stop; it does within seconds.

    Raises:
        NotRetraining: none runs.
    """
    state = current_state(home=home)
    if state is None or state.status != "running":
        raise NotRetraining
    (_folder(home or home_folder()) / "cancel").touch()


def _folder(home: Path) -> Path:
    return home / FOLDER


def _age(home: Path) -> float:
    return time.time() - (_folder(home) / "state.json").stat().st_mtime


def _is_held(home: Path) -> bool:
    try:
        with hold(_folder(home) / "lock", seconds=0):
            return False
    except Held:
        return True


def _read_state(home: Path) -> State | None:
    path = _folder(home) / "state.json"
    return State(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _write_state(state: State, home: Path) -> None:
    write_aside(_folder(home) / "state.json", [json.dumps(asdict(state), ensure_ascii=False).encode()])


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Teller:
    """Writes the state as the work goes on, not more often than anybody looks."""

    def __init__(self, state: State, home: Path) -> None:
        self.state = state
        self._home = home
        self._began = time.monotonic()
        self._written = 0.0

    def tell(self, stage: str, share: float) -> None:
        """Note that `share` of all work is done."""
        seconds = time.monotonic() - self._began
        left = seconds * (1 - share) / share if share >= LEAST_SHARE else None
        new = stage != self.state.stage
        self.state = replace(self.state, stage=cast("Stage", stage), share=share, seconds=seconds, seconds_left=left)
        if new or time.monotonic() - self._written > SECONDS_BETWEEN_STATES:
            self._write()

    def end(self, status: Status, *, reason: Mapping[str, str] | None = None) -> None:
        """Note how it ended."""
        seconds = time.monotonic() - self._began
        self.state = replace(self.state, status=status, reason=reason, seconds=seconds, seconds_left=None)
        self._write()

    def _write(self) -> None:
        self._written = time.monotonic()
        _write_state(self.state, self._home)


def run(home: Path) -> None:
    """What the process does: the job in the home folder, from beginning to end, with its state beside it."""
    from models.adapting import AdaptCancelled

    with hold(_folder(home) / "lock", seconds=SECONDS_TO_START):
        begun = _read_state(home)
        job = _read_job(home)
        if begun is None or begun.status != "running" or begun.stage != "start":
            return
        teller = _Teller(replace(begun, pid=os.getpid()), home)
        teller.tell("prepare", 0.0)
        try:
            _retrain(job, teller, home=home)
        except AdaptCancelled:
            clear_unfinished(teller.state.model, home=home)
            teller.end("cancelled")
        except DebatkaartError as error:
            teller.end("failed", reason={"nl": error.message("nl"), "en": error.message("en")})
        # The window that looks at the state must hear of everything that ends the process.
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"[:300]
            teller.end("failed", reason={"nl": said, "en": said})
            raise
        else:
            teller.tell("compare", 1.0)
            teller.end("done")


def _read_job(home: Path) -> Job:
    values = json.loads((_folder(home) / "job.json").read_text(encoding="utf-8"))
    return Job(**values | {"tasks": tuple(values["tasks"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """Everything that a retraining reads, as it was when it began."""

    taught: Sequence[TaughtText]
    texts: Sequence[LabelledText]
    debates: Sequence[CorpusDebate]
    base: Path
    used: Path | None
    tasks: tuple[Task, ...]


def _material(job: Job, *, home: Path) -> _Material:
    from models import shipped_folder

    taught = taught_texts(home=home)
    texts, debates = _corpus(job)
    return _Material(
        taught=taught,
        texts=texts,
        debates=debates,
        base=Path(job.base) if job.base else shipped_folder(),
        used=folder_in_use(home=home),
        tasks=tuple(task for task in supply_of(taught).tasks if task in job.tasks),
    )


def _retrain(job: Job, teller: _Teller, *, home: Path) -> None:
    from models.adapting import TOKENS, Watch, adapt, as_corpus

    began = time.monotonic()
    given = _material(job, home=home)
    watch = Watch(tell=lambda stage, share: teller.tell(stage, ADAPTING * share), cancelled=lambda: _cancelled(home))
    out = models_folder(home) / teller.state.model
    adapt(
        given.base,
        given.taught,
        out=out,
        corpus=as_corpus(given.texts, given.debates),
        seed=job.seed,
        tokens=job.tokens or TOKENS,
        tasks=given.tasks,
        watch=watch,
    )

    def tell(share: float) -> None:
        watch.check()
        teller.tell("compare", ADAPTING + (1 - ADAPTING) * share)

    model = _judge(out, given, seed=job.seed, tell=tell)
    keep_report(replace(model, minutes=round((time.monotonic() - began) / 60, 2)), home=home)


def _judge(out: Path, given: _Material, *, seed: int, tell: Callable[[float], None]) -> KeptModel:
    """What is to be known of a new model."""
    from models import load_model

    tell(0.0)
    shipped, after = load_model(given.base), load_model(out)
    before = load_model(given.used) if given.used else shipped
    tests = list(as_taught([text for text in given.texts if text.split == "test"], given.debates))
    return KeptModel(
        id=out.name,
        name=after.name,
        made=_now(),
        start=shipped.name,
        compared_with=before.name,
        seed=seed,
        labels={task: supply_of(given.taught).learn[task] for task in given.tasks},
        data=hashlib.sha256(repr(given.taught).encode("utf-8", "surrogatepass")).hexdigest(),
        minutes=0.0,
        verdict=compare(given.taught, tests, shipped=shipped, before=before, after=after, tell=tell),
    )


def _cancelled(home: Path) -> bool:
    return (_folder(home) / "cancel").exists()


def _corpus(job: Job) -> tuple[Sequence[LabelledText], Sequence[CorpusDebate]]:
    if job.corpus is None:
        return load_texts(), load_corpus_debates()
    lines = (Path(job.corpus) / "documents.jsonl").read_text(encoding="utf-8").split("\n")
    debates = json.loads((Path(job.corpus) / "debates.json").read_text(encoding="utf-8"))
    texts = [LabelledText.model_validate_json(line) for line in lines if line]
    return texts, [CorpusDebate.model_validate(value) for value in debates]


if __name__ == "__main__":
    run(Path(sys.argv[1]))
