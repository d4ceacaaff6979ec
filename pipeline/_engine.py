"""Where the commands reach the heavy parts: each is imported when called, and tests replace these functions."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import ArgumentMap, Debate, Document, Language, ReadError

if TYPE_CHECKING:
    from corpus.agreement import Agreement
    from corpus.checks import Check
    from models import Model
    from pipeline._placing import Placement

# ruff: noqa: PLC0415 - lazy imports are what this file is for: `debatkaart --help` must stay light.


def read_sources(sources: Sequence[str], *, columns: dict[str, str | None]) -> Iterator[Document | ReadError]:
    """Documents and what could not be read, in order; "-" is standard input."""
    from corpus.reading import Columns, read_sources

    given = {name: column for name, column in columns.items() if column}
    return iter(read_sources(sources, columns=Columns(**given)))


def read_rows(path: Path, *, text_column: str) -> tuple[Sequence[str], Sequence[dict[str, Any]]]:
    """Column names and rows of a .csv or .jsonl file."""
    from corpus.reading import read_rows

    names, rows = read_rows(path, text_column=text_column)
    return names, list(rows)


def load_debates(path: Path | None) -> tuple[Debate, ...]:
    """The debates of a file, or the built-in ones."""
    from corpus.debates import load_debates

    return load_debates(path)


def load_model() -> "Model":
    """The model in use: one that was retrained here and promoted, or else the shipped one."""
    from models import load_fastest_model
    from pipeline.registry import folder_in_use
    from pipeline.store import home_folder

    return load_fastest_model(folder_in_use(), cache=home_folder() / "onnx")


def load_model_in(folder: Path) -> "Model":
    """The model in a folder, as `debatkaart train` makes them."""
    from models import load_model

    return load_model(folder)


def build_map(
    documents: Sequence[Document],
    debates: Sequence[Debate],
    *,
    model: "Model",
    progress: Callable[[int, int], None] | None,
) -> ArgumentMap:
    """The argument map of the documents, made now."""
    from pipeline._steps import build_map

    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return build_map(documents, debates, model=model, created=created, progress=progress)


def place_texts(texts: Sequence[str], debates: Sequence[Debate], *, model: "Model") -> list["Placement"]:
    """Role and sides of each text, judged as one unit."""
    from pipeline._placing import place_texts

    return place_texts(texts, debates, model=model)


def launch_dashboard(map_path: Path | None, *, language: Language, port: int | None, open_browser: bool) -> int:
    """Serve the dashboard; found by name, since `dashboard` imports `pipeline` and never the other way round."""
    launch = import_module("dashboard.launch").launch
    return int(launch(map_path, language=language, port=port, open_browser=open_browser))


def check_corpus() -> "Sequence[Check]":
    """The checks of the shipped corpus."""
    from corpus.checks import run_checks

    return run_checks()


def corpus_agreement() -> "Sequence[Agreement]":
    """How far the two annotations of the shipped corpus agree."""
    from corpus.agreement import measure_agreement

    return measure_agreement()
