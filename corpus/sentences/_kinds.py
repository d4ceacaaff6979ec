"""Tells headings and page furniture from prose, by rules."""

import re

from corpus._nouns import Kind
from corpus._turns import is_turn_label
from corpus.sentences._lines import is_page_number
from corpus.sentences._page import is_furniture

_LABEL = re.compile(
    r"Stelling:|Motie [A-Z]{1,2}\.?\d{0,2}\b(?!.{0,120}[.:]$)|Agendapunt \d|[Vv]oorzitter: (?:de heer|mevrouw)\b"
)
_VERB = re.compile(
    r"\b(?:is|zijn|was|heeft|hebben|wordt|worden|kan|kunnen|moet|moeten|zal|wil|willen|mag|gaat|ben|heb)\b"
)
_FINAL = (".", "!", "?", "…", ":", ";", ",")
_CAPITALS = re.compile(r"[^a-zà-ÿ!?]{0,100}[A-ZÀ-Þ]{5}[^a-zà-ÿ!?]{0,100}")
_BULLETED = re.compile(r"[•▪>◦‣] ?[A-ZÀ-Þ][^.!?]{2,50}\.")
_PROSE = re.compile(r"(?:en|of|dus|want|maar)\s", re.I)


def _is_boilerplate(text: str) -> bool:
    if not any(character.isalpha() for character in text):
        return is_page_number(text) or text.strip("!?…. \n") != "" or len(text) < 3
    return is_furniture(text)


def _is_label(text: str) -> bool:
    if len(text) > 90:
        return text.startswith("Stelling:")
    return is_turn_label(text) or _LABEL.match(text) is not None


def _is_title(text: str, *, alone: bool) -> bool:
    """Whether a unit looks like a title: in capitals, or a bullet's name for the text that goes on after it."""
    if _CAPITALS.fullmatch(text):
        return text.rstrip("0123456789 ").endswith((".", ":")) or len(text.split()) > 1
    return not alone and _BULLETED.fullmatch(text) is not None and len(text.split()) <= 5 and not _VERB.search(text)


def kind_of(text: str, *, alone: bool, listed: bool, followed: bool) -> Kind:
    """The kind of a unit.

    Args:
        alone: The unit fills its block.
        listed: The unit is one of several list items, or a bullet.
        followed: A block of prose follows.
    """
    if _is_boilerplate(text):
        return Kind.BOILERPLATE
    if _is_label(text) or _is_title(text, alone=alone):
        return Kind.HEADING
    if not alone or listed or not followed or len(text) > 90 or text.rstrip("\"'”’»)").endswith(_FINAL):
        return Kind.SENTENCE
    if text[0].islower() or _PROSE.match(text) or (_VERB.search(text) and len(text) > 60):
        return Kind.SENTENCE
    return Kind.HEADING
