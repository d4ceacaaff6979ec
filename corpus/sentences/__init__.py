"""Dutch sentence segmentation with exact offsets."""

import re

from corpus._nouns import Kind, Unit
from corpus.sentences._kinds import kind_of
from corpus.sentences._lines import blocks
from corpus.sentences._neighbours import settle_kinds
from corpus.sentences._page import is_menu
from corpus.sentences._split import sentences

__all__ = ["split_units"]

_ITEM = re.compile(r"(?:[-–—•*▪◦‣·●○>✓→]|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s)")


def split_units(text: str) -> list[Unit]:
    """Splits a text into sentences, headings and page furniture.

    The units are ordered, disjoint and trimmed, and every character that is no white space lies in one.
    """
    spans = list(blocks(text))
    items = [_ITEM.match(text, start) is not None for start, _ in spans]
    found: list[list[Unit]] = []
    for at, (start, end) in enumerate(spans):
        neighbours = items[max(0, at - 1) : at] + items[at + 1 : at + 2]
        listed = items[at] and (any(neighbours) or not text[start].isalnum())
        found.append(_block_units(text, start, end, listed=listed, followed=at + 1 < len(spans)))
    return settle_kinds(text, found)


def _block_units(text: str, start: int, end: int, *, listed: bool, followed: bool) -> list[Unit]:
    """The units of one block."""
    block = text[start:end]
    if block.isdigit() or is_menu(block):
        return [Unit(start=start, end=end, kind=Kind.BOILERPLATE)]
    spans = list(sentences(text, start, end))
    units = []
    for at, (first, last, glued) in enumerate(spans):
        heads = glued and (at == 0 or not spans[at - 1][2] or spans[at - 1][1] != first)
        kind = kind_of(text[first:last], alone=len(spans) == 1, listed=listed, followed=followed)
        units.append(Unit(start=first, end=last, kind=Kind.HEADING if heads else kind, glued=glued))
    return units
