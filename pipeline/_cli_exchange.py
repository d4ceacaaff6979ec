"""The commands that take maps and labels to and from other formats: check, export, import, merge, diff, labels."""

from typing import Annotated

import typer

from corpus import Language
from pipeline._label_texts import LABEL_HELP
from pipeline._terminal import Voice
from pipeline._texts import EXCHANGE_HELP, HELP

# ruff: noqa: PLC0415 - the formats and the store are imported by the command that needs them.

_HELP = {**HELP, **LABEL_HELP, **EXCHANGE_HELP}


def add_exchange(app: typer.Typer, language: Language) -> None:
    """Adds the commands to the parser."""
    for add in (_add_check, _add_export, _add_import, _add_merge, _add_diff, _add_labels):
        add(app, language)


def _add_check(app: typer.Typer, language: Language) -> None:
    @app.command("check", help=_HELP["check"][language])
    def check_command(
        source: Annotated[str, typer.Argument(metavar="FILE", help=_HELP["import.file"][language])],
        from_format: Annotated[
            str | None, typer.Option("--from", metavar="FORMAT", help=_HELP["from"][language])
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_HELP["json"][language])] = False,
    ) -> int:
        from pipeline import _exchange

        voice = Voice(language=language)
        return _exchange.check_format(source, from_format=from_format, as_json=as_json, voice=voice)


def _add_export(app: typer.Typer, language: Language) -> None:
    @app.command("export", help=_HELP["export"][language])
    def export_command(
        source: Annotated[str, typer.Argument(metavar="MAP", help=_HELP["map-file"][language])],
        to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=_HELP["export.to"][language])],
        out: Annotated[str | None, typer.Option("--out", metavar="FILE", help=_HELP["export.out"][language])] = None,
        quiet: Annotated[bool, typer.Option("--quiet", help=_HELP["quiet"][language])] = False,
    ) -> int:
        from pipeline import _exchange

        return _exchange.export_map(source, to=to, out=out, voice=Voice(language=language, quiet=quiet))


def _add_import(app: typer.Typer, language: Language) -> None:
    @app.command("import", help=_HELP["import"][language])
    def import_command(
        source: Annotated[str, typer.Argument(metavar="FILE", help=_HELP["import.file"][language])],
        out: Annotated[str, typer.Option("--out", metavar="FILE", help=_HELP["map.out"][language])] = "map.json",
        from_format: Annotated[
            str | None, typer.Option("--from", metavar="FORMAT", help=_HELP["from"][language])
        ] = None,
        quiet: Annotated[bool, typer.Option("--quiet", help=_HELP["quiet"][language])] = False,
    ) -> int:
        from pipeline import _exchange

        voice = Voice(language=language, quiet=quiet)
        return _exchange.import_file(source, out=out, from_format=from_format, voice=voice)


def _add_merge(app: typer.Typer, language: Language) -> None:
    @app.command("merge", help=_HELP["merge"][language])
    def merge_command(
        sources: Annotated[list[str], typer.Argument(metavar="MAP...", help=_HELP["map-file"][language])],
        out: Annotated[str, typer.Option("--out", metavar="FILE", help=_HELP["map.out"][language])] = "map.json",
        quiet: Annotated[bool, typer.Option("--quiet", help=_HELP["quiet"][language])] = False,
    ) -> int:
        from pipeline import _exchange

        return _exchange.merge_maps(sources, out=out, voice=Voice(language=language, quiet=quiet))


def _add_diff(app: typer.Typer, language: Language) -> None:
    @app.command("diff", help=_HELP["diff"][language])
    def diff_command(
        old: Annotated[str, typer.Argument(metavar="OLD", help=_HELP["map-file"][language])],
        new: Annotated[str, typer.Argument(metavar="NEW", help=_HELP["map-file"][language])],
        as_json: Annotated[bool, typer.Option("--json", help=_HELP["json"][language])] = False,
    ) -> int:
        from pipeline import _exchange

        return _exchange.diff_maps(old, new, as_json=as_json, voice=Voice(language=language))


def _add_labels(app: typer.Typer, language: Language) -> None:
    labels = typer.Typer(help=_HELP["labels"][language], no_args_is_help=True)
    app.add_typer(labels, name="labels")

    @labels.command("export", help=_HELP["labels.export"][language])
    def export_command(
        out: Annotated[str, typer.Argument(metavar="FILE", help=_HELP["labels.out"][language])],
        format_name: Annotated[
            str | None, typer.Option("--format", metavar="FORMAT", help=_HELP["labels.format"][language])
        ] = None,
        annotators: Annotated[
            list[str] | None, typer.Option("--annotator", metavar="NAME", help=_HELP["labels.annotator"][language])
        ] = None,
    ) -> int:
        from pipeline import _label_commands

        voice = Voice(language=language)
        return _label_commands.export_labels(out, format_name=format_name, annotators=annotators or [], voice=voice)

    @labels.command("import", help=_HELP["labels.import"][language])
    def import_command(
        source: Annotated[str, typer.Argument(metavar="FILE", help=_HELP["labels.file"][language])],
        format_name: Annotated[
            str | None, typer.Option("--format", metavar="FORMAT", help=_HELP["labels.format"][language])
        ] = None,
        annotator: Annotated[
            str | None, typer.Option("--annotator", metavar="NAME", help=_HELP["labels.by"][language])
        ] = None,
        replace: Annotated[bool, typer.Option("--replace", help=_HELP["labels.replace"][language])] = False,
        as_json: Annotated[bool, typer.Option("--json", help=_HELP["json"][language])] = False,
    ) -> int:
        from pipeline import _label_commands

        voice = Voice(language=language)
        return _label_commands.import_labels(
            source, format_name=format_name, annotator=annotator, replace=replace, as_json=as_json, voice=voice
        )

    @labels.command("config", help=_HELP["labels.config"][language])
    def config_command() -> int:
        from pipeline import _label_commands

        return _label_commands.print_labelling_config()
