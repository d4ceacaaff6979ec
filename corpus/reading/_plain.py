"""Plain text: the decoded file as it is."""

from corpus.reading._decoding import decode
from corpus.reading._extract import Extract

EXTRACTOR = "text 1"


def read_plain(raw: bytes, *, source: str) -> Extract:
    """The text untouched: newlines stay what they are, only a byte order mark goes."""
    return Extract(text=decode(raw, source=source), extractor=EXTRACTOR)
