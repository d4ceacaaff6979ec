"""Makes a whole model from an encoder and labelled texts: trains both networks, packs and calibrates them.

All that is needed to go on after an interruption lies in the folder of the model until it is done.
"""

import json
import platform
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import torch

from corpus import ModelError
from models import _training_data as data
from models._checkpoint import read_network
from models._model import FILES, load_model
from models._network import best_device
from models._weights import hash_file
from models.encoders import write_encoder
from models.packing import NAME, pack_and_calibrate
from models.training import RECIPES, Progress, Recipe, Task, change, train_network

REPORT = "report.json"
UNFINISHED = "training"
LIBRARIES = ("debatkaart", "torch", "transformers", "tokenizers", "safetensors", "numpy", "scipy")
# The stance network reads several times as much as the role network.
ROLE_SHARE = 0.3

Tell = Callable[[Progress | Literal["calibrate"]], None]


class FolderTaken(ModelError):
    """The folder for the new model is not empty."""

    templates = {
        "nl": "{folder} is niet leeg; kies een nieuwe map, of ga met --resume door met wat daar begonnen is.",
        "en": "{folder} is not empty; choose a new folder, or go on with what was begun there with --resume.",
    }


class NothingToResume(ModelError):
    """No unfinished training lies in the folder."""

    templates = {
        "nl": "In {folder} is geen training die nog af moet; begin er een zonder --resume.",
        "en": "No unfinished training lies in {folder}; begin one without --resume.",
    }


class DataMissing(ModelError):
    """A folder of training data holds none of the files that are looked for."""

    templates = {
        "nl": "{folder}: hier staat geen van de bestanden om van te leren ({files}).",
        "en": "{folder}: none of the files to learn from is here ({files}).",
    }


class DataChanged(ModelError):
    """Going on with other data than before would give a model that nobody can make again."""

    templates = {
        "nl": "{file} is veranderd sinds de training begon; zet het terug, of begin opnieuw in een andere map.",
        "en": "{file} has changed since the training began; put it back, or begin again in another folder.",
    }


class RecipesUnreadable(ModelError):
    """A file of recipes is something else."""

    templates = {
        "nl": '{path} bevat geen recept; verwacht wordt JSON als {{"role": {{"epochs": 2}}, "stance": {{}}}}.',
        "en": '{path} holds no recipe; what is expected is JSON like {{"role": {{"epochs": 2}}, "stance": {{}}}}.',
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to make a model from.

    Attributes:
        encoder: On the hub or in a folder; None for that of the shipped model.
        folder: Training data beside the corpus, laid out as SOURCE_FILES has it.
    """

    encoder: str | None = None
    revision: str | None = None
    folder: Path | None = None
    role: Recipe = RECIPES["role"]
    stance: Recipe = RECIPES["stance"]


def read_recipes(path: Path) -> dict[Task, Recipe]:
    """The recipes of both networks, changed by a file such as {"role": {"epochs": 2}, "stance": {"seed": 5}}.

    Raises:
        RecipesUnreadable: it is no such file.
        RecipeRefused: an option of it cannot be.
    """
    try:
        changes = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecipesUnreadable(path=path) from error
    if not isinstance(changes, dict) or not all(isinstance(changes[name], dict) for name in changes):
        raise RecipesUnreadable(path=path)
    if set(changes) - set(RECIPES):
        raise RecipesUnreadable(path=path)
    return {task: change(recipe, changes.get(task, {})) for task, recipe in RECIPES.items()}


def within(plan: Plan, minutes: float) -> Plan:
    """The plan with this time for both networks together."""
    role, stance = minutes * ROLE_SHARE, minutes * (1 - ROLE_SHARE)
    return replace(plan, role=replace(plan.role, minutes=role), stance=replace(plan.stance, minutes=stance))


def files_of(plan: Plan) -> tuple[list[str], list[str]]:
    """The files to learn from that are there, and those that are not.

    Raises:
        DataMissing: the plan's folder holds none of them.
    """
    names = list(data.SOURCE_FILES.values())
    found = [name for name in names if plan.folder and (plan.folder / name).is_file()]
    missing = [name for name in names if name not in found]
    if plan.folder and not found:
        raise DataMissing(folder=plan.folder, files=", ".join(missing))
    return [*(f"corpus/data/{name}" for name in data.CORPUS_FILES), *found], missing


def begin_model(
    out: Path, plan: Plan, *, sources: data.Sources | None = None, tell: Tell = lambda _: None
) -> dict[str, Any]:
    """Makes a new model in the folder `out` and gives its report, which lies there too.

    Args:
        sources: What to train on instead of the corpus and the plan's folder.

    Raises:
        FolderTaken: there is something in the folder.
        DataMissing: the plan's folder holds nothing to learn from.
        EncoderRefused: the encoder cannot be used.
    """
    if out.exists() and (not out.is_dir() or [path.name for path in out.iterdir()] not in ([], [UNFINISHED])):
        raise FolderTaken(folder=out)
    hashes, missing = data.source_hashes(plan.folder), files_of(plan)[1]
    shutil.rmtree(out / UNFINISHED, ignore_errors=True)
    written = out / UNFINISHED / "encoder"
    encoder = write_encoder(written, name=plan.encoder, revision=plan.revision)
    encoder["sha256"] = hash_file(written / "model.safetensors")
    folder = str(plan.folder.resolve()) if plan.folder else None
    options = {"data": folder, "role": asdict(plan.role), "stance": asdict(plan.stance)}
    report = {"version": 1, "finished": False, "encoder": encoder, "options": options}
    report |= {"data": hashes, "missing": missing} | circumstances()
    return _make(out, _write_report(out, report), sources=sources, tell=tell)


def resume_model(out: Path, *, sources: data.Sources | None = None, tell: Tell = lambda _: None) -> dict[str, Any]:
    """Goes on with a model that was begun, and ends with the same weights as without the interruption.

    Raises:
        NothingToResume: none was begun there, or it is done.
        DataChanged: the data is not what it was.
    """
    report = read_report(out)
    if report is None or report["finished"]:
        raise NothingToResume(folder=out)
    folder = report["options"]["data"]
    now = data.source_hashes(Path(folder) if folder else None)
    for file, digest in report["data"].items():
        if now.get(file) != digest:
            raise DataChanged(file=file)
    # Sums in another order would not be the same to the last bit.
    torch.set_num_threads(report["threads"])
    return _make(out, report, sources=sources, tell=tell)


def read_report(out: Path) -> dict[str, Any] | None:
    """The report of a model that was begun in a folder."""
    path = out / REPORT
    report: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return report


def circumstances() -> dict[str, Any]:
    """What decides, beside options and data, how a training ends."""
    return {
        "code": {"version": version("debatkaart"), "commit": commit(Path(__file__).parents[1])},
        "libraries": {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES[1:]},
        "device": best_device().type,
        "threads": torch.get_num_threads(),
    }


def commit(root: Path) -> str | None:
    """The commit of a working tree, with `-dirty` where it was changed since; None outside one."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return None
    command = [git, "-C", str(root), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (fixed command)
    return found.stdout.strip() or None


def _make(out: Path, report: dict[str, Any], *, sources: data.Sources | None, tell: Tell) -> dict[str, Any]:
    folder, encoder = out / UNFINISHED, out / UNFINISHED / "encoder"
    options = report["options"]
    sources = sources or data.read_sources(Path(options["data"]) if options["data"] else None)
    networks: dict[str, Any] = {}
    tasks: tuple[Task, ...] = ("role", "stance")
    for task in tasks:
        recipe = change(RECIPES[task], options[task])
        file = folder / f"{task}.safetensors"
        course = train_network(task, encoder, sources, recipe=recipe, out=file, resume=True, tell=tell)
        networks[task] = {
            "steps": course.step,
            "of": course.of,
            "minutes": course.seconds / 60,
            "losses": course.losses,
        }
    tell("calibrate")
    began = time.monotonic()
    _pack(out, report["encoder"]["name"], sources=sources)
    report = report | {"networks": networks, "minutes": sum(one["minutes"] for one in networks.values())}
    report |= {"calibration_minutes": (time.monotonic() - began) / 60}
    report |= {"model": load_model(out).name, "files": file_hashes(out), "finished": True}
    written = _write_report(out, report)
    shutil.rmtree(folder)
    return written


def _pack(out: Path, encoder: str | None, *, sources: data.Sources) -> None:
    folder = out / UNFINISHED
    states = {str(task): read_network(folder / f"{task}.safetensors") for task in RECIPES}
    torch.manual_seed(1)
    name = f"{NAME} (zelf getraind)" if encoder is None else f"{NAME} (zelf getraind, {Path(encoder).name})"
    pack_and_calibrate(folder / "encoder", states, folder / "packed", sources=sources, name=name)
    # Without its weights, which come last, a folder holds no complete model.
    for file in sorted(FILES, key=lambda file: file == "model.safetensors"):
        (folder / "packed" / file).replace(out / file)


def file_hashes(folder: Path) -> Mapping[str, str]:
    """SHA-256 of each file of a model."""
    return {name: hash_file(folder / name) for name in FILES}


def _write_report(out: Path, report: Mapping[str, Any]) -> dict[str, Any]:
    """Writes the report and gives it as it will be read."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    unfinished = out / f".{REPORT}.part"
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(out / REPORT)
    written: dict[str, Any] = json.loads(text)
    return written
