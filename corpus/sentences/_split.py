"""Cuts a block of running text into sentences."""

import re
from collections.abc import Iterator

from corpus.sentences._abbreviations import BRANDS, HARD, SOFT, STARTERS

_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d"
_CLOSERS = "\"'”’»)\\]"
# The look-behind keeps a run of stops from being tried again at each of its stops.
_STOP = re.compile(
    rf"(?<![.!?…])[.!?…]+[{_CLOSERS}]{{0,4}}(?:\s{{0,3}}[{_EMOJI}]{{1,20}})?|(?<![{_EMOJI}])[{_EMOJI}]{{1,20}}"
)
_WORD = re.compile(r"[^\W\d_]{1,40}")
_APOSTROPHE = re.compile(r"['’`‘][tsnmrk]\b", re.I)
_MARKER = re.compile(r"(?:[-–—•*▪◦‣·●>]\s{0,3})?\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?$")
_OPENERS = "\"'“”„‘’«([¿¡-–—• \u00ac#@"
_JOINT = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-Z][a-zà-ÿ]{0,15}\s)")
_HEADING_LENGTH = 60


def _next_word(text: str, at: int) -> str:
    match = _WORD.match(text, at)
    return match.group() if match else ""


def _skip(text: str, at: int) -> int:
    """Position of the first letter or digit after the openers at `at`."""
    limit = min(at + 6, len(text))
    while at < limit and text[at] in _OPENERS:
        at += 1
    return at


def _token(text: str, start: int, dot: int) -> str:
    """What stands before a stop, back to white space or a bracket."""
    piece = text[max(start, dot - 40) : dot]
    words = re.split(r"[\s(\[“‘\"„/€]", piece)
    return words[-1]


def _opens(text: str, at: int) -> bool:
    """Whether a sentence can start at `at`: a capital, a digit, ’s Avonds, iPhone, a bullet."""
    if _APOSTROPHE.match(text, at):
        return True
    at = _skip(text, at)
    if at >= len(text):
        return True
    word = text[at : at + 2]
    return not word[0].islower() or word[1:].isupper()


def _dot_ends(text: str, start: int, dot: int, after: int) -> bool:
    """Whether a single full stop before a possible opening ends the sentence."""
    token = _token(text, start, dot)
    bare = token.lower()
    word = _next_word(text, _skip(text, after))
    starter = word.lower() in STARTERS and word[:1].isupper()
    if _MARKER.match(text[start : dot + 1]) and dot - start < 12:
        return False
    if bare in SOFT or (bare.count(".") and token.replace(".", "").isupper() and bare[-1:].isalpha()):
        return starter
    if bare in HARD or re.fullmatch(r"(?:[a-z]{1,3}\.){1,4}[a-z]{1,3}", bare):
        return False
    if len(token) == 1 and token.isalpha() and token not in ("u",):
        return starter and word not in ("De", "Van", "In") and token.isupper()
    if token.isdigit() and len(token) <= 2:
        before = text[max(start, dot - 12) : dot].split()
        return not (len(before) > 1 and before[-2].lower() in ("de", "het", "deze", "dit") and word)
    return True


def _splits(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the sentence that began at `start` ends with this stop."""
    after = match.end()
    mark = match.group()
    spaced = text[after].isspace()
    if not spaced:
        return _is_glued(text, start, match)
    while after < end and text[after].isspace():
        after += 1
    if mark[0] not in ".!?…":
        # A picture before the first word is its bullet.
        return match.start() > start and text[_skip(text, after) : _skip(text, after) + 1].isupper()
    if text[max(start, match.start() - 1) : after].strip() in ("(...)", "(…)", "[...]", "[…]"):
        return False
    if not _opens(text, after):
        return _lower_style(text, start, match)
    return not mark.startswith(".") or mark[1:2] == "." or _dot_ends(text, start, match.start(), after)


def _lower_style(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether somebody who writes without capitals ends a sentence here."""
    if not text[start].islower() or match.group() not in (".", "?", "!", "?!", "!!", "!!!"):
        return False
    token = _token(text, start, match.start())
    return token.isalpha() and token.lower() not in HARD | SOFT and len(token) > 1


def _is_glued(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a space is missing after a stop: `het punt.Maar er`."""
    mark, after = match.group(), match.end()
    token = _token(text, start, match.start())
    if mark[0] not in ".!?…" or not token[-3:].isalpha() or len(token) < 3 or "." in token or "@" in token:
        return False
    word = _next_word(text, _skip(text, after))
    return word[:1].isupper() and (word[1:].islower() or word in ("Ik", "U")) and token.lower() not in HARD


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yields start, end and whether a glued heading was cut, for each sentence of a block."""
    for first, last in _cut(text, start, end):
        joint = _heading_end(text, first, last)
        if joint is None:
            yield first, last, False
        else:
            yield first, joint, True
            yield joint, last, True


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and match.start() >= start and _splits(text, start, match, end):
            yield start, match.end()
            start = match.end()
            while start < end and text[start].isspace():
                start += 1
    if start < end:
        yield start, end


def _heading_end(text: str, start: int, end: int) -> int | None:
    """Where a heading at the start of a sentence is glued to what follows, if it is."""
    if not text[start].isupper():
        return None
    for match in _JOINT.finditer(text, start, min(end, start + _HEADING_LENGTH)):
        joint = match.start()
        head = text[start:joint]
        word = head.split()[-1] + _next_word(text, joint)
        right = _next_word(text, joint).lower()
        if right in STARTERS and word.lower() not in BRANDS and not set(head) & set(",;:."):
            return joint
    return None
