"""Labels as Label Studio exports and imports them: JSON, a task a text, with offsets in UTF-16 code units."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from corpus import Debate, Document, Kind, RelationType, Role
from pipeline.labels.exchange import Fault, Given, LabelFile, Shelf, invalid, refuse
from pipeline.labels.jsonl import decode
from pipeline.labels.label import STANCES, InvalidLabel, KeptJudgement, Label, Link, Place
from pipeline.labels.names import UNSURE, document_of, moment, named, stance_named, whole

STANCE = "stance."
# Names of the controls in `labelling_config`.
ROLE, SECOND, SPEAKER, ANNOTATOR, TEXT = "role", "second_role", "speaker", "annotator", "text"

Values = dict[str, Any]


def to_utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 code units."""
    return offset + sum(character > "\uffff" for character in text[:offset])


def from_utf16(text: str, offset: int) -> int:
    """An offset in UTF-16 code units as one in code points.

    Raises:
        InvalidLabel: it lies within a character, or outside the text.
    """
    if text.isascii() and offset <= len(text):
        return offset
    units = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= offset * 2 <= len(units):
        raise InvalidLabel(nl=f"plaats {offset} ligt buiten de tekst", en=f"offset {offset} lies outside the text")
    try:
        return len(units[: offset * 2].decode("utf-16-le"))
    except UnicodeDecodeError as error:
        raise InvalidLabel(
            nl=f"plaats {offset} ligt binnen een teken", en=f"offset {offset} lies within a character"
        ) from error


def labelling_config(debates: tuple[Debate, ...]) -> str:
    """The labelling interface to paste into a Label Studio project before the tasks are imported."""
    labels = "".join(f"<Label value={quoteattr(name)}/>" for name in (*Role, Kind.HEADING, Kind.BOILERPLATE, UNSURE))
    choices = "".join(f"<Choice value={quoteattr(name)}/>" for name in STANCES)
    stances = "".join(
        f"<Header value={quoteattr(debate.question)} size='6'/>"
        f"<Choices name={quoteattr(STANCE + debate.id)} toName='{TEXT}' perRegion='true'>{choices}</Choices>"
        for debate in debates
    )
    seconds = "".join(f"<Choice value={quoteattr(role)}/>" for role in Role if role is not Role.NONE)
    relations = "".join(f"<Relation value={quoteattr(one)}/>" for one in RelationType)
    return (
        f"<View><Labels name='{ROLE}' toName='{TEXT}'>{labels}</Labels>"
        f"<Text name='{TEXT}' value='{escape('$text')}' granularity='word'/>"
        f"<Choices name='{SECOND}' toName='{TEXT}' perRegion='true'>{seconds}</Choices>{stances}"
        f"<TextArea name='{SPEAKER}' toName='{TEXT}' perRegion='true'/>"
        f"<TextArea name='{ANNOTATOR}' toName='{TEXT}'/><Relations>{relations}</Relations></View>"
    )


def write_label_studio(shelf: Shelf) -> Iterator[bytes]:
    """A task for each text with an annotation for each annotator, for the interface of `labelling_config`.

    The name goes in a field of its own: Label Studio refuses annotations by people whom it does not know.
    """
    tasks = []
    for sha256, judgements in shelf.by_document().items():
        document = shelf.documents[sha256]
        people = dict.fromkeys(one.annotator for one in judgements)
        annotations = [
            {"result": _results(document, [one for one in judgements if one.annotator == name], name)}
            for name in people
        ]
        data = {"text": document.text, "title": document.title, "source": document.source, "sha256": sha256}
        tasks.append({"data": data, "annotations": annotations})
    yield json.dumps(tasks, indent=1).encode() + b"\n"


def _results(document: Document, judgements: list[KeptJudgement], annotator: str) -> list[Values]:
    results = [_result(ANNOTATOR, "textarea", {"text": [annotator]}, identity=f"annotator-{annotator}")]
    ids = {one.place: f"{one.place.start}-{one.place.end}" for one in judgements}
    for one in judgements:
        start, end = (to_utf16(document.text, offset) for offset in (one.place.start, one.place.end))
        span = {"start": start, "end": end, "text": document.text[one.place.start : one.place.end]}
        results += [
            _result(name, kind, {**span, field: values}, identity=ids[one.place])
            for name, kind, field, values in _controls(one)
        ]
        link = one.label.link
        if isinstance(link, Link):
            target = replace(one.place, start=link.start, end=link.end)
            if target in ids:
                ends = {"from_id": ids[one.place], "to_id": ids[target], "direction": "right"}
                results.append({"type": "relation", **ends, "labels": [link.type.value]})
    return results


def _controls(judgement: KeptJudgement) -> Iterator[tuple[str, str, str, list[str]]]:
    label = judgement.label
    name = label.kind if label.kind not in {None, Kind.SENTENCE} else label.role
    yield ROLE, "labels", "labels", [str(name or UNSURE)]
    if label.second_role:
        yield SECOND, "choices", "choices", [label.second_role.value]
    for debate, stance in label.stances.items():
        yield f"{STANCE}{debate}", "choices", "choices", [stance]
    if label.speaker:
        yield SPEAKER, "textarea", "text", [label.speaker]


def _result(name: str, kind: str, value: Values, *, identity: str) -> Values:
    return {"id": identity, "from_name": name, "to_name": TEXT, "type": kind, "value": value}


def read_label_studio(content: bytes, source: str) -> LabelFile:
    """The labels in a JSON export of Label Studio; predictions and cancelled annotations are no labels.

    Raises:
        LabelsRefused: it is not JSON, or not a list of tasks.
    """
    try:
        tasks = json.loads(decode(content, source))
    except (ValueError, RecursionError) as error:
        raise refuse(source, nl="het is geen JSON", en="it is not JSON") from error
    if not isinstance(tasks, list):
        raise refuse(source, nl="het is geen lijst van taken", en="it is not a list of tasks")
    documents: dict[str, Document] = {}
    found: list[Given | Fault] = []
    for number, task in enumerate(tasks, start=1):
        try:
            document = _document(task["data"], source)
            documents[document.id] = document
            for annotation in task.get("annotations", task.get("completions")) or ():
                if not annotation.get("was_cancelled"):
                    found += _annotation(annotation, document, str(number))
        except InvalidLabel as error:
            found.append(invalid(str(number), error))
        except (ValueError, TypeError, KeyError, AttributeError):
            why = {"nl": "dit is geen taak van Label Studio", "en": "this is no task of Label Studio"}
            found.append(Fault(where=str(number), **why))
    return LabelFile(
        documents=tuple(documents.values()),
        labels=tuple(one for one in found if isinstance(one, Given)),
        faults=tuple(one for one in found if isinstance(one, Fault)),
    )


def _document(data: Values, source: str) -> Document:
    text = data.get(TEXT)
    if not isinstance(text, str):
        # A project may call it otherwise; the text is the longest of what a task holds.
        text = max((value for value in data.values() if isinstance(value, str)), key=len)
    return document_of(text, source=str(data.get("source") or source), title=str(data.get("title") or ""))


def _annotation(annotation: Values, document: Document, where: str) -> Iterator[Given | Fault]:
    results = annotation.get("result") or []
    about: Values = {
        "annotator": _annotator(annotation, results),
        "made": moment(annotation.get("updated_at") or annotation.get("created_at")),
    }
    regions: dict[str, list[Values]] = {}
    for result in results:
        if result.get("type") != "relation" and result.get("from_name") != ANNOTATOR:
            regions.setdefault(str(result.get("id")), []).append(result)
    places: dict[str, Place] = {}
    labels: dict[str, Label] = {}
    for identity, parts in regions.items():
        try:
            places[identity] = _place(parts[0]["value"], document)
            labels[identity] = _label(parts)
        except InvalidLabel as error:
            places.pop(identity, None)
            yield invalid(f"{where}, {identity}", error)
    _add_relations(labels, places, results)
    for identity, place in places.items():
        if not labels[identity].is_empty:
            yield Given(where=f"{where}, {identity}", place=place, label=labels[identity], **about)


def _annotator(annotation: Values, results: list[Values]) -> str | None:
    for result in results:
        if result.get("from_name") == ANNOTATOR and result["value"].get("text"):
            return str(result["value"]["text"][0])
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        return str(who.get("email") or who.get("username") or who.get("id") or "") or None
    return None if who is None else f"label-studio {who}"


def _place(value: Values, document: Document) -> Place:
    """Where a region stands; its own words tell UTF-16 offsets from code points, which some versions write."""
    if "start" not in value:
        return whole(document)
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    text = document.text
    if isinstance(words, str) and text[start:end] == words and not _is_utf16(text, start, end, words):
        return Place(document=document.id, start=start, end=end)
    place = Place(document=document.id, start=from_utf16(text, start), end=from_utf16(text, end))
    if isinstance(words, str) and text[place.start : place.end] != words:
        raise InvalidLabel(
            nl=f"op {start}-{end} staat iets anders in de tekst dan in het gebied",
            en=f"the text has other words at {start}-{end} than the region",
        )
    return place


def _is_utf16(text: str, start: int, end: int, words: str) -> bool:
    try:
        return text[from_utf16(text, start) : from_utf16(text, end)] == words
    except InvalidLabel:
        return False


def _label(parts: list[Values]) -> Label:
    label = Label()
    stances: dict[str, str] = {}
    for part in parts:
        name, value = str(part.get("from_name")), part["value"]
        values = value.get("labels") or value.get("choices") or []
        if name.startswith(STANCE):
            stances[name.removeprefix(STANCE)] = stance_named(str(values[0]))
        elif name == SPEAKER:
            label = replace(label, speaker=str((value.get("text") or [""])[0]) or None)
        elif name == SECOND:
            label = replace(label, second_role=named(str(values[0])).role) if label.role else label
        elif values:
            said = named(str(values[0]))
            label = replace(label, role=said.role or label.role, kind=said.kind, unsure=said.unsure)
    # A label without a role or kind is called unsure there, as a region must have a name.
    return replace(label, stances=stances, unsure=label.unsure and not stances)


def _add_relations(labels: dict[str, Label], places: dict[str, Place], results: list[Values]) -> None:
    for result in results:
        source, target = str(result.get("from_id")), str(result.get("to_id"))
        if result.get("type") != "relation" or source not in labels or target not in places:
            continue
        names = result.get("labels") or []
        kind = next((RelationType(name) for name in names if name in set(RelationType)), None)
        if kind and labels[source].role not in {None, Role.NONE}:
            link = Link(type=kind, start=places[target].start, end=places[target].end)
            labels[source] = replace(labels[source], link=link)
