"""From what somebody brings in (uploads, pasted text, a folder, the examples) to a map, whatever fails on the way."""

import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from corpus import ArgumentMap, Debate, Document, Provenance, ReadError, Relation, Sentence
from corpus.debates import load_debates
from corpus.reading import read_sources
from pipeline._errors import NothingToMap

if TYPE_CHECKING:
    from models import Model

# Called before each document, and after one that failed with what went wrong.
Report = Callable[[int, Document, Exception | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The documents that could be read, and an error for each that could not."""

    documents: tuple[Document, ...]
    errors: tuple[ReadError, ...]


def read_uploads(uploads: Sequence[tuple[str, bytes]]) -> Gathered:
    """The documents in files that were sent with their names; no name becomes a path."""
    results: list[Document | ReadError] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(uploads):
            aside = Path(folder, f"{number}{_suffix(name)}")
            aside.write_bytes(content)
            results += [_called(result, aside, name) for result in read_sources([str(aside)])]
    return _gathered(results)


def read_paste(text: str, *, name: str) -> Gathered:
    """The document of a text that somebody pasted."""
    content = io.BytesIO(text.encode("utf-8", "replace"))
    results: list[Document | ReadError] = []
    for result in read_sources(["-"], stdin=content):
        if isinstance(result, Document):
            results.append(replace(result, source=name, title=name))
        else:
            results.append(_named(result, name))
    return _gathered(results)


def read_folder(path: str) -> Gathered:
    """The documents of a file or folder on this computer."""
    return _gathered(read_sources([str(Path(path).expanduser())]))


def read_debates(content: bytes) -> tuple[Debate, ...]:
    """The debates of an uploaded debates file.

    Raises:
        DebatesError: it breaks the format.
    """
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder, "debatten.json")
        aside.write_bytes(content)
        return load_debates(aside)


def example_folder() -> Path | None:
    """Where the example texts are: in the package, or beside it in a working copy; None where they were left out."""
    package = Path(str(files("corpus")))
    candidates = (package / "data" / "examples", package.parent / "examples" / "teksten", Path("examples", "teksten"))
    return next((folder for folder in candidates if folder.is_dir()), None)


def map_each(
    documents: Sequence[Document], debates: Sequence[Debate], *, model: "Model", created: str, report: Report
) -> ArgumentMap:
    """The map of all documents that can be mapped; one that fails is reported and left out.

    Raises:
        NothingToMap: not one document gave a sentence.
    """
    from pipeline._key_points import find_key_points  # noqa: PLC0415 - scipy and torch, only when mapping
    from pipeline._steps import judge_chunk, split_document  # noqa: PLC0415 - as above

    kept: list[Document] = []
    sentences: list[Sentence] = []
    relations: list[Relation] = []
    for number, document in enumerate(documents):
        report(number, document, None)
        try:
            [(found, linked)] = judge_chunk([split_document(document)], debates, model=model)
        # Whatever is wrong with one text must not cost the user the others.
        except Exception as error:
            report(number, document, error)
            continue
        kept.append(document)
        sentences += found
        relations += linked
    if not sentences:
        raise NothingToMap
    return ArgumentMap(
        made_by=Provenance(software=f"debatkaart {version('debatkaart')}", model=model.name, created=created),
        debates=tuple(debates),
        documents=tuple(kept),
        sentences=tuple(sentences),
        relations=tuple(relations),
        key_points=tuple(find_key_points(sentences, debates, model=model)),
    )


def _gathered(results: Iterable[Document | ReadError]) -> Gathered:
    found = list(results)
    documents = [one for one in found if isinstance(one, Document)]
    return Gathered(
        documents=tuple(replace(one, id=f"d{number}") for number, one in enumerate(documents, start=1)),
        errors=tuple(one for one in found if isinstance(one, ReadError)),
    )


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) < 10 else ".onbekend"


def _called(result: Document | ReadError, aside: Path, name: str) -> Document | ReadError:
    """The result under the name that the user knows; a row of a table keeps its number."""
    shown = PureWindowsPath(name).name or name
    if isinstance(result, ReadError):
        return _named(result, shown)
    source = result.source.replace(str(aside), shown, 1)
    title = PurePosixPath(source).stem if result.title == Path(result.source).stem else result.title
    return replace(result, source=source, title=title)


def _named(error: ReadError, name: str) -> ReadError:
    return type(error)(**{**error.fields, "source": name})
