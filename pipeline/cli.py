"""The command line `debatkaart`: Dutch or English; every error becomes one line and an exit code."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from corpus import DebatkaartError, Language
from pipeline import _commands
from pipeline._cli_exchange import add_exchange
from pipeline._errors import WrongUse
from pipeline._retrain_commands import add_retrain
from pipeline._terminal import DONE, FAILED, Voice
from pipeline._texts import HELP, MESSAGES, USAGE
from pipeline._train_commands import add_train

WRONG_USE, INTERRUPTED = 2, 130


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a character shows a question mark instead of a traceback.
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:], environment=os.environ))


def run(arguments: Sequence[str], *, environment: Mapping[str, str]) -> int:
    """Run one command and give its exit code: 0 done, 1 something failed, 2 wrong use, 130 interrupted."""
    rest, asked = _split_language(arguments)
    found = asked if asked is not None else environment.get("DEBATKAART_LANG") or "nl"
    if found not in {"nl", "en"}:
        voice = Voice(language="nl")
        voice.fail(MESSAGES["bad-language"]["nl"].format(found=found))
        return WRONG_USE
    return _run(rest, language=cast("Language", found))


def _split_language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Take `--lang` out, wherever it stands: it decides the texts of the parser itself."""
    rest: list[str] = []
    found: str | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return [*rest, argument, *waiting], found
        if argument == "--lang":
            found = next(waiting, "")
        elif argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return rest, found


def _run(arguments: list[str], *, language: Language) -> int:
    voice = Voice(language=language)
    try:
        result = build_app(language)(args=arguments, prog_name="debatkaart", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        result = INTERRUPTED
    except DebatkaartError as error:
        voice.fail(error.message(language))
        return WRONG_USE if isinstance(error, WrongUse) else FAILED
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; Python must not complain about it while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    # The last line of defence: a user never sees a traceback.
    except Exception as error:
        return _explain(error, voice)
    if result == INTERRUPTED:
        voice.fail(MESSAGES["interrupted"][language])
    return result if isinstance(result, int) else DONE


def _explain(error: Exception, voice: Voice) -> int:
    """Say a parser's complaint in the user's language, or name what nobody expected."""
    # Recognised by shape: typer took click's classes into itself, and their module differs between versions.
    if not hasattr(error, "format_message"):
        fields = {"kind": type(error).__name__, "what": str(error)[:200]}
        voice.fail(MESSAGES["unexpected"][voice.language].format(**fields))
        return FAILED
    message = error.format_message()
    kinds = [kind.__name__ for kind in type(error).__mro__]
    name = getattr(error, "option_name", None) or _parameter_name(error)
    # An unknown command has no class of its own, only this sentence.
    if unknown := re.match(r"No such command '([^']{0,100})'", message):
        kinds, name = ["NoSuchCommand"], unknown[1]
    wording = next((USAGE[kind] for kind in kinds if kind in USAGE), USAGE["UsageError"])
    said = wording[voice.language].format(name=name, message=message)
    voice.fail(f"{said} {MESSAGES['see-help'][voice.language]}")
    return WRONG_USE


def _parameter_name(error: object) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    options = [option for option in parameter.opts if option.startswith("-")]
    return str(options[0] if options else parameter.metavar or parameter.name.upper())


def build_app(language: Language) -> typer.Typer:
    """The parser with all help in `language`."""
    app = typer.Typer(
        help=HELP["app"][language], no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False
    )

    @app.callback(invoke_without_command=True)
    def start(
        context: typer.Context,
        lang: Annotated[str, typer.Option("--lang", metavar="nl|en", help=HELP["lang"][language])] = language,  # noqa: ARG001 - taken out before parsing, here for the help
    ) -> None:
        if context.invoked_subcommand is None:
            print(context.get_help())  # noqa: T201 - help is the result that was asked for

    for add in (
        _add_map,
        _add_show,
        _add_place,
        _add_debates,
        _add_dashboard,
        add_exchange,
        add_retrain,
        add_train,
        _add_corpus,
    ):
        add(app, language)
    return app


def _option(name: str, language: Language, *flags: str, **settings: Any) -> Any:
    return typer.Option(*flags, help=HELP[name][language], show_default=settings.pop("show_default", False), **settings)


def _add_map(app: typer.Typer, language: Language) -> None:
    @app.command("map", help=HELP["map"][language])
    def map_command(  # noqa: PLR0917 - typer makes an option of each parameter
        inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help=HELP["map.inputs"][language])],
        debates: Annotated[Path | None, _option("debates-file", language, "--debates", metavar="FILE")] = None,
        out: Annotated[str, _option("map.out", language, "--out", metavar="FILE", show_default=True)] = "map.json",
        model: Annotated[Path | None, _option("model", language, "--model", metavar="FOLDER")] = None,
        text_column: Annotated[str | None, _option("column.text", language, metavar="NAME")] = None,
        title_column: Annotated[str | None, _option("column.title", language, metavar="NAME")] = None,
        author_column: Annotated[str | None, _option("column.author", language, metavar="NAME")] = None,
        date_column: Annotated[str | None, _option("column.date", language, metavar="NAME")] = None,
        quiet: Annotated[bool, _option("quiet", language, "--quiet")] = False,
        as_json: Annotated[bool, _option("json", language, "--json")] = False,
    ) -> int:
        columns = {"text": text_column, "title": title_column, "author": author_column, "date": date_column}
        request = _commands.MapRequest(sources=inputs, columns=columns, debates_file=debates, out=out, model=model)
        voice = Voice(language=language, quiet=quiet)
        return _commands.map_texts(request, as_json=as_json, voice=voice)


def _add_show(app: typer.Typer, language: Language) -> None:
    @app.command("show", help=HELP["show"][language])
    def show_command(
        source: Annotated[str, typer.Argument(metavar="MAP", help=HELP["map-file"][language])],
        debate: Annotated[str | None, _option("show.debate", language, "--debate", metavar="ID")] = None,
        as_json: Annotated[bool, _option("json", language, "--json")] = False,
    ) -> int:
        return _commands.show_map(source, debate=debate, as_json=as_json, voice=Voice(language=language))


def _add_place(app: typer.Typer, language: Language) -> None:
    @app.command("place", help=HELP["place"][language])
    def place_command(  # noqa: PLR0917 - typer makes an option of each parameter
        rows: Annotated[Path, typer.Argument(metavar="ROWS", help=HELP["place.rows"][language])],
        text_column: Annotated[str, _option("column.text", language, "--text-column", metavar="NAME")],
        out: Annotated[str, _option("place.out", language, "--out", metavar="FILE")],
        debates: Annotated[Path | None, _option("debates-file", language, "--debates", metavar="FILE")] = None,
        debate_column: Annotated[str | None, _option("place.debate-column", language, metavar="NAME")] = None,
        model: Annotated[Path | None, _option("model", language, "--model", metavar="FOLDER")] = None,
        quiet: Annotated[bool, _option("quiet", language, "--quiet")] = False,
    ) -> int:
        request = _commands.PlaceRequest(
            path=rows,
            text_column=text_column,
            debates_file=debates,
            debate_column=debate_column,
            out=out,
            model=model,
        )
        return _commands.place_rows(request, voice=Voice(language=language, quiet=quiet))


def _add_debates(app: typer.Typer, language: Language) -> None:
    @app.command("debates", help=HELP["debates"][language])
    def debates_command(as_json: Annotated[bool, _option("debates.json", language, "--json")] = False) -> int:
        return _commands.list_debates(as_json=as_json)


def _add_dashboard(app: typer.Typer, language: Language) -> None:
    @app.command("dashboard", help=HELP["dashboard"][language])
    def dashboard_command(
        map_path: Annotated[Path | None, typer.Argument(metavar="MAP", help=HELP["dashboard.map"][language])] = None,
        port: Annotated[int | None, _option("dashboard.port", language, "--port", metavar="N")] = None,
        no_browser: Annotated[bool, _option("dashboard.no-browser", language, "--no-browser")] = False,
    ) -> int:
        voice = Voice(language=language)
        return _commands.open_dashboard(map_path, port=port, browser=not no_browser, voice=voice)


def _add_corpus(app: typer.Typer, language: Language) -> None:
    corpus = typer.Typer(help=HELP["corpus"][language], no_args_is_help=True)
    app.add_typer(corpus, name="corpus")

    @corpus.command("check", help=HELP["corpus.check"][language])
    def check_command(as_json: Annotated[bool, _option("json", language, "--json")] = False) -> int:
        return _commands.check_corpus(as_json=as_json, voice=Voice(language=language))

    @corpus.callback()
    def group() -> None:
        """Without a callback typer would make the only command the group itself."""
