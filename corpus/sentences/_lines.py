"""Joins the lines of a text into blocks: stretches in which sentences may run on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences._abbreviations import LINKS
from corpus.sentences._page import is_button, is_furniture

_BULLET = re.compile(r"(?:[-–—•*▪◦‣·●○>✓→]{1,3}\s|[•▪●○✓→]|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s)")
_MOTION = re.compile(
    r"(?:gehoord|constaterende|overwegende|verzoekt|roept|spreekt|van mening|en gaat over|en stelt)\b", re.I
)
_PAGE_NUMBER = re.compile(
    r"(?:pagina|p\.|blz\.)?\s{0,3}[-–]?\s?\d{1,4}\s?[-–]?(?:\s{0,3}(?:/|van)\s{0,3}\d{1,4})?", re.I
)
_FINAL = ".!?…:;"
_CLOSERS = "\"'”’»)]"
_WIDE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line without the white space around it; `gap` where an empty line stands above it."""

    start: int
    end: int
    text: str
    gap: bool


def is_page_number(text: str) -> bool:
    """Whether a line holds the number of a page and nothing else."""
    return len(text) < 25 and _PAGE_NUMBER.fullmatch(text) is not None


def _lines(text: str) -> Iterator[Line]:
    offset, gap = 0, False
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        if body:
            start = offset + len(raw) - len(raw.lstrip())
            yield Line(start=start, end=start + len(body), text=body, gap=gap)
        gap = not body
        offset += len(raw)


def _is_open(text: str) -> bool:
    """Whether a line stops in the middle of a sentence for certain."""
    tail = text[-30:]
    if tail[-1] in "-\u00ad\u00ac," and len(text) > 1:
        return True
    return tail.rsplit(maxsplit=1)[-1].lower() in LINKS


def _runs_on(above: Line, below: Line) -> bool:
    """Whether `below` continues the sentence of `above`."""
    if _BULLET.match(below.text) or _MOTION.match(below.text) or is_button(above.text):
        return False
    ended = above.text.rstrip(_CLOSERS)[-1:] in _FINAL
    lower = below.text.lstrip("\u00ac")[:1].islower()
    if ended:
        return lower and not below.gap and above.text[-1] == "."
    if below.gap:
        return lower and _is_open(above.text)
    if lower or _is_open(above.text):
        return True
    wrapped = len(above.text) >= _WIDE and 0.8 * len(above.text) <= len(below.text) <= 1.25 * len(above.text) < 130
    return wrapped and not is_furniture(above.text) and not is_furniture(below.text)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yields the spans of the blocks of `text`, in order."""
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        last = at
        while (after := _continuation(lines, last)) is not None:
            last = after
        yield lines[at].start, lines[last].end
        at = last + 1


def _continuation(lines: list[Line], at: int) -> int | None:
    """Index of the line that goes on with line `at`, past one page number."""
    if at + 1 >= len(lines) or is_page_number(lines[at].text):
        return None
    below = lines[at + 1]
    if not is_page_number(below.text):
        return at + 1 if _runs_on(lines[at], below) else None
    if at + 2 < len(lines) and lines[at + 2].text[:1].islower() and _runs_on(lines[at], lines[at + 2]):
        return at + 2
    return None
