"""Argdown: readable source in which each debate is a chapter with its two poles and who argues for each."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from corpus import ArgumentMap, Debate, Pole, Role, Sentence, Side
from pipeline._checker import Fault
from pipeline._map_json import decode_text
from pipeline.export._argdown_checker import argdown_faults
from pipeline.export._characters import unique_names
from pipeline.export._links import Link, links_of, statements_of

_SIGNS = {"support": "+", "attack": "-"}
_ROLES = {
    Role.CLAIM: "bewering",
    Role.PREMISE: "onderbouwing",
    Role.CRITICISM: "kritiek",
    Role.RECOMMENDATION: "aanbeveling",
}
_IN_TITLE = re.compile(r"[^\w.-]")
_IN_DATA = re.compile(r"[{}/<]")
_SPECIAL = re.compile(r"[\\\[\]<>{}@#*_/|()^~=+-]|[.:](?=\S)")


def dump(argument_map: ArgumentMap) -> bytes:
    """The debates, then per document its arguments with what supports and attacks them."""
    titles = _titles(argument_map)
    shown = [one for one in statements_of(argument_map) if one.role is not Role.NONE or one.judgement.stances]
    head = ["===", f"title: {_string('Argumentenkaart')}", f"made_by: {_string(argument_map.made_by.software)}", "==="]
    body = [*_debates(argument_map, shown, titles), *_documents(argument_map, shown, titles)]
    # Argdown refuses a file with nothing behind its head.
    return "\n".join([*head, "", *(body or ["# Geen argumenten", ""])]).encode("utf-8", "replace")


def check(content: bytes, *, source: str) -> list[Fault]:
    """Where statements or relations are broken: mentioned and never given, related to nothing, opened and not closed.

    Raises:
        MapUnreadable: it is not UTF-8, or has too many elements.
    """
    return argdown_faults(decode_text(content, source=source), source=source)


def _titles(argument_map: ArgumentMap) -> dict[str, str]:
    """A title that Argdown can read for each sentence and pole; ids may hold any character."""
    poles = [f"{debate.id}.{pole.id.value}" for debate in argument_map.debates for pole in debate.poles]
    names = [f"s {one.id}" for one in argument_map.sentences] + [f"p {pole}" for pole in poles]
    return unique_names(names, clean=_title)


def _title(name: str) -> str:
    plain = _IN_TITLE.sub("_", name[2:])
    # A mention that begins with a hyphen is none to Argdown.
    return f"_{plain}" if plain.startswith("-") else plain


def _debates(argument_map: ArgumentMap, shown: list[Sentence], titles: dict[str, str]) -> Iterator[str]:
    for debate in argument_map.debates:
        yield f"# {_escaped(debate.question)}"
        yield ""
        for pole in debate.poles:
            yield from _pole(debate, pole, shown, titles)


def _pole(debate: Debate, pole: Pole, shown: list[Sentence], titles: dict[str, str]) -> Iterator[str]:
    data = {"debate": debate.id, "pole": pole.name}
    yield f"[{titles[f'p {debate.id}.{pole.id.value}']}]: {_escaped(pole.statement)} #pool {_data(data)}"
    if pole.id is Side.B:
        yield f"  >< [{titles[f'p {debate.id}.a']}]"
    for one in shown:
        if one.side(debate.id) is pole.id:
            yield f"  + [{titles[f's {one.id}']}]"
    yield ""


def _documents(argument_map: ArgumentMap, shown: list[Sentence], titles: dict[str, str]) -> Iterator[str]:
    incoming: dict[str, list[Link]] = {}
    for link in links_of(argument_map):
        incoming.setdefault(link.target, []).append(link)
    known = {one.id for one in shown}
    by_document: dict[str, list[Sentence]] = {}
    for one in shown:
        by_document.setdefault(one.document, []).append(one)
    for document in argument_map.documents:
        yield f"# {_escaped(document.title or document.source or document.id)}"
        yield ""
        for one in by_document.get(document.id, ()):
            yield _statement(one, titles)
            yield from _relations((link for link in incoming.get(one.id, ()) if link.source in known), titles)
            yield ""


def _statement(sentence: Sentence, titles: dict[str, str]) -> str:
    tag = f" #{_ROLES[sentence.role]}" if sentence.role in _ROLES else ""
    doubt = "" if sentence.judgement.certain else " #onzeker"
    data = {"speaker": sentence.speaker, "start": sentence.start, "end": sentence.end}
    return f"[{titles[f's {sentence.id}']}]: {_escaped(sentence.text)}{tag}{doubt} {_data(data)}"


def _relations(links: Iterable[Link], titles: dict[str, str]) -> Iterator[str]:
    for link in links:
        if link.type in _SIGNS:
            yield f"  {_SIGNS[link.type]} [{titles[f's {link.source}']}]"


def _escaped(text: str) -> str:
    """`text` on one line, with a backslash before whatever Argdown would read as a sign; never empty."""
    line = " ".join(text.replace("\0", "\ufffd").split())
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", line) or "…"


def _data(values: Mapping[str, object]) -> str:
    pairs = (f"{key}: {_string(value)}" for key, value in values.items() if value is not None)
    return f"{{{', '.join(pairs)}}}"


def _string(value: object) -> str:
    """A YAML string without braces and comments: Argdown looks for those before it reads YAML."""
    return _IN_DATA.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value))
