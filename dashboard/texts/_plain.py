"""User's text as plain text: nothing in it is markup, a formula, an emoji code or a direction trick."""

import re

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
# Emoji codes and addresses are looked for after the escapes are gone; an invisible joiner keeps ":smile:", "www." and
# "jan@" apart, so that nothing in a text leads out of the program.
_LIVE = re.compile(r":(?=[\w+\-/]{1,60}:)|https?(?=:)|www(?=\.)|(?<=[\w.+\-])(?=@)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+")
_JOINER = "\u2060"


def plain(text: str) -> str:
    """`text` for a place that reads markdown, on one line, shown as it is."""
    return _PUNCTUATION.sub(r"\\\1", _LIVE.sub(rf"\g<0>{_JOINER}", _CONTROL.sub(" ", text).strip()))


def shorten(text: str, length: int = 90) -> str:
    """`text` on one line, cut at a word where it is longer than `length`."""
    line = _CONTROL.sub(" ", text).strip()
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[length // 2 :] else cut}…"
