"""Labels in a JSONL file of ours: a line a text, a debate or a label; and lines of a text with its role alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus import Debate, Document, Pole, Side
from pipeline._map_json import dump_debate
from pipeline.labels.exchange import Fault, Given, LabelFile, Shelf, invalid, refuse
from pipeline.labels.label import InvalidLabel, KeptJudgement, Place, dump_label, parse_label
from pipeline.labels.names import document_of, moment, named, whole

FORMAT = "debatkaart/labels"
VERSION = 1

Values = dict[str, Any]


def write_jsonl(shelf: Shelf) -> Iterator[bytes]:
    """The lines of a file that holds all that its labels need: texts and debates as well."""
    yield _line({"type": "labels", "format": FORMAT, "version": VERSION})
    for document in shelf.documents.values():
        yield _line(_dump_document(document))
    for debate in shelf.debates:
        yield _line({"type": "debate", **dump_debate(debate)})
    for one in shelf.judgements:
        yield _line({"type": "label", **dump_judgement(one, shelf.text(one.place))})


def _line(values: Values) -> bytes:
    # A lone surrogate has no UTF-8 form: ASCII escapes keep it.
    return json.dumps(values, ensure_ascii=not _is_utf8(values)).encode() + b"\n"


def _is_utf8(values: Values) -> bool:
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _dump_document(document: Document) -> Values:
    names = ("title", "source", "author", "date", "language", "extractor", "text")
    return {"type": "document", "sha256": document.sha256, **{name: getattr(document, name) for name in names}}


def dump_judgement(judgement: KeptJudgement, text: str) -> Values:
    """A judgement with where it stands and who gave it."""
    place = judgement.place
    return {
        "document": place.document,
        "start": place.start,
        "end": place.end,
        "text": text,
        **dump_label(judgement.label),
        "annotator": judgement.annotator,
        "made": judgement.made,
        "model": judgement.model,
        "random_share": judgement.random_share,
    }


@dataclass(slots=True)
class _Found:
    documents: dict[str, Document] = field(default_factory=dict)
    debates: list[Debate] = field(default_factory=list)
    labels: list[Given] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_jsonl(content: bytes, source: str) -> LabelFile:
    """The labels in a JSONL file; a line that cannot be used is reported and the others are read.

    Raises:
        LabelsRefused: it is not UTF-8, or of a later version.
    """
    found = _Found()
    for number, line in enumerate(decode(content, source).split("\n"), start=1):
        if line.strip():
            _read_line(found, line, str(number), source)
    return LabelFile(
        documents=tuple(found.documents.values()),
        debates=tuple(found.debates),
        labels=tuple(found.labels),
        faults=tuple(found.faults),
    )


def decode(content: bytes, source: str) -> str:
    """The text of a file.

    Raises:
        LabelsRefused: it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(source, nl="het is geen UTF-8", en="it is not UTF-8") from error


def _read_line(found: _Found, line: str, where: str, source: str) -> None:
    try:
        values = json.loads(line)
        kind = values.get("type", "label")
        if kind == "labels":
            _check_version(values, source)
        elif kind == "document":
            document = _read_document(values)
            found.documents[document.id] = document
        elif kind == "debate":
            found.debates.append(_read_debate(values))
        else:
            found.labels.append(read_given(values, where, source, found.documents))
    except InvalidLabel as error:
        found.faults.append(invalid(where, error))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found.faults.append(Fault(where=where, nl="dit is geen label", en="this is no label"))


def _check_version(values: Values, source: str) -> None:
    if values.get("format") != FORMAT or values.get("version") != VERSION:
        raise refuse(
            source,
            nl=f"versie {values.get('version')} van {values.get('format')} is hier niet bekend",
            en=f"version {values.get('version')} of {values.get('format')} is not known here",
        )


def _read_document(values: Values) -> Document:
    names = ("title", "author", "date", "language", "extractor")
    about = {name: values[name] for name in names if values.get(name) is not None}
    return document_of(str(values["text"]), source=str(values.get("source") or ""), **about)


def _read_debate(values: Values) -> Debate:
    a, b = (Pole(id=Side(pole["id"]), name=pole["name"], statement=pole["statement"]) for pole in values["poles"])
    return Debate(id=str(values["id"]), question=str(values["question"]), poles=(a, b))


def read_given(values: Values, where: str, source: str, documents: dict[str, Document]) -> Given:
    """A label with its place; a text without a document becomes one of its own, put into `documents`.

    Raises:
        InvalidLabel, ValueError, TypeError, KeyError: it is no label.
    """
    label = named(str(values["label"])) if values.get("label") else parse_label(values)
    if label.is_empty:
        raise InvalidLabel(nl="het label zegt niets", en="the label says nothing")
    text = values.get("text")
    if values.get("document"):
        place = Place(document=str(values["document"]), start=int(values["start"]), end=int(values["end"]))
    else:
        own = document_of(str(values["text"]), source=str(values.get("source") or source))
        documents[own.id] = own
        place, text = whole(own), None
    return Given(
        where=where,
        place=place,
        label=label,
        text=str(text) if text else None,
        annotator=str(values["annotator"]) if values.get("annotator") else None,
        made=moment(values.get("made")),
        model=str(values.get("model") or ""),
        random_share=bool(values.get("random_share")),
    )
