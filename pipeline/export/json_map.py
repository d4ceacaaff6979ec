"""The map itself: JSON, version 1."""

from corpus import ArgumentMap
from pipeline._checker import Fault, check_map
from pipeline._map_json import dump_map, encode, parse_json, parse_map


def dump(argument_map: ArgumentMap) -> bytes:
    """The whole map."""
    return b"".join(encode(dump_map(argument_map)))


def check(content: bytes, *, source: str) -> list[Fault]:
    """Every rule of the format that the file breaks."""
    return check_map(parse_json(content, source=source))


def parse(content: bytes, *, source: str, created: str) -> ArgumentMap:  # noqa: ARG001 - a map knows when it was made
    """The map.

    Raises:
        MapUnreadable: it is not JSON.
        MapRefused: it breaks a rule.
    """
    return parse_map(content, source=source)
