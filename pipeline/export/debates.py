"""Debates as a file that `debatkaart map --debates` reads."""

from collections.abc import Iterable

from corpus import Debate
from pipeline._map_json import dump_debate, encode


def debates_file(debates: Iterable[Debate]) -> bytes:
    """The bytes of a debates file (JSON)."""
    return b"".join(encode([dump_debate(debate) for debate in debates]))
