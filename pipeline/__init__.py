"""From texts to an argument map, and what is done with maps.

The names below are imported when they are first used, so that `import pipeline` stays light.

Example:
    >>> from pathlib import Path
    >>> from pipeline import find_format, load_map
    >>> Path("kaart.graphml").write_bytes(find_format("graphml").dump(load_map(Path("kaart.json"))))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline._map_json import load_map, write_map
    from pipeline.difference import compare_maps
    from pipeline.export.records import relation_records, sentence_records
    from pipeline.export.registry import detect_format, find_format
    from pipeline.merging import merge_maps

__all__ = [
    "compare_maps",
    "detect_format",
    "find_format",
    "load_map",
    "merge_maps",
    "relation_records",
    "sentence_records",
    "write_map",
]

_HOMES = {
    "compare_maps": "pipeline.difference",
    "detect_format": "pipeline.export.registry",
    "find_format": "pipeline.export.registry",
    "load_map": "pipeline._map_json",
    "merge_maps": "pipeline.merging",
    "relation_records": "pipeline.export.records",
    "sentence_records": "pipeline.export.records",
    "write_map": "pipeline._map_json",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
