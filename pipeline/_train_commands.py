"""`debatkaart train`: begins a model or goes on with one, and follows it; every function gives its exit code."""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from corpus import Language
from pipeline._errors import WrongUse
from pipeline._terminal import DONE, Voice, print_json, print_lines, write_error_line
from pipeline._train_texts import HELP, MESSAGES

if TYPE_CHECKING:
    from models.encoders import CatalogueEncoder
    from models.making import Plan, Tell
    from models.training import Progress

# ruff: noqa: PLC0415 - torch is imported by the command that needs it.

# Where no bar is shown, a line is written each time that so much more is done.
SHARE_OF_A_LINE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainRequest:
    """What is asked."""

    out: Path | None
    data: Path | None = None
    encoder: str | None = None
    revision: str | None = None
    recipe: Path | None = None
    seed: int | None = None
    minutes: float | None = None
    resume: bool = False


def add_train(app: typer.Typer, language: Language) -> None:
    """Adds the command to the parser."""

    def told(name: str) -> str:
        return HELP[name][language]

    @app.command("train", help=told("train"))
    def train_command(  # noqa: PLR0917 - typer makes an option of each parameter
        out: Annotated[Path | None, typer.Option(metavar="FOLDER", help=told("out"))] = None,
        data: Annotated[Path | None, typer.Option(metavar="FOLDER", help=told("data").format(files=_FILES))] = None,
        encoder: Annotated[str | None, typer.Option(metavar="NAME|FOLDER", help=told("encoder"))] = None,
        revision: Annotated[str | None, typer.Option(metavar="SHA", help=told("revision"))] = None,
        recipe: Annotated[Path | None, typer.Option(metavar="FILE", help=told("recipe"))] = None,
        seed: Annotated[int | None, typer.Option(metavar="N", help=told("seed"))] = None,
        minutes: Annotated[float | None, typer.Option(metavar="N", help=told("minutes"))] = None,
        resume: Annotated[bool, typer.Option("--resume", help=told("resume"))] = False,
        encoders: Annotated[bool, typer.Option("--encoders", help=told("encoders"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=told("json"))] = False,
    ) -> int:
        voice = Voice(language=language)
        if encoders:
            return list_encoders(as_json=as_json, voice=voice)
        request = TrainRequest(
            out=out,
            data=data,
            encoder=encoder,
            revision=revision,
            recipe=recipe,
            seed=seed,
            minutes=minutes,
            resume=resume,
        )
        return train(request, as_json=as_json, voice=voice)


# As models._training_data.SOURCE_FILES has them, whose import takes torch.
_FILES = (
    "real/train.jsonl, stance/sick_nl.jsonl.gz, stance/stemwijzer_gr2026.jsonl.gz, "
    "stance/stemwijzer_gr2026_arguments_flat.jsonl.gz"
)


def train(request: TrainRequest, *, as_json: bool, voice: Voice) -> int:
    """Train until it is done; what an interruption leaves can be resumed.

    Raises:
        WrongUse: the request contradicts itself.
        ModelError: the folder, the data or the encoder will not do.
    """
    _check(request)
    out = request.out or Path()
    try:
        with _telling(voice) as tell:
            report = _run(request, out, voice=voice, tell=tell)
    except KeyboardInterrupt:
        write_error_line(MESSAGES["interrupted"][voice.language].format(out=out))
        raise
    if as_json:
        print_json(report)
    else:
        fields = {"minutes": round(report["minutes"]), "model": report["model"], "out": out}
        print_lines([MESSAGES["done"][voice.language].format(**fields)])
    return DONE


def _check(request: TrainRequest) -> None:
    rest = dataclasses.replace(request, out=None, resume=False)
    if request.out is None:
        raise _wrong_use("no-out")
    if request.resume and rest != TrainRequest(out=None):
        raise _wrong_use("resume-alone")
    if request.revision and not request.encoder:
        raise _wrong_use("revision-alone")
    if request.seed is not None and request.seed < 0:
        raise _wrong_use("bad-number", option="--seed", least="from-zero")
    if request.minutes is not None and not request.minutes > 0:
        raise _wrong_use("bad-number", option="--minutes", least="above-zero")


def _wrong_use(name: str, *, option: str = "", least: str = "from-zero") -> WrongUse:
    said = {code: MESSAGES[name][code].format(option=option, least=MESSAGES[least][code]) for code in MESSAGES[name]}
    return WrongUse(**said)


def _run(request: TrainRequest, out: Path, *, voice: Voice, tell: "Tell") -> dict[str, Any]:
    from models.making import begin_model, resume_model

    if request.resume:
        return resume_model(out, tell=tell)
    plan = _plan(request)
    _say_what_is_found(plan, voice)
    return begin_model(out, plan, tell=tell)


def _plan(request: TrainRequest) -> "Plan":
    from models.making import Plan, read_recipes, within
    from models.training import RECIPES, change

    recipes = read_recipes(request.recipe) if request.recipe else RECIPES
    if request.seed is not None:
        recipes = {task: change(recipe, {"seed": request.seed}) for task, recipe in recipes.items()}
    plan = Plan(
        encoder=request.encoder,
        revision=request.revision,
        folder=request.data,
        role=recipes["role"],
        stance=recipes["stance"],
    )
    return within(plan, request.minutes) if request.minutes is not None else plan


def _say_what_is_found(plan: "Plan", voice: Voice) -> None:
    from models.making import files_of

    found, missing = files_of(plan)
    write_error_line(MESSAGES["found"][voice.language].format(files=", ".join(found)))
    if plan.folder and missing:
        write_error_line(MESSAGES["missing"][voice.language].format(files=", ".join(missing)))


@contextmanager
def _telling(voice: Voice) -> "Iterator[Tell]":
    """Gives what shows progress on standard error: a bar on a terminal, now and then a line elsewhere."""
    if not sys.stderr.isatty():
        yield _lines(voice)
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(progress: "Progress | Literal['calibrate']") -> None:
            share = None if progress == "calibrate" else progress.share
            bar.update(task, total=None if share is None else 1.0, completed=share or 0.0)
            bar.update(task, description=describe(progress, voice.language))

        yield tell


def _lines(voice: Voice) -> "Callable[[Progress | Literal['calibrate']], None]":
    told: dict[str, float] = {}

    def tell(progress: "Progress | Literal['calibrate']") -> None:
        if progress != "calibrate":
            if progress.share < 1 and progress.share < told.get(progress.task, -1.0) + SHARE_OF_A_LINE:
                return
            told[progress.task] = progress.share
        write_error_line(describe(progress, voice.language))

    return tell


def describe(progress: "Progress | Literal['calibrate']", language: Language) -> str:
    """How far it is, in a line."""
    if progress == "calibrate":
        return MESSAGES["calibrate"][language]
    minutes = round(progress.seconds_left / 60)
    loss = f"{progress.loss:.3f}"
    return MESSAGES["step"][language].format(
        task=MESSAGES[f"task.{progress.task}"][language],
        percent=round(100 * progress.share),
        loss=loss.replace(".", ",") if language == "nl" else loss,
        left=MESSAGES["minutes"][language].format(count=minutes) if minutes > 1 else MESSAGES["soon"][language],
    )


def list_encoders(*, as_json: bool, voice: Voice) -> int:
    """The catalogue of encoders."""
    from models.encoders import CATALOGUE

    if as_json:
        print_json([dataclasses.asdict(encoder) for encoder in CATALOGUE])
    else:
        print_lines(describe_encoder(encoder, voice.language) for encoder in CATALOGUE)
    return DONE


def describe_encoder(encoder: "CatalogueEncoder", language: Language) -> str:
    """One encoder of the catalogue, in a line."""

    def said(wording: str, **fields: object) -> str:
        return MESSAGES[wording][language].format(**fields)

    more = [said("longest", count=encoder.longest)] if encoder.longest else []
    more += [said("prefix", prefix=encoder.prefix.strip())] if encoder.prefix else []
    line = said(
        "encoder",
        name=encoder.name,
        title=encoder.title,
        licence=encoder.licence or said("licence-unknown"),
        revision=said("pinned", revision=encoder.revision) if encoder.pinned else said("not-pinned"),
    )
    return "; ".join([line, *more])
