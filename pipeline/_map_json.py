"""Argument maps as JSON, version 1: lossless both ways."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Kind,
    Pole,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)
from pipeline._errors import MapRefused, MapUnreadable, system_reasons
from pipeline._files import write_aside

FORMAT = "debatkaart/argument-map"
VERSION = 1

# A lone surrogate has no UTF-8 form; as a JSON escape it survives the round trip.
_SURROGATE = re.compile("[\ud800-\udfff]")


def dump_map(argument_map: ArgumentMap) -> dict[str, Any]:
    """The map as JSON values, keys in the order of the format."""
    made_by = argument_map.made_by
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_by": {"software": made_by.software, "model": made_by.model, "created": made_by.created},
        "debates": [dump_debate(debate) for debate in argument_map.debates],
        "documents": [_dump_document(document) for document in argument_map.documents],
        "sentences": [_dump_sentence(sentence) for sentence in argument_map.sentences],
        "relations": [_dump_relation(relation) for relation in argument_map.relations],
        "key_points": [_dump_key_point(point) for point in argument_map.key_points],
    }


def dump_debate(debate: Debate) -> dict[str, Any]:
    """A debate as in a map and in a debates file."""
    poles = [{"id": pole.id.value, "name": pole.name, "statement": pole.statement} for pole in debate.poles]
    return {"id": debate.id, "question": debate.question, "poles": poles}


def _dump_document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "date": document.date,
        "author": document.author,
        "language": document.language,
        "extractor": document.extractor,
        "warnings": list(document.warnings),
        "sha256": document.sha256,
        "text": document.text,
    }


def _dump_sentence(sentence: Sentence) -> dict[str, Any]:
    optional = {
        "addressee": sentence.addressee,
        "duplicate_of": sentence.duplicate_of,
        "split": "glue" if sentence.glued else None,
        "model": _dump_judgement(sentence.model_judgement) if sentence.model_judgement else None,
    }
    return {
        "id": sentence.id,
        "document": sentence.document,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "kind": sentence.kind.value,
        "speaker": sentence.speaker,
        **_dump_judgement(sentence.judgement),
        "judged_by": sentence.judgement.maker,
        **_without_none(optional),
    }


def _dump_judgement(judgement: Judgement) -> dict[str, Any]:
    second = judgement.second_role.value if judgement.second_role else None
    return {
        "role": judgement.role.value,
        **_without_none({"second_role": second}),
        "role_scores": _dump_scores(judgement.role_scores),
        "stances": [_dump_stance(stance) for stance in judgement.stances],
        "certain": judgement.certain,
    }


def _dump_stance(stance: Stance) -> dict[str, Any]:
    return {
        "debate": stance.debate,
        "side": stance.side.value,
        "scores": _dump_scores(stance.scores),
        "certain": stance.certain,
    }


def _dump_scores(scores: Mapping[str, float] | None) -> dict[str, float] | None:
    return None if scores is None else {str(label): float(score) for label, score in scores.items()}


def _dump_relation(relation: Relation) -> dict[str, Any]:
    ends = {"source": relation.source, "target": relation.target}
    return {**ends, "type": relation.type.value, "score": relation.score}


def _dump_key_point(point: KeyPoint) -> dict[str, Any]:
    place = {"id": point.id, "debate": point.debate, "side": point.side.value}
    return {**place, "text": point.text, "sentence": point.sentence, "members": list(point.members)}


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def encode(data: object) -> Iterator[bytes]:
    """`data` as indented JSON in UTF-8, piece by piece."""
    pieces = json.JSONEncoder(ensure_ascii=False, indent=1, allow_nan=False).iterencode(data)
    for piece in pieces:
        yield _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", piece).encode()
    yield b"\n"


def write_map(argument_map: ArgumentMap, path: Path) -> None:
    """Write the map to `path`, aside and then renamed."""
    write_aside(path, encode(dump_map(argument_map)))


def load_map(path: Path) -> ArgumentMap:
    """The map in the file at `path`.

    Raises:
        MapUnreadable: it is missing, not UTF-8 or not JSON.
        MapRefused: it breaks a rule; nothing is half imported.
    """
    return parse_map(read_file(path), source=str(path))


def read_file(path: Path) -> bytes:
    """The bytes of a map file.

    Raises:
        MapUnreadable: the operating system refuses.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise MapUnreadable(source=path, **system_reasons(error)) from error


def parse_map(content: bytes, *, source: str) -> ArgumentMap:
    """The map in the bytes of a file, refused whole where it breaks a rule; `source` is for messages."""
    from pipeline._checker import check_map  # noqa: PLC0415 - pydantic is heavy and writing does not need it

    data = parse_json(content, source=source)
    if faults := check_map(data):
        first = faults[0]
        fields = {"path": first.path, "reason_nl": first.message("nl"), "reason_en": first.message("en")}
        raise MapRefused(source=source, faults=faults, count=len(faults), **fields)
    assert isinstance(data, dict)  # noqa: S101 - the checker has refused anything else
    return map_of_data(data)


def decode_text(content: bytes, *, source: str) -> str:
    """The text in `content`, without a byte order mark.

    Raises:
        MapUnreadable: it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = {"reason_nl": "het is geen UTF-8", "reason_en": "it is not UTF-8"}
        raise MapUnreadable(source=source, **why) from error


def parse_json(content: bytes, *, source: str) -> object:
    """The JSON value in `content`.

    Raises:
        MapUnreadable: it is not UTF-8, not JSON, or nested beyond what a map can be.
    """
    text = decode_text(content, source=source)
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        why = {"reason_nl": f"regel {line} is geen geldige JSON", "reason_en": f"line {line} is not valid JSON"}
        raise MapUnreadable(source=source, **why) from error
    except ValueError as error:
        why = {"reason_nl": "een getal is te groot", "reason_en": "a number is too large"}
        raise MapUnreadable(source=source, **why) from error


def map_of_data(data: dict[str, Any]) -> ArgumentMap:
    """The map of JSON values that `check_map` found good."""
    made_by = data["made_by"]
    return ArgumentMap(
        made_by=Provenance(software=made_by["software"], model=made_by["model"], created=made_by["created"]),
        debates=tuple(_load_debate(debate) for debate in data["debates"]),
        documents=tuple(_load_document(document) for document in data["documents"]),
        sentences=tuple(_load_sentence(sentence) for sentence in data["sentences"]),
        relations=tuple(_load_relation(relation) for relation in data["relations"]),
        key_points=tuple(_load_key_point(point) for point in data["key_points"]),
    )


def _load_debate(debate: dict[str, Any]) -> Debate:
    first, second = (
        Pole(id=Side(pole["id"]), name=pole["name"], statement=pole["statement"]) for pole in debate["poles"]
    )
    return Debate(id=debate["id"], question=debate["question"], poles=(first, second))


def _load_document(document: dict[str, Any]) -> Document:
    keys = ("id", "text", "source", "title", "date", "author", "language", "extractor")
    return Document(**{key: document[key] for key in keys}, warnings=tuple(document["warnings"]))


def _load_sentence(sentence: dict[str, Any]) -> Sentence:
    model = sentence.get("model")
    return Sentence(
        id=sentence["id"],
        document=sentence["document"],
        start=sentence["start"],
        end=sentence["end"],
        text=sentence["text"],
        kind=Kind(sentence["kind"]),
        speaker=sentence["speaker"],
        judgement=_load_judgement(sentence, maker=sentence["judged_by"]),
        model_judgement=_load_judgement(model, maker="model") if model else None,
        addressee=sentence.get("addressee"),
        duplicate_of=sentence.get("duplicate_of"),
        glued=sentence.get("split") == "glue",
    )


def _load_judgement(judgement: dict[str, Any], *, maker: str) -> Judgement:
    second = judgement.get("second_role")
    return Judgement(
        maker=maker,
        role=Role(judgement["role"]),
        second_role=Role(second) if second else None,
        role_scores=judgement["role_scores"],
        certain=judgement.get("certain", True),
        stances=tuple(_load_stance(stance) for stance in judgement["stances"]),
    )


def _load_stance(stance: dict[str, Any]) -> Stance:
    side = Side(stance["side"])
    return Stance(debate=stance["debate"], side=side, scores=stance["scores"], certain=stance["certain"])


def _load_relation(relation: dict[str, Any]) -> Relation:
    ends = {"source": relation["source"], "target": relation["target"]}
    return Relation(**ends, type=RelationType(relation["type"]), score=relation["score"])


def _load_key_point(point: dict[str, Any]) -> KeyPoint:
    return KeyPoint(
        id=point["id"],
        debate=point["debate"],
        side=Side(point["side"]),
        text=point["text"],
        sentence=point["sentence"],
        members=tuple(point["members"]),
    )
