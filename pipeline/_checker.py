"""The rules that a map file must keep: its shape first, then what elements promise about each other."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from corpus import SCORE_TOLERANCE, Language
from pipeline._map_json import FORMAT, VERSION
from pipeline._map_schema import MapShape
from pipeline._texts import FAULTS, SHAPE_FAULTS

# Floating point leaves dust in the sum of scores that were rounded to exactly the tolerance.
_DUST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A broken rule: where, and why in both languages."""

    path: str
    reasons: Mapping[Language, str]

    @property
    def reason(self) -> str:
        """Why, in English."""
        return self.reasons["en"]

    def message(self, language: Language) -> str:
        """Why, in `language`."""
        return self.reasons[language]


def check_map(data: object) -> list[Fault]:
    """Every rule of the format that `data`, parsed JSON, breaks; [] for a good map.

    Rules between elements are checked only once the shape is right.

    Example:
        >>> check_map({"format": "debatkaart/argument-map", "version": 2})[0].reason
        'version 2 is unknown; this debatkaart reads version 1'
    """
    if faults := list(_format_faults(data)) or shape_faults(MapShape, data):
        return faults
    assert isinstance(data, dict)  # noqa: S101 - the shape says so
    checks = (_id_faults, _document_faults, _offset_faults, _sentence_faults, _relation_faults, _key_point_faults)
    return [fault for check in checks for fault in check(data)]


def _fault(path: str, rule: str, **fields: object) -> Fault:
    texts = FAULTS[rule]
    return Fault(path=path, reasons={"nl": texts["nl"].format(**fields), "en": texts["en"].format(**fields)})


def _format_faults(data: object) -> Iterator[Fault]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        yield _fault("format", "format", format=FORMAT)
    elif "version" not in data:
        yield _fault("version", "missing-version")
    elif data["version"] != VERSION or isinstance(data["version"], bool):
        yield _fault("version", "version", found=str(data["version"])[:40], known=VERSION)


def shape_faults(shape: type[BaseModel], data: object) -> list[Fault]:
    """Where `data`, parsed JSON, does not have the shape; [] where it has."""
    try:
        shape.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=False)
        return [_shape_fault(dict(detail)) for detail in details]
    return []


def _shape_fault(detail: dict[str, Any]) -> Fault:
    texts = SHAPE_FAULTS.get(detail["type"], {"nl": detail["msg"], "en": detail["msg"]})
    context = detail.get("ctx", {})
    reasons: dict[Language, str] = {"nl": texts["nl"].format(**context), "en": texts["en"].format(**context)}
    return Fault(path=_path(detail["loc"]), reasons=reasons)


def _path(location: Iterable[int | str]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")


def _id_faults(data: dict[str, Any]) -> Iterator[Fault]:
    for collection in ("debates", "documents", "sentences", "key_points"):
        ids = [element["id"] for element in data[collection]]
        yield from _repeated(ids, place=lambda index, name=collection: f"{name}[{index}].id")  # type: ignore[misc]


def _repeated(ids: Iterable[str], *, place: Callable[[int], str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            yield _fault(place(index), "repeated", id=name)
        seen.add(name)


def _document_faults(data: dict[str, Any]) -> Iterator[Fault]:
    for index, debate in enumerate(data["debates"]):
        if [pole["id"] for pole in debate["poles"]] != ["a", "b"]:
            yield _fault(f"debates[{index}].poles", "poles")
    for index, document in enumerate(data["documents"]):
        text = document["text"].encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != document["sha256"]:
            yield _fault(f"documents[{index}].sha256", "sha256")


def _offset_faults(data: dict[str, Any]) -> Iterator[Fault]:
    texts = {document["id"]: document["text"] for document in data["documents"]}
    ends: dict[str, int] = {}
    for index, sentence in enumerate(data["sentences"]):
        path, document = f"sentences[{index}]", sentence["document"]
        if document not in texts:
            yield _fault(f"{path}.document", "unknown-document", id=document)
            continue
        yield from _span_faults(sentence, path=path, text=texts[document])
        if sentence["start"] < ends.get(document, 0):
            yield _fault(f"{path}.start", "overlap", start=sentence["start"], end=ends[document])
        ends[document] = max(sentence["end"], ends.get(document, 0))


def _span_faults(sentence: dict[str, Any], *, path: str, text: str) -> Iterator[Fault]:
    start, end = sentence["start"], sentence["end"]
    if start >= end:
        yield _fault(f"{path}.end", "empty-span", start=start, end=end)
    elif end > len(text):
        yield _fault(f"{path}.end", "outside", end=end, length=len(text))
    elif text[start:end] != sentence["text"]:
        yield _fault(f"{path}.text", "other-text", start=start, end=end)


def _sentence_faults(data: dict[str, Any]) -> Iterator[Fault]:
    debates = {debate["id"] for debate in data["debates"]}
    sentences = {sentence["id"] for sentence in data["sentences"]}
    for index, sentence in enumerate(data["sentences"]):
        path = f"sentences[{index}]"
        if sentence["kind"] != "sentence" and sentence["role"] != "none":
            yield _fault(f"{path}.role", "role-of-kind", kind=sentence["kind"])
        duplicate_of = sentence.get("duplicate_of")
        if duplicate_of is not None and duplicate_of not in sentences:
            yield _fault(f"{path}.duplicate_of", "unknown-sentence", id=duplicate_of)
        if duplicate_of == sentence["id"]:
            yield _fault(f"{path}.duplicate_of", "itself")
        by_model = sentence["judged_by"] == "model"
        yield from _judgement_faults(sentence, path=path, debates=debates, by_model=by_model)
        if sentence.get("model") is not None:
            yield from _judgement_faults(sentence["model"], path=f"{path}.model", debates=debates, by_model=True)


def _judgement_faults(judgement: dict[str, Any], *, path: str, debates: set[str], by_model: bool) -> Iterator[Fault]:
    scores = judgement["role_scores"]
    yield from _score_faults(scores, judgement["role"] if by_model else None, path=path, key="role")
    stances = judgement["stances"]
    yield from _repeated(
        (stance["debate"] for stance in stances), place=lambda index: f"{path}.stances[{index}].debate"
    )
    for index, stance in enumerate(stances):
        place = f"{path}.stances[{index}]"
        if stance["debate"] not in debates:
            yield _fault(f"{place}.debate", "unknown-debate", id=stance["debate"])
        yield from _score_faults(stance["scores"], stance["side"] if by_model else None, path=place, key="side")


def _score_faults(scores: dict[str, float] | None, label: str | None, *, path: str, key: str) -> Iterator[Fault]:
    if scores is None:
        return
    total = sum(scores.values())
    if abs(total - 1) > SCORE_TOLERANCE + _DUST:
        yield _fault(f"{path}.{'role_scores' if key == 'role' else 'scores'}", "sum", total=f"{total:.4f}")
    if label is not None and scores[label] < max(scores.values()):
        best = max(scores, key=lambda name: scores[name])
        yield _fault(f"{path}.{key}", "not-highest", label=label, best=best)


def _relation_faults(data: dict[str, Any]) -> Iterator[Fault]:
    roles = {sentence["id"]: sentence["role"] for sentence in data["sentences"]}
    seen: set[tuple[str, str, str]] = set()
    for index, relation in enumerate(data["relations"]):
        path = f"relations[{index}]"
        for end in ("source", "target"):
            if relation[end] not in roles:
                yield _fault(f"{path}.{end}", "unknown-sentence", id=relation[end])
            elif roles[relation[end]] == "none":
                yield _fault(f"{path}.{end}", "no-argument", id=relation[end])
        triple = (relation["source"], relation["target"], relation["type"])
        if relation["source"] == relation["target"]:
            yield _fault(path, "itself")
        if triple in seen:
            yield _fault(path, "double-relation", source=triple[0], target=triple[1])
        seen.add(triple)


def _key_point_faults(data: dict[str, Any]) -> Iterator[Fault]:
    debates = {debate["id"] for debate in data["debates"]}
    sides = {
        sentence["id"]: {stance["debate"]: stance["side"] for stance in sentence["stances"]}
        for sentence in data["sentences"]
    }
    for index, point in enumerate(data["key_points"]):
        path = f"key_points[{index}]"
        if point["debate"] not in debates:
            yield _fault(f"{path}.debate", "unknown-debate", id=point["debate"])
        if point["sentence"] not in point["members"]:
            yield _fault(f"{path}.sentence", "no-member", id=point["sentence"])
        yield from _member_faults(point, path=path, sides=sides)


def _member_faults(point: dict[str, Any], *, path: str, sides: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    yield from _repeated(point["members"], place=lambda index: f"{path}.members[{index}]")
    for index, member in enumerate(point["members"]):
        place = f"{path}.members[{index}]"
        if member not in sides:
            yield _fault(place, "unknown-sentence", id=member)
        elif sides[member].get(point["debate"]) != point["side"]:
            yield _fault(place, "other-side", id=member, side=point["side"])
