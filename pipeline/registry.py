"""The models that were made on this computer, which one is in use, and every one that was before.

`models/ID` under the home folder holds a model. What is known of it, and all promotions in order, are in the store; a
model that the store does not know is unfinished and counts as absent.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

from corpus import DebatkaartError, Language, ModelError
from pipeline.comparison import Refusal, Verdict, parse_verdict
from pipeline.store import FILE, home_folder, open_store, transaction

FOLDER = "models"
SHIPPED = "shipped"
# How the folder of a model begins that is being written, as `models.adapting` has it, which imports torch.
UNFINISHED = ".unfinished-"


class NotKept(DebatkaartError):
    """There is no model with this id."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Er is geen model “{id}”; zie debatkaart retrain --status.",
        "en": "There is no model “{id}”; see debatkaart retrain --status.",
    }


class PromotionRefused(DebatkaartError):
    """The written rule refuses this candidate; `fields["refusals"]` says why."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Model “{id}” wordt niet in gebruik genomen: {reason_nl}.",
        "en": "Model “{id}” is not taken into use: {reason_en}.",
    }


class NoEarlierModel(DebatkaartError):
    """The shipped model is in use: there is nothing to go back to."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Het meegeleverde model is al in gebruik; er is geen eerder model.",
        "en": "The shipped model is in use already; there is no earlier one.",
    }


class ModelInUseMissing(ModelError):
    """The files of the model in use are gone."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Het model in gebruik ({id}) is niet volledig meer; neem een eerder model met debatkaart retrain --back.",
        "en": "The model in use ({id}) is no longer complete; take an earlier one with debatkaart retrain --back.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptModel:
    """A model that was made here.

    Attributes:
        id: The moment it was begun, as digits.
        name: As in the maps that it makes.
        made: ISO 8601, UTC.
        start: Name of the model that it learnt from there on.
        compared_with: Name of the model in use at the time.
        labels: How many judgements it learnt from, by task.
        data: SHA-256 of those judgements.
    """

    id: str
    name: str
    made: str
    start: str
    compared_with: str
    seed: int
    labels: Mapping[str, int]
    data: str
    minutes: float
    verdict: Verdict


REASONS: Mapping[tuple[str, str | None], Mapping[Language, str]] = {
    ("worse", "own"): {
        "nl": "het is slechter op uw eigen willekeurig gekozen zinnen ({task_nl})",
        "en": "it is worse on your own randomly drawn sentences ({task_en})",
    },
    ("worse", "corpus"): {
        "nl": "het is slechter op de meegeleverde testteksten ({task_nl})",
        "en": "it is worse on the shipped test texts ({task_en})",
    },
    ("senseless", None): {
        "nl": "uw oordelen spreken het meegeleverde model én elkaar tegen alsof ze willekeurig zijn ({task_nl})",
        "en": "your judgements contradict the shipped model and each other as if they were random ({task_en})",
    },
}
TASKS: Mapping[str, Mapping[Language, str]] = {
    "role": {"nl": "rol", "en": "role"},
    "stance": {"nl": "kant", "en": "side"},
}


def explain(refusal: Refusal, language: Language) -> str:
    """Why, in words, without a capital or a full stop."""
    words = {f"task_{code}": said for code, said in TASKS[refusal.task].items()}
    return REASONS[refusal.reason, refusal.place][language].format(**words)


def models_folder(home: Path | None = None) -> Path:
    """Where the models are."""
    return (home or home_folder()) / FOLDER


def keep_report(model: KeptModel, *, home: Path | None = None) -> None:
    """Keeps what is known of a model whose files are there; from now on it can be promoted."""
    row = (model.id, json.dumps(asdict(model), ensure_ascii=False))
    with _opened(home) as connection:
        connection.execute("INSERT INTO models (id, report) VALUES (?, ?)", row)


def kept_models(*, home: Path | None = None) -> tuple[KeptModel, ...]:
    """All finished models whose files are there, the newest first."""
    if not _is_there(home):
        return ()
    with _opened(home) as connection:
        rows = connection.execute("SELECT report FROM models ORDER BY id DESC").fetchall()
    known = (_parse(json.loads(report)) for (report,) in rows)
    return tuple(model for model in known if (models_folder(home) / model.id).is_dir())


def kept_model(identity: str, *, home: Path | None = None) -> KeptModel:
    """The finished model with this id.

    Raises:
        NotKept: there is none.
    """
    found = next((model for model in kept_models(home=home) if model.id == identity), None)
    if found is None:
        raise NotKept(id=identity)
    return found


def _parse(values: dict[str, Any]) -> KeptModel:
    return KeptModel(**values | {"verdict": parse_verdict(values["verdict"])})


def clear_unfinished(identity: str, *, home: Path | None = None) -> None:
    """Remove what a retraining that ended early left of this model; only for who knows that none runs."""
    kept = {model.id for model in kept_models(home=home)}
    for path in (*models_folder(home).glob(f"{UNFINISHED}*"), models_folder(home) / identity):
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def in_use(*, home: Path | None = None) -> str:
    """The id of the model in use, SHIPPED where that is the shipped one."""
    if not _is_there(home):
        return SHIPPED
    with _opened(home) as connection:
        return _stack(_acts(connection))[-1]


def folder_in_use(*, home: Path | None = None) -> Path | None:
    """The folder of the model in use, None for the shipped one.

    Raises:
        ModelInUseMissing: it was removed.
    """
    identity = in_use(home=home)
    if identity == SHIPPED:
        return None
    folder = models_folder(home) / identity
    if not folder.is_dir():
        raise ModelInUseMissing(id=identity, folder=folder)
    return folder


def promote(identity: str, *, at: str, anyway: bool = False, home: Path | None = None) -> None:
    """Use this model from now on; SHIPPED is always allowed, and so is a model that was in use before.

    Args:
        at: The moment, ISO 8601.
        anyway: Also where the written rule refuses; it is noted.

    Raises:
        NotKept: there is no such model.
        PromotionRefused: the rule refuses it.
        StoreError: the store cannot be used.
    """
    model = None if identity == SHIPPED else kept_model(identity, home=home)
    with _opened(home) as connection, transaction(connection):
        acts = _acts(connection)
        used = {name for _, name in acts}
        if model and model.verdict.refusals and not anyway and identity not in used:
            raise _refused(model)
        if _stack(acts)[-1] != identity:
            connection.execute(_ADD, ("promote", identity, at, anyway))


_ADD = "INSERT INTO promotions (act, model, made, anyway) VALUES (?, ?, ?, ?)"


def _refused(model: KeptModel) -> PromotionRefused:
    why = model.verdict.refusals
    nl, en = ("; ".join(explain(one, language) for one in why) for language in _LANGUAGES)
    return PromotionRefused(id=model.id, refusals=why, reason_nl=nl, reason_en=en)


_LANGUAGES: tuple[Language, Language] = ("nl", "en")


def go_back(*, at: str, home: Path | None = None) -> str:
    """Use the model that was in use before this one; gives its id.

    Raises:
        NoEarlierModel: the shipped model was the first.
    """
    with _opened(home) as connection, transaction(connection):
        stack = _stack(_acts(connection))
        if len(stack) == 1:
            raise NoEarlierModel
        connection.execute(_ADD, ("back", stack[-2], at, False))
        return stack[-2]


def _stack(acts: Sequence[tuple[str, str]]) -> list[str]:
    """The models that were put upon each other, the one in use last."""
    stack = [SHIPPED]
    for act, model in acts:
        if act == "back":
            stack.pop()
        else:
            stack.append(model)
    return stack


def _acts(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return list(connection.execute("SELECT act, model FROM promotions ORDER BY id"))


def _is_there(home: Path | None) -> bool:
    """Whether there is a store: who only looks makes none."""
    return ((home or home_folder()) / FILE).exists()


@contextmanager
def _opened(home: Path | None) -> Iterator[sqlite3.Connection]:
    with open_store((home or home_folder()) / FILE) as store:
        # A promotion must survive the loss of power.
        store.connection.execute("PRAGMA synchronous = FULL")
        yield store.connection


class Held(DebatkaartError):
    """Another process holds the lock."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Een ander venster of commando is hier nu mee bezig ({path}).",
        "en": "Another window or command is busy with this ({path}).",
    }


@contextmanager
def hold(path: Path, *, seconds: float) -> Iterator[None]:
    """Be the only process that holds `path`; a process that dies lets go, on every system.

    Raises:
        Held: another process did not let go within `seconds`.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=seconds, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Held(path=path) from error
        yield
    finally:
        connection.close()
