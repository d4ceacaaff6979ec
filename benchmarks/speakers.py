"""Speaker accuracy on dev with gold units, against always `author`: `python benchmarks/speakers.py SHARED`."""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from corpus import AUTHOR, Kind, Unit
from corpus.speakers import attribute_speakers

_TITLES = re.compile(
    r"\b(de heer|dhr|mevrouw|mevr|mw|wethouder|minister|staatssecretaris|drs|dr|ir|mr|prof)\b\.?|\([^)]*\)",
    re.IGNORECASE,
)


def _person(name: str | None) -> list[str]:
    return re.sub(r"[^\w ]+", " ", _TITLES.sub(" ", name or "")).lower().split()


def _is_same(gold: str, predicted: str | None) -> bool:
    """Equal after titles and party, or one is the other's last part, as metrics.md has it."""
    short, long = sorted((_person(gold), _person(predicted)), key=len)
    return bool(short) and long[-len(short) :] == short


def _pairs(document: dict[str, Any]) -> list[tuple[str, str | None]]:
    gold = document["units"]
    units = [Unit(start=u["start"], end=u["end"], kind=Kind(u["kind"])) for u in gold]
    found = attribute_speakers(document["text"], units)
    rows = zip(gold, found, strict=True)
    return [(u["speaker"], name) for u, name in rows if u["kind"] == "sentence" and u.get("speaker")]


def main() -> None:
    lines = (Path(sys.argv[1]) / "real/dev.jsonl").read_text(encoding="utf-8").splitlines()
    groups: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for document in map(json.loads, lines):
        pairs = _pairs(document)
        article = document["id"].startswith("article-")
        for group in ("all", document["id"] if article else document["genre_group"]):
            groups[group] += pairs
    for group, pairs in groups.items():
        if pairs:
            right, author = (sum(_is_same(g, p) for g, p in rows) for rows in (pairs, [(g, AUTHOR) for g, _ in pairs]))
            print(f"{group:16} n={len(pairs):4} right {right / len(pairs):.3f}  author {author / len(pairs):.3f}")


if __name__ == "__main__":
    main()
