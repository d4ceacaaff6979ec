"""The models that were made on this computer, which one is in use, and every one that was before.

`models/ID` under the home folder holds a model and, last written, its `report.json`: without a report the model is
unfinished and counts as absent. `models/registry.json` holds all promotions in order, and is replaced whole.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

from corpus import DebatkaartError, Language, ModelError
from pipeline._files import write_aside
from pipeline.comparison import Refusal, Verdict, parse_verdict
from pipeline.store import home_folder

FOLDER, REGISTRY, REPORT, LOCK = "models", "registry.json", "report.json", "registry.lock"
SHIPPED = "shipped"
VERSION = 1
WAIT_SECONDS = 10.0


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
    """Writes what is known of a model whose files are there; from now on it can be promoted."""
    content = json.dumps({"version": VERSION, **asdict(model)}, ensure_ascii=False, indent=1)
    write_aside(models_folder(home) / model.id / REPORT, [content.encode()])


def kept_models(*, home: Path | None = None) -> tuple[KeptModel, ...]:
    """All finished models, the newest first."""
    reports = sorted(models_folder(home).glob(f"[0-9]*/{REPORT}"), reverse=True)
    return tuple(_parse(json.loads(path.read_text(encoding="utf-8"))) for path in reports)


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
    known = {key: value for key, value in values.items() if key != "version"}
    return KeptModel(**known | {"verdict": parse_verdict(values["verdict"])})


def clear_unfinished(*, home: Path | None = None) -> None:
    """Remove what a killed retraining left behind; only for who knows that none runs."""
    for path in models_folder(home).glob("*"):
        if path.is_dir() and not (path / REPORT).is_file():
            shutil.rmtree(path, ignore_errors=True)


def in_use(*, home: Path | None = None) -> str:
    """The id of the model in use, SHIPPED where that is the shipped one."""
    return _stack(_history(home))[-1]


def folder_in_use(*, home: Path | None = None) -> Path | None:
    """The folder of the model in use, None for the shipped one.

    Raises:
        ModelInUseMissing: it was removed.
    """
    identity = in_use(home=home)
    if identity == SHIPPED:
        return None
    folder = models_folder(home) / identity
    if not (folder / REPORT).is_file():
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
    """
    with _only_here(home):
        history = _history(home)
        if identity != SHIPPED:
            model = kept_model(identity, home=home)
            used = {act["model"] for act in history}
            if model.verdict.refusals and not anyway and identity not in used:
                raise _refused(model)
        if _stack(history)[-1] != identity:
            _write([*history, {"act": "promote", "model": identity, "at": at, "anyway": anyway}], home)


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
    with _only_here(home):
        history = _history(home)
        stack = _stack(history)
        if len(stack) == 1:
            raise NoEarlierModel
        _write([*history, {"act": "back", "model": stack[-2], "at": at}], home)
        return stack[-2]


def _stack(history: list[dict[str, Any]]) -> list[str]:
    """The models that were put upon each other, the one in use last."""
    stack = [SHIPPED]
    for act in history:
        if act["act"] == "back":
            stack.pop()
        else:
            stack.append(act["model"])
    return stack


def _history(home: Path | None) -> list[dict[str, Any]]:
    path = models_folder(home) / REGISTRY
    if not path.is_file():
        return []
    history: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["history"]
    return history


def _write(history: list[dict[str, Any]], home: Path | None) -> None:
    content = json.dumps({"version": VERSION, "history": history}, indent=1)
    write_aside(models_folder(home) / REGISTRY, [content.encode()])


@contextmanager
def _only_here(home: Path | None) -> Iterator[None]:
    with hold(models_folder(home) / LOCK, seconds=WAIT_SECONDS):
        yield


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
