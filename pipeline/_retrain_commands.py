"""`debatkaart retrain`: begin, follow, stop, promote and go back; every function gives its exit code."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, cast

import typer

from corpus import Language
from pipeline._errors import WrongUse
from pipeline._retrain_texts import HELP, MESSAGES
from pipeline._terminal import DONE, FAILED, Voice

if TYPE_CHECKING:
    from pipeline.comparison import TaskComparison
    from pipeline.registry import KeptModel
    from pipeline.retraining import State

# ruff: noqa: PLC0415 - numpy and pydantic are imported by the command that needs them.

SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrainRequest:
    """What is asked: without status, cancel, promote or back, to begin."""

    status: bool = False
    cancel: bool = False
    promote: str | None = None
    back: bool = False
    anyway: bool = False
    task: str | None = None
    seed: int = 1
    detach: bool = False


def add_retrain(app: typer.Typer, language: Language) -> None:
    """Adds the command to the parser."""

    @app.command("retrain", help=HELP["retrain"][language])
    def retrain_command(  # noqa: PLR0917 - typer makes an option of each parameter
        status: Annotated[bool, typer.Option("--status", help=HELP["status"][language])] = False,
        cancel: Annotated[bool, typer.Option("--cancel", help=HELP["cancel"][language])] = False,
        promote: Annotated[str | None, typer.Option(metavar="ID", help=HELP["promote"][language])] = None,
        anyway: Annotated[bool, typer.Option("--anyway", help=HELP["anyway"][language])] = False,
        back: Annotated[bool, typer.Option("--back", help=HELP["back"][language])] = False,
        task: Annotated[str | None, typer.Option(metavar="role|stance", help=HELP["task"][language])] = None,
        seed: Annotated[int, typer.Option(metavar="N", help=HELP["seed"][language])] = 1,
        detach: Annotated[bool, typer.Option("--detach", help=HELP["detach"][language])] = False,
        as_json: Annotated[bool, typer.Option("--json", help=HELP["json"][language])] = False,
    ) -> int:
        request = RetrainRequest(
            status=status,
            cancel=cancel,
            promote=promote,
            back=back,
            anyway=anyway,
            task=task,
            seed=seed,
            detach=detach,
        )
        return retrain(request, as_json=as_json, voice=Voice(language=language))


def retrain(request: RetrainRequest, *, as_json: bool, voice: Voice) -> int:
    """Do what is asked.

    Raises:
        WrongUse: the request contradicts itself.
    """
    _check(request)
    if request.cancel:
        return _cancel(voice)
    if request.promote is not None or request.back:
        return _choose(request, voice)
    if request.status:
        return _show(as_json=as_json, voice=voice)
    return _begin(request, as_json=as_json, voice=voice)


def _check(request: RetrainRequest) -> None:
    asked = [request.status, request.cancel, request.promote is not None, request.back]
    if sum(asked) > 1:
        raise _wrong_use("one-at-a-time")
    if request.anyway and request.promote is None:
        raise _wrong_use("anyway-alone")
    if request.task not in {None, "role", "stance"}:
        raise _wrong_use("bad-task", task=request.task)


def _wrong_use(name: str, **fields: object) -> WrongUse:
    wording = MESSAGES[name]
    return WrongUse(nl=wording["nl"].format(**fields), en=wording["en"].format(**fields))


def _cancel(voice: Voice) -> int:
    from pipeline.retraining import cancel

    cancel()
    _print([MESSAGES["asked"][voice.language]])
    return DONE


def _choose(request: RetrainRequest, voice: Voice) -> int:
    from pipeline.registry import SHIPPED, go_back, kept_model, promote

    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    chosen = request.promote
    if chosen is None:
        chosen = go_back(at=moment)
    else:
        promote(chosen, at=moment, anyway=request.anyway)
    name = MESSAGES["shipped"][voice.language] if chosen == SHIPPED else kept_model(chosen).name
    _print([MESSAGES["promoted"][voice.language].format(name=name)])
    return DONE


def _begin(request: RetrainRequest, *, as_json: bool, voice: Voice) -> int:
    from pipeline.retraining import TASKS, Job, Task, start

    tasks = (cast("Task", request.task),) if request.task else TASKS
    state = start(Job(seed=request.seed, tasks=tasks))
    if request.detach:
        _print([MESSAGES["begun"][voice.language].format(model=state.model)])
        return DONE
    ended = _follow(voice)
    _show(as_json=as_json, voice=voice)
    return DONE if ended.status == "done" else FAILED


def _follow(voice: Voice) -> "State":
    """Wait until it ends, with a bar where somebody looks; Ctrl-C stops the retraining, not only the waiting."""
    from pipeline.retraining import NotRetraining, cancel

    try:
        return _wait(voice)
    except KeyboardInterrupt:
        with suppress(NotRetraining):
            cancel()
        raise


def _wait(voice: Voice) -> "State":
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(MESSAGES["training"][voice.language], total=1.0)
        for state in _states():
            said = MESSAGES[f"stage.{state.stage}"][voice.language]
            described = f"{MESSAGES['training'][voice.language]}: {said}; {_left(state, voice.language)}"
            bar.update(task, completed=state.share, description=described)
    return state


def _states() -> "Iterator[State]":
    from pipeline.retraining import current_state

    while state := current_state():
        yield state
        if state.status != "running":
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _show(*, as_json: bool, voice: Voice) -> int:
    from pipeline.registry import in_use, kept_models
    from pipeline.retraining import current_state

    state, models, used = current_state(), kept_models(), in_use()
    if as_json:
        verdicts = [asdict(model) | {"refusals": [asdict(one) for one in model.verdict.refusals]} for model in models]
        content = {"state": asdict(state) if state else None, "in_use": used, "models": verdicts}
        _print([json.dumps(content, ensure_ascii=False, indent=1)])
        return DONE
    _print([describe_state(state, voice.language)])
    for model in models:
        _print(describe_model(model, voice.language, used=model.id == used))
    return DONE


def describe_state(state: "State | None", language: Language) -> str:
    """One line on how far the last retraining is."""
    if state is None:
        return MESSAGES["none"][language]
    return MESSAGES[f"status.{state.status}"][language].format(
        model=state.model,
        percent=round(100 * state.share),
        stage=MESSAGES[f"stage.{state.stage}"][language],
        left=_left(state, language),
        minutes=_decimal(state.seconds / 60, language, digits=1),
        reason=(state.reason or {}).get(language, ""),
    )


def _left(state: "State", language: Language) -> str:
    if state.seconds_left is None:
        return MESSAGES["left-unknown"][language]
    if state.seconds_left < 60:
        return MESSAGES["left-soon"][language]
    return MESSAGES["left"][language].format(minutes=round(state.seconds_left / 60))


def describe_model(model: "KeptModel", language: Language, *, used: bool) -> list[str]:
    """Lines on a model, how it compared, and what the rule says."""
    from pipeline.registry import explain

    labels = {"role": model.labels.get("role", 0), "stance": model.labels.get("stance", 0)}
    mark = MESSAGES["in-use"][language] if used else ""
    lines = [MESSAGES["model"][language].format(id=model.id, name=model.name, made=model.made, mark=mark, **labels)]
    verdict = model.verdict
    lines += [_describe_comparison(one, language) for one in verdict.comparisons]
    if not any(one.place == "own" for one in verdict.comparisons):
        lines.append(MESSAGES["no-own"][language])
    lines += [MESSAGES["refused"][language].format(reason=explain(one, language)) for one in verdict.refusals]
    if not verdict.refusals and not used:
        lines.append(MESSAGES["may"][language].format(id=model.id))
    return lines


def _describe_comparison(one: "TaskComparison", language: Language) -> str:
    from pipeline.comparison import ENOUGH
    from pipeline.registry import TASKS

    overall = one.overall
    return MESSAGES["comparison"][language].format(
        task=TASKS[one.task][language],
        place=MESSAGES[f"place.{one.place}"][language],
        before=_decimal(overall.before, language),
        after=_decimal(overall.after, language),
        low=_decimal(overall.low, language, sign=True),
        high=_decimal(overall.high, language, sign=True),
        count=one.count,
        doubt="" if one.tells else MESSAGES["cannot-tell"][language].format(least=ENOUGH),
    )


def _decimal(value: float, language: Language, *, digits: int = 3, sign: bool = False) -> str:
    said = f"{value:+.{digits}f}" if sign else f"{value:.{digits}f}"
    return said.replace(".", ",") if language == "nl" else said


def _print(lines: list[str]) -> None:
    for line in lines:
        print(line)  # noqa: T201 - standard output is where results go
