"""Debates: the built-in ones, and those that a user writes in a JSON file."""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import ClassVar

from corpus._errors import DebatesError, Language
from corpus._nouns import Debate, Pole, Side

# A thousand debates fill a third of this; more is some other file given by mistake.
MAX_BYTES = 1_000_000


class DebatesUnreadable(DebatesError):
    """The file is not there, is a folder, or may not be read."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} bestaat niet of kan niet worden gelezen; geef een JSON-bestand met debatten op.",
        "en": "{source} does not exist or cannot be read; give a JSON file with debates.",
    }


class DebatesTooLarge(DebatesError):
    """The file is larger than any list of debates should be."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is groter dan {limit} bytes; dit lijkt geen lijst met debatten.",
        "en": "{source} is larger than {limit} bytes; this does not look like a list of debates.",
    }


class DebatesNotText(DebatesError):
    """The bytes are not UTF-8, nor UTF-16 or UTF-32 as JSON allows."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is geen leesbare tekst; sla het bestand op als UTF-8.",
        "en": "{source} is not readable text; save the file as UTF-8.",
    }


class DebatesNotJson(DebatesError):
    """The text is not JSON; `fields` tell the line and the column."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is geen geldige JSON: kijk bij regel {line}, teken {column}.",
        "en": "{source} is not valid JSON: look at line {line}, character {column}.",
    }


class DebatesTooDeep(DebatesError):
    """The JSON is nested deeper than the parser can follow."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is te diep genest; een debattenbestand is een lijst van debatten met elk twee polen.",
        "en": "{source} is nested too deeply; a debates file is a list of debates with two poles each.",
    }


class DebatesElementInvalid(DebatesError):
    """An element of the file is not what it should be; `fields["path"]` names it."""

    reasons: ClassVar[tuple[str, str]] = ("klopt niet", "is wrong")

    def __init_subclass__(cls) -> None:
        """Fill the templates from the reasons, so that each message names file and element alike."""
        dutch, english = cls.reasons
        cls.templates = {"nl": f"{{source}}, {{path}}: {dutch}.", "en": f"{{source}}, {{path}}: {english}."}


class NotAList(DebatesElementInvalid):
    """Something else stands where a list of debates should be."""

    reasons = ("moet een lijst met minstens één debat zijn", "must be a list of at least one debate")


class NotAnObject(DebatesElementInvalid):
    """Something else stands where a debate or pole should be."""

    reasons = ("moet een object tussen accolades zijn", "must be an object between braces")


class TextMissing(DebatesElementInvalid):
    """A text is not there."""

    reasons = ("ontbreekt; vul hier een tekst in", "is missing; put a text here")


class NotAText(DebatesElementInvalid):
    """A text is empty, another type, or holds half a character."""

    reasons = ("moet een niet-lege tekst tussen aanhalingstekens zijn", "must be a non-empty text between quotes")


class NotTwoPoles(DebatesElementInvalid):
    """A debate has another number of poles than two."""

    reasons = ("moet een lijst van precies twee polen zijn", "must be a list of exactly two poles")


class WrongPoleId(DebatesElementInvalid):
    """The first pole is not called a, or the second not b."""

    reasons = (
        'moet "{expected}" zijn: de eerste pool heet a en de tweede b',
        'must be "{expected}": the first pole is called a and the second b',
    )


class SameStatements(DebatesElementInvalid):
    """Both poles say the same, so nothing can be on one side only."""

    reasons = ("de stellingen van a en b zijn gelijk", "the statements of a and b are the same")


class RepeatedId(DebatesElementInvalid):
    """Two debates have one id."""

    reasons = (
        '"{id}" is al het id van een eerder debat; elk id mag één keer voorkomen',
        '"{id}" is the id of an earlier debate already; each id may occur once',
    )


def load_debates(path: Path | None = None) -> tuple[Debate, ...]:
    """The debates in `path`, in order; the built-in ones without it.

    A file is a JSON list of {id, question, poles}, with for poles a list of two: {id: "a", name, statement} and
    {id: "b", name, statement}. A pole without a name is called by its statement. Other keys are left alone.

    Raises:
        DebatesError: the file cannot be read or breaks the format; nothing is repaired.
    """
    if path is None:
        built_in = resources.files("corpus").joinpath("data", "debates.json")
        return _parse(built_in.read_bytes(), source="debates.json")
    return _parse(_read(path), source=str(path))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        raise DebatesUnreadable(source=str(path)) from error
    if len(content) > MAX_BYTES:
        raise DebatesTooLarge(source=str(path), limit=MAX_BYTES)
    return content


def _parse(content: bytes, *, source: str) -> tuple[Debate, ...]:
    values = _decode(content, source=source)
    if not isinstance(values, list) or not values:
        raise NotAList(source=source, path="$")
    debates = tuple(_debate(value, source=source, path=f"$[{index}]") for index, value in enumerate(values))
    _check_ids(debates, source=source)
    return debates


def _decode(content: bytes, *, source: str) -> object:
    try:
        values: object = json.loads(content)
    except json.JSONDecodeError as error:
        raise DebatesNotJson(source=source, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise DebatesTooDeep(source=source) from error
    except ValueError as error:  # not decodable, or a number of thousands of digits
        raise DebatesNotText(source=source) from error
    return values


def _debate(value: object, *, source: str, path: str) -> Debate:
    fields = _object(value, source=source, path=path)
    debate_id = _text(fields, "id", source=source, path=path)
    question = _text(fields, "question", source=source, path=path)
    poles = fields.get("poles")
    if not isinstance(poles, list) or len(poles) != 2:
        raise NotTwoPoles(source=source, path=f"{path}.poles")
    a = _pole(poles[0], Side.A, source=source, path=f"{path}.poles[0]")
    b = _pole(poles[1], Side.B, source=source, path=f"{path}.poles[1]")
    if a.statement.split() == b.statement.split():
        raise SameStatements(source=source, path=f"{path}.poles")
    return Debate(id=debate_id, question=question, poles=(a, b))


def _pole(value: object, side: Side, *, source: str, path: str) -> Pole:
    fields = _object(value, source=source, path=path)
    if fields.get("id") != side:
        raise WrongPoleId(source=source, path=f"{path}.id", expected=side.value)
    statement = _text(fields, "statement", source=source, path=path)
    name = _text(fields, "name", source=source, path=path) if "name" in fields else statement
    return Pole(id=side, name=name, statement=statement)


def _object(value: object, *, source: str, path: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise NotAnObject(source=source, path=path)
    return value


def _text(fields: dict[str, object], key: str, *, source: str, path: str) -> str:
    if key not in fields:
        raise TextMissing(source=source, path=f"{path}.{key}")
    value = fields[key]
    if not isinstance(value, str) or not value.strip() or not _is_writable(value):
        raise NotAText(source=source, path=f"{path}.{key}")
    return value


def _is_writable(text: str) -> bool:
    """False where a lone surrogate (half a character) would break every file that we write the text to."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _check_ids(debates: tuple[Debate, ...], *, source: str) -> None:
    seen: set[str] = set()
    for index, debate in enumerate(debates):
        if debate.id in seen:
            raise RepeatedId(source=source, path=f"$[{index}].id", id=debate.id)
        seen.add(debate.id)
