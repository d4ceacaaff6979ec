"""Labels as Prodigy keeps them: JSONL with a text and its spans, or a text with a label or a choice."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus import Document
from pipeline.labels.exchange import Fault, Given, LabelFile, Shelf, invalid
from pipeline.labels.jsonl import decode
from pipeline.labels.label import InvalidLabel, KeptJudgement, Label, Place, dump_label, parse_label
from pipeline.labels.names import UNSURE, document_of, moment, named, whole

Values = dict[str, Any]


def write_prodigy(shelf: Shelf) -> Iterator[bytes]:
    """A line for each text and annotator; what Prodigy has no place for goes along in each span under `debatkaart`."""
    for sha256, judgements in shelf.by_document().items():
        document = shelf.documents[sha256]
        for annotator in dict.fromkeys(one.annotator for one in judgements):
            own = [one for one in judgements if one.annotator == annotator]
            task = {
                "text": document.text,
                "spans": [_span(one) for one in own],
                "answer": "accept",
                "_annotator_id": annotator,
                "_session_id": annotator,
                "meta": {"title": document.title, "source": document.source, "sha256": sha256},
            }
            yield json.dumps(task).encode() + b"\n"


def _span(judgement: KeptJudgement) -> Values:
    label = judgement.label
    name = label.role or label.kind or UNSURE
    place = {"start": judgement.place.start, "end": judgement.place.end}
    about = {"made": judgement.made, "model": judgement.model, "random_share": judgement.random_share}
    return {**place, "label": str(name), "debatkaart": {**dump_label(label), **about}}


def read_prodigy(content: bytes, source: str) -> LabelFile:
    """The labels in a Prodigy file; answers other than accept are reported, as they say nothing certain.

    Raises:
        LabelsRefused: it is not UTF-8.
    """
    documents: dict[str, Document] = {}
    labels: list[Given] = []
    faults: list[Fault] = []
    for number, line in enumerate(decode(content, source).split("\n"), start=1):
        if not line.strip():
            continue
        where = str(number)
        try:
            task = json.loads(line)
            document = _document(task, source)
            documents[document.id] = document
            if task.get("answer", "accept") == "accept":
                for given in _given(task, document, where):
                    labels.append(given) if isinstance(given, Given) else faults.append(given)
            else:
                answer = str(task["answer"])[:20]
                faults.append(Fault(where=where, nl=f"overgeslagen: antwoord {answer}", en=f"skipped: answer {answer}"))
        except InvalidLabel as error:
            faults.append(invalid(where, error))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            faults.append(Fault(where=where, nl="dit is geen Prodigy-taak", en="this is no Prodigy task"))
    return LabelFile(documents=tuple(documents.values()), labels=tuple(labels), faults=tuple(faults))


def _document(task: Values, source: str) -> Document:
    meta = task.get("meta") or {}
    return document_of(str(task["text"]), source=str(meta.get("source") or source), title=str(meta.get("title") or ""))


def _given(task: Values, document: Document, where: str) -> Iterator[Given | Fault]:
    about: Values = {
        "annotator": str(task.get("_annotator_id") or task.get("_session_id") or "") or None,
        "made": moment(task.get("_timestamp")),
    }
    names = [str(task["label"])] if task.get("label") else [str(name) for name in task.get("accept") or ()]
    if names:
        label = named(names[0])
        if len(names) > 1:
            label = replace(label, second_role=named(names[1]).role)
        yield Given(where=where, place=whole(document), label=label, **about)
    for number, span in enumerate(task.get("spans") or (), start=1):
        place_in_file = f"{where}, span {number}"
        try:
            yield _given_span(span, document, place_in_file, about)
        except InvalidLabel as error:
            yield invalid(place_in_file, error)


def _given_span(span: Values, document: Document, where: str, about: Values) -> Given:
    ours = span.get("debatkaart") or {}
    label: Label = parse_label(ours) if ours else named(str(span["label"]))
    return Given(
        where=where,
        place=Place(document=document.id, start=int(span["start"]), end=int(span["end"])),
        label=label,
        **{**about, "made": moment(ours.get("made")) or about["made"]},
        model=str(ours.get("model") or ""),
        random_share=bool(ours.get("random_share")),
    )
