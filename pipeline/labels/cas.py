"""Labels as UIMA CAS in JSON 0.4, which INCEpTION reads and writes: a zip with a file for each text and annotator.

Offsets count UTF-16 code units. A layer of ours holds them; of other layers, spans with a `role`, `label` or `value`.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from corpus import Document, Kind, RelationType, Role
from pipeline.labels.exchange import LARGEST_FILE, Fault, Given, LabelFile, Shelf, invalid, refuse
from pipeline.labels.jsonl import decode
from pipeline.labels.label import InvalidLabel, KeptJudgement, Label, Link, Place
from pipeline.labels.label_studio import from_utf16, to_utf16
from pipeline.labels.names import UNSURE, document_of, named, stance_named

SPAN, RELATION = "webanno.custom.Argument", "webanno.custom.ArgumentRelation"
SOFA, VIEW = "uima.cas.Sofa", "_InitialView"
NAMES = ("role", "label", "value")
# Tokens, sentences and the like, which every text in INCEpTION has.
_NOT_LABELS = ("uima.", "de.tudarmstadt.")
# What INCEpTION keeps of a text before anybody labels it.
_NOBODY = "INITIAL_CAS"
_FILES = 20_000

Values = dict[str, Any]


def write_cas(shelf: Shelf) -> Iterator[bytes]:
    """The zip: in a folder for each text a file for each annotator."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for sha256, judgements in shelf.by_document().items():
            document = shelf.documents[sha256]
            for name in dict.fromkeys(one.annotator for one in judgements):
                own = [one for one in judgements if one.annotator == name]
                # A fixed time: the same labels give the same file.
                entry = zipfile.ZipInfo(f"{sha256[:16]}/{quote(name, safe=' ')}.json", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, json.dumps(_cas(document, own), indent=1))
    yield buffer.getvalue()


def _cas(document: Document, judgements: Sequence[KeptJudgement]) -> Values:
    sofa = {"sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain", "sofaString": document.text}
    ids = {one.place: number for number, one in enumerate(judgements, start=2)}
    structures = [{"%ID": 1, "%TYPE": SOFA, **sofa}]
    structures += [_span(document, one, ids[one.place]) for one in judgements]
    for one in judgements:
        link = one.label.link
        if isinstance(link, Link):
            target = ids.get(Place(document=one.place.document, start=link.start, end=link.end))
            if target is not None:
                structures.append(_relation(document, link, ids[one.place], target, len(structures) + 1))
    members = [one["%ID"] for one in structures[1:]]
    return {
        "%TYPES": {SPAN: _type(SPAN, _SPAN_FEATURES), RELATION: _type(RELATION, _RELATION_FEATURES)},
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {VIEW: {"%SOFA": 1, "%MEMBERS": members}},
    }


_SPAN_FEATURES = dict.fromkeys(("role", "second_role", "speaker", "stances"), "uima.cas.String")
_RELATION_FEATURES = {"Governor": SPAN, "Dependent": SPAN, "relation": "uima.cas.String"}


def _type(name: str, features: Mapping[str, str]) -> Values:
    described = {feature: {"%NAME": feature, "%RANGE": kind} for feature, kind in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": "uima.tcas.Annotation", **described}


def _span(document: Document, judgement: KeptJudgement, identity: int) -> Values:
    label = judgement.label
    name = label.kind if label.kind not in {None, Kind.SENTENCE} else label.role
    given = {
        "role": str(name or UNSURE),
        "second_role": label.second_role.value if label.second_role else None,
        "speaker": label.speaker,
        "stances": ";".join(f"{quote(debate, safe='')}={stance}" for debate, stance in label.stances.items()) or None,
    }
    return {
        **_annotation(document, SPAN, identity, judgement.place.start, judgement.place.end),
        **{key: value for key, value in given.items() if value is not None},
    }


def _relation(document: Document, link: Link, source: int, target: int, identity: int) -> Values:
    ends = {"@Governor": source, "@Dependent": target, "relation": link.type.value}
    return {**_annotation(document, RELATION, identity, link.start, link.end), **ends}


def _annotation(document: Document, kind: str, identity: int, start: int, end: int) -> Values:
    place = {"begin": to_utf16(document.text, start), "end": to_utf16(document.text, end)}
    return {"%ID": identity, "%TYPE": kind, "@sofa": 1, **place}


def read_cas(content: bytes, source: str) -> LabelFile:
    """The labels in such a zip, in an export of an INCEpTION project, or in one CAS file.

    Raises:
        LabelsRefused: it is neither, or too large to be one.
    """
    documents: dict[str, Document] = {}
    found: list[Given | Fault] = []
    for name, annotator, part in _files(content, source):
        try:
            structures = json.loads(decode(part, source))["%FEATURE_STRUCTURES"]
            sofa = next(one for one in structures if one["%TYPE"] == SOFA)
            document = document_of(str(sofa["sofaString"]), source=name)
            documents[document.id] = document
            found += _labels(structures, document, annotator, name)
        except InvalidLabel as error:
            found.append(invalid(name, error))
        except (ValueError, TypeError, KeyError, AttributeError, StopIteration, RecursionError):
            found.append(Fault(where=name, nl="dit is geen UIMA CAS in JSON", en="this is no UIMA CAS in JSON"))
    return LabelFile(
        documents=tuple(documents.values()),
        labels=tuple(one for one in found if isinstance(one, Given)),
        faults=tuple(one for one in found if isinstance(one, Fault)),
    )


def _files(content: bytes, source: str) -> Iterator[tuple[str, str | None, bytes]]:
    """The name, annotator and content of each file; INCEpTION names a file after its annotator."""
    if not content.startswith(b"PK"):
        yield source, None, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if one.filename.endswith(".json") and "/" in one.filename]
            if len(entries) > _FILES or sum(one.file_size for one in entries) > LARGEST_FILE:
                raise refuse(source, nl="het is te groot", en="it is too large")
            for entry in entries:
                who = unquote(PurePosixPath(entry.filename).stem)
                if who != _NOBODY:
                    # `read` of a whole entry trusts the size that was checked above; a longer one is an error of its.
                    yield entry.filename, who, archive.read(entry)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise refuse(source, nl="het zip-bestand is kapot", en="the zip file is broken") from error


def _labels(
    structures: Sequence[Values], document: Document, annotator: str | None, name: str
) -> Iterator[Given | Fault]:
    labels: dict[int, Label] = {}
    places: dict[int, Place] = {}
    for one in structures:
        said = next((str(one[key]) for key in NAMES if one.get(key)), None)
        if said is None or "begin" not in one or str(one["%TYPE"]).startswith(_NOT_LABELS) or "@Governor" in one:
            continue
        identity = int(one["%ID"])
        try:
            start, end = (from_utf16(document.text, int(one[key])) for key in ("begin", "end"))
            place = Place(document=document.id, start=start, end=end)
            labels[identity] = _label(one, said)
            places[identity] = place
        except InvalidLabel as error:
            yield invalid(f"{name}, {identity}", error)
    for one in structures:
        _add_relation(labels, places, one)
    for identity, place in places.items():
        yield Given(where=f"{name}, {identity}", place=place, label=labels[identity], annotator=annotator)


def _label(one: Values, said: str) -> Label:
    label = named(said)
    pairs = [pair.partition("=") for pair in str(one.get("stances") or "").split(";") if pair]
    stances = {unquote(debate.strip()): stance_named(stance) for debate, _, stance in pairs}
    second = named(str(one["second_role"])).role if one.get("second_role") else None
    return Label(
        role=label.role,
        second_role=second,
        kind=label.kind,
        stances=stances,
        speaker=str(one["speaker"]) if one.get("speaker") else None,
        unsure=label.unsure and not stances,
    )


def _add_relation(labels: dict[int, Label], places: Mapping[int, Place], one: Values) -> None:
    ends = one.get("@Governor"), one.get("@Dependent")
    kind = next((str(one[key]) for key in ("relation", *NAMES) if one.get(key)), "")
    if not all(end in places for end in ends) or kind not in set(RelationType):
        return
    source, target = (int(str(end)) for end in ends)
    if labels[source].role not in {None, Role.NONE}:
        place = places[target]
        link = Link(type=RelationType(kind), start=place.start, end=place.end)
        labels[source] = replace(labels[source], link=link)
