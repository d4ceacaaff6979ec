"""What each command does, apart from parsing the command line; every function gives its exit code."""

import dataclasses
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import ArgumentMap, Debate, Document, Kind, Language, ReadError, Role
from pipeline import _engine
from pipeline._errors import NothingToMap, RowRefused, WrongUse
from pipeline._files import check_target
from pipeline._map_json import dump_debate, dump_map, encode, parse_map, read_file
from pipeline._terminal import DONE, FAILED, STREAM, Voice, print_json, print_lines, read_bytes, write_bytes
from pipeline._texts import MESSAGES, WARNINGS, plural

if TYPE_CHECKING:
    from rich.console import Console

    from corpus.agreement import Agreement
    from corpus.checks import Check
    from models import Model
    from pipeline._placing import Placement

# ruff: noqa: PLC0415 - rich and the checker (pydantic) are imported by the command that needs them.

# Enough rows for full batches, few enough for a progress bar that moves.
_ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRequest:
    """What to map and where to; `columns` names the text, title, author and date columns where given."""

    sources: Sequence[str]
    columns: dict[str, str | None]
    debates_file: Path | None
    out: str
    model: Path | None = None


def map_texts(request: MapRequest, *, as_json: bool, voice: Voice) -> int:
    """Read, judge and write; failing inputs are named and the others are mapped."""
    out = request.out
    if as_json and out == STREAM:
        raise WrongUse(
            nl="--json en --out - schrijven allebei naar standaarduitvoer; kies er een.",
            en="--json and --out - both write to standard output; choose one.",
        )
    if out != STREAM:
        check_target(Path(out))
    debates = _engine.load_debates(request.debates_file)
    documents, failures = _read(request.sources, columns=request.columns, voice=voice)
    if not documents:
        raise NothingToMap
    argument_map = _build(documents, debates, model=request.model, voice=voice)
    failures += _without_sentences(argument_map, voice=voice)
    if not any(sentence.kind is Kind.SENTENCE for sentence in argument_map.sentences):
        raise NothingToMap
    write_bytes(out, encode(dump_map(argument_map)))
    _report_map(argument_map, failures, out=out, as_json=as_json, voice=voice)
    return FAILED if failures else DONE


def _read(
    sources: Sequence[str], *, columns: dict[str, str | None], voice: Voice
) -> tuple[list[Document], list[dict[str, str]]]:
    documents: list[Document] = []
    failures: list[dict[str, str]] = []
    for item in _engine.read_sources(sources, columns=columns):
        if isinstance(item, ReadError):
            reason = item.message(voice.language)
            voice.fail(reason)
            failures.append({"source": str(item.fields.get("source", "")), "reason": reason})
        else:
            documents.append(item)
            for code in item.warnings:
                voice.warn(f"{item.source}: {WARNINGS[code][voice.language] if code in WARNINGS else code}")
    return documents, failures


def _build(documents: list[Document], debates: Sequence[Debate], *, model: Path | None, voice: Voice) -> ArgumentMap:
    with _progress("judging", voice) as advance:
        return _engine.build_map(documents, debates, model=_load(model), progress=advance)


def _load(folder: Path | None) -> "Model":
    return _engine.load_model_in(folder) if folder else _engine.load_model()


def _without_sentences(argument_map: ArgumentMap, *, voice: Voice) -> list[dict[str, str]]:
    with_sentences = {one.document for one in argument_map.sentences if one.kind is Kind.SENTENCE}
    failures = []
    for document in argument_map.documents:
        if document.id not in with_sentences:
            reason = MESSAGES["no-sentences"][voice.language].format(source=document.source)
            voice.fail(reason)
            failures.append({"source": document.source, "reason": reason})
    return failures


def _report_map(
    argument_map: ArgumentMap, failures: list[dict[str, str]], *, out: str, as_json: bool, voice: Voice
) -> None:
    kinds = Counter(sentence.kind for sentence in argument_map.sentences)
    arguments = sum(sentence.role is not Role.NONE for sentence in argument_map.sentences)
    counts = {
        "documents": len(argument_map.documents),
        "sentences": kinds[Kind.SENTENCE],
        "arguments": arguments,
    }
    if as_json:
        warnings = [{"source": one.source, "warning": code} for one in argument_map.documents for code in one.warnings]
        print_json({"written": out, **counts, "failed": failures, "warnings": warnings})
    elif out != STREAM:
        said = {key: plural(count, key.removesuffix("s"), voice.language) for key, count in counts.items()}
        voice.say("map-written", target=out, **said)


def show_map(source: str, *, debate: str | None, as_json: bool, voice: Voice) -> int:
    """The summary of a map on standard output."""
    from pipeline._summary import summarize

    argument_map = parse_map(read_bytes(source), source=source)
    known = [one.id for one in argument_map.debates]
    if debate is not None and debate not in known:
        raise WrongUse(
            nl=f"Het debat “{debate}” staat niet in deze kaart; wel: {', '.join(known) or 'geen'}.",
            en=f"Debate “{debate}” is not in this map; these are: {', '.join(known) or 'none'}.",
        )
    summary = summarize(argument_map, debate=debate)
    if as_json:
        print_json(dataclasses.asdict(summary))
    else:
        from pipeline._summary_view import render_summary

        console = _console()
        console.print(render_summary(summary, language=voice.language, width=console.width))
    return DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRequest:
    """Which rows to judge, on which debates, and where to; without `debate_column` each row is judged on all."""

    path: Path
    text_column: str
    debates_file: Path | None
    debate_column: str | None
    out: str
    model: Path | None = None


def place_rows(request: PlaceRequest, *, voice: Voice) -> int:
    """Judge each row as one unit and write it with the new columns."""
    out = request.out
    if out != STREAM:
        check_target(Path(out))
    debates = _engine.load_debates(request.debates_file)
    names, rows = _read_rows(request)
    new = _new_columns(names, debates, one_per_row=request.debate_column is not None)
    groups = _group_rows(names, rows, debates, request=request)
    cells = _judge_groups(rows, groups, request=request, voice=voice)
    placed = ({**row, **dict.fromkeys(new), **cells.get(index, {})} for index, row in enumerate(rows))
    write_bytes(out, _encode_rows(placed, columns=[*names, *new], suffix=_suffix(out, request.path)))
    if empty := len(rows) - len(cells):
        voice.warn(MESSAGES["rows-empty"][voice.language].format(rows=plural(empty, "row", voice.language)))
    if out != STREAM:
        voice.say("rows-written", target=out, rows=plural(len(cells), "row", voice.language))
    return DONE


def _read_rows(request: PlaceRequest) -> tuple[Sequence[str], Sequence[dict[str, Any]]]:
    from corpus.reading import MissingColumn

    try:
        return _engine.read_rows(request.path, text_column=request.text_column)
    except MissingColumn as error:
        # Here the user named the column for this one table: wrong use, and no failed input among others.
        raise WrongUse(nl=error.message("nl"), en=error.message("en")) from error


def _new_columns(names: Sequence[str], debates: Sequence[Debate], *, one_per_row: bool) -> list[str]:
    from pipeline._rows import added_columns

    new = added_columns(debates, one_per_row=one_per_row)
    if taken := sorted(set(new) & set(names)):
        raise WrongUse(
            nl=f"De invoer heeft al een kolom “{taken[0]}”; geef die eerst een andere naam.",
            en=f"The input has a column “{taken[0]}” already; rename it first.",
        )
    return new


def _group_rows(
    names: Sequence[str], rows: Sequence[dict[str, Any]], debates: Sequence[Debate], *, request: PlaceRequest
) -> list[tuple[list[Debate], list[int]]]:
    """Indices of the rows that have text, with the debates that each group is judged on."""
    column = request.debate_column
    _check_column(column, names, request.path)
    known = {debate.id: debate for debate in debates}
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        name = "" if column is None else str(row.get(column) or "").strip()
        if column is not None and name not in known:
            raise RowRefused(source=request.path, row=index + 1, debate=name, known=", ".join(known))
        if str(row.get(request.text_column) or "").strip():
            groups.setdefault(name, []).append(index)
    return [([known[name]] if name else list(debates), indices) for name, indices in groups.items()]


def _check_column(column: str | None, names: Sequence[str], source: Path) -> None:
    if column is not None and column not in names:
        known = ", ".join(names)
        raise WrongUse(
            nl=f"{source}: de kolom “{column}” bestaat niet; wel: {known}.",
            en=f"{source}: there is no column “{column}”; these are: {known}.",
        )


def _judge_groups(
    rows: Sequence[dict[str, Any]],
    groups: list[tuple[list[Debate], list[int]]],
    *,
    request: PlaceRequest,
    voice: Voice,
) -> dict[int, dict[str, Any]]:
    """The new cells by index of their row."""
    from pipeline._rows import placement_cells

    cells: dict[int, dict[str, Any]] = {}
    total = sum(len(indices) for _, indices in groups)
    with _progress("judging", voice) as advance:
        model = _load(request.model)
        for debates, indices in groups:
            prefixes = {debate.id: "" if request.debate_column else f"{debate.id}." for debate in debates}
            texts = [str(rows[index][request.text_column]) for index in indices]
            for index, placement in zip(indices, _placements(texts, debates, model=model), strict=True):
                cells[index] = placement_cells(placement, prefixes=prefixes)
                advance(len(cells), total)
    return cells


def _placements(texts: list[str], debates: list[Debate], *, model: "Model") -> Iterator["Placement"]:
    for start in range(0, len(texts), _ROWS_AT_ONCE):
        yield from _engine.place_texts(texts[start : start + _ROWS_AT_ONCE], debates, model=model)


def _suffix(out: str, path: Path) -> str:
    return (path if out == STREAM else Path(out)).suffix.lower()


def _encode_rows(rows: Iterable[dict[str, Any]], *, columns: list[str], suffix: str) -> Iterator[bytes]:
    from pipeline._rows import encode_csv, encode_jsonl

    return encode_jsonl(rows) if suffix in {".jsonl", ".ndjson"} else encode_csv(rows, columns=columns)


def list_debates(*, as_json: bool) -> int:
    """The built-in debates, for people or as a debates file."""
    debates = _engine.load_debates(None)
    if as_json:
        print_json([dump_debate(debate) for debate in debates])
    else:
        from rich.text import Text

        console = _console()
        for debate in debates:
            console.print(Text(debate.id, style="bold"), Text(f"  {debate.question}"), sep="\n")
            for pole in debate.poles:
                console.print(Text.assemble(f"    {pole.id}  ", (pole.name, "bold")))
    return DONE


def open_dashboard(map_path: Path | None, *, port: int | None, browser: bool, voice: Voice) -> int:
    """Serve the dashboard until it is stopped; a map that is given is checked first."""
    if map_path is not None:
        parse_map(read_file(map_path), source=str(map_path))
    return _engine.launch_dashboard(map_path, language=voice.language, port=port, open_browser=browser)


def check_corpus(*, as_json: bool, voice: Voice) -> int:
    """The figures of the shipped corpus beside their bounds; exit code 1 where one is not kept."""
    checks = _engine.check_corpus()
    if as_json:
        print_json([dataclasses.asdict(check) | {"ok": check.ok} for check in checks])
    else:
        print_lines(_check_line(check, voice.language) for check in checks)
        print_lines(_agreement_line(found, voice.language) for found in _engine.corpus_agreement())
    return DONE if all(check.ok for check in checks) else FAILED


def _check_line(check: "Check", language: Language) -> str:
    verdict = MESSAGES["check-good" if check.ok else "check-bad"][language]
    bound = MESSAGES["at-least" if check.at_least else "at-most"][language]
    return f"{verdict:<6} {check.value:>9.4g}  ({bound} {check.bound:.4g})  {check.label(language)}"


def _agreement_line(found: "Agreement", language: Language) -> str:
    return MESSAGES["agreement"][language].format(label=found.label, kappa=found.kappa, alpha=found.alpha)


def _console() -> "Console":
    from rich.console import Console

    # Only user text is printed: nothing in it is markup, an emoji code or a number to colour.
    return Console(markup=False, emoji=False, highlight=False)


@contextmanager
def _progress(name: str, voice: Voice) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where that is a terminal; gives the function that moves it to (done, total)."""
    if voice.quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(MESSAGES[name][voice.language], total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
