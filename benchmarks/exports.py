"""Round trips of maps made of gold labels: `python benchmarks/exports.py SHARED [--part K/N] [--to FORMAT ...]`.

Every text of real/train.jsonl and real/dev.jsonl becomes a map of its labels; no model runs. Each map is written in
each format, checked, and read back where the format is read. `same` counts the maps that come back exactly; the last
columns say what share of the elements comes back, and `-` that there is nothing to read back or nothing to keep.
The exit code is 1 where a lossless format changes a map, or where a file that we wrote has faults.
"""

import argparse
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    Kind,
    Pole,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)
from corpus.debates import load_debates
from pipeline._errors import MapUnreadable
from pipeline._map_json import dump_map
from pipeline.export.registry import FORMATS, Format

CREATED = "2026-01-01T00:00:00Z"
Row = dict[str, Any]


def gold_maps(shared: Path) -> Iterator[ArgumentMap]:
    """A map of the labels of each text, those of train first."""
    known = {debate.id: debate for debate in load_debates(shared / "real" / "debates.json")}
    for name in ("train", "dev"):
        for line in (shared / "real" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"):
            if line:
                row = json.loads(line)
                yield gold_map(row, [_debate(one, known) for one in row.get("debates", ())])


def _debate(given: Row | str, known: dict[str, Debate]) -> Debate:
    """A debate of the row's own, or one of the shared file by its id."""
    if isinstance(given, str):
        return known[given]
    first, second = (
        Pole(id=Side(pole["id"]), name=pole.get("name", ""), statement=pole["statement"]) for pole in given["poles"]
    )
    return Debate(id=given["id"], question=given["question"], poles=(first, second))


def gold_map(row: Row, debates: Sequence[Debate]) -> ArgumentMap:
    sentences = [_sentence(row, number, unit) for number, unit in enumerate(row["units"], start=1)]
    relations = [
        Relation(source=one.id, target=f"d1.s{unit['relation']['target'] + 1}", type=_type(unit))
        for one, unit in zip(sentences, row["units"], strict=True)
        if unit.get("relation")
    ]
    arguments = {one.id for one in sentences if one.role is not Role.NONE}
    return ArgumentMap(
        made_by=Provenance(software="debatkaart gold", model="gold", created=CREATED),
        debates=tuple(debates),
        documents=(Document(id="d1", text=row["text"], source=row["source"], title=row["id"]),),
        sentences=tuple(sentences),
        relations=tuple(one for one in relations if {one.source, one.target} <= arguments),
    )


def _type(unit: Row) -> RelationType:
    return RelationType(unit["relation"]["type"])


def _sentence(row: Row, number: int, unit: Row) -> Sentence:
    second = unit.get("secondary")
    stances = [Stance(debate=name, side=Side(side)) for name, side in (unit.get("stances") or {}).items()]
    judgement = Judgement(
        maker="gold",
        role=Role(unit["role"]),
        second_role=Role(second) if second else None,
        stances=tuple(stances),
    )
    return Sentence(
        id=f"d1.s{number}",
        document="d1",
        start=unit["start"],
        end=unit["end"],
        text=row["text"][unit["start"] : unit["end"]],
        kind=Kind(unit["kind"]),
        speaker=unit.get("speaker"),
        judgement=judgement,
    )


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one format did with all maps."""

    maps: int = 0
    same: int = 0
    faulty: int = 0
    size: int = 0
    written: float = 0.0
    read: float = 0.0
    had: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)


def go_round(argument_map: ArgumentMap, one: Format, tally: Tally) -> None:
    """Write the map, check the file, read it back, and count what came back."""
    start = time.perf_counter()
    content = one.dump(argument_map)
    tally.written += time.perf_counter() - start
    tally.maps += 1
    tally.size += len(content)
    if one.checks:
        tally.faulty += bool(one.check(content, source="bestand"))
    if not one.reads:
        return
    start = time.perf_counter()
    again = _read(one, content)
    tally.read += time.perf_counter() - start
    tally.same += again is not None and dump_map(again) == dump_map(argument_map)
    old, new = elements(argument_map), Counter() if again is None else elements(again)
    tally.had.update(kind for kind, _ in old.elements())
    tally.kept.update(kind for kind, _ in (old & new).elements())


def _read(one: Format, content: bytes) -> ArgumentMap | None:
    """The map that is read back; None where a text has no prose, which others' formats cannot say."""
    try:
        return one.parse(content, source="bestand", created=CREATED)
    except MapUnreadable:
        return None


KINDS = ("sentences", "places", "speakers", "roles", "sides", "relations")


def elements(argument_map: ArgumentMap) -> Counter[tuple[str, Any]]:
    """Everything that a map says, by content; headings and boilerplate count among the sentences."""
    texts = {one.id: one.text for one in argument_map.sentences}
    found: Counter[tuple[str, Any]] = Counter()
    for one in argument_map.sentences:
        found["sentences", one.text] += 1
        found["places", (one.start, one.end)] += 1
        if one.speaker is not None:
            found["speakers", (one.text, one.speaker)] += 1
        if one.role is not Role.NONE:
            found["roles", (one.text, one.role)] += 1
        found.update(("sides", (one.text, stance.debate, stance.side)) for stance in one.judgement.stances)
    found.update(("relations", (texts[one.source], one.type, texts[one.target])) for one in argument_map.relations)
    return found


def report(tallies: dict[str, Tally]) -> None:
    head = ("maps", "same", "faulty", "MB", "write s", "read s", *KINDS)
    print(f"{'format':10}", *(f"{name:>9}" for name in head))
    for name, tally in tallies.items():
        reads = FORMATS[name].reads
        cells = (
            str(tally.maps),
            str(tally.same) if reads else "-",
            str(tally.faulty) if FORMATS[name].checks else "-",
            f"{tally.size / 1e6:.1f}",
            f"{tally.written:.1f}",
            f"{tally.read:.1f}" if reads else "-",
            *(f"{tally.kept[kind] / tally.had[kind]:.3f}" if tally.had[kind] else "-" for kind in KINDS),
        )
        print(f"{name:10}", *(f"{cell:>9}" for cell in cells))


def main() -> int:
    parser = argparse.ArgumentParser(description="Round trips of maps made of gold labels.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", default="1/1", help="the K-th of N parts, as K/N")
    parser.add_argument("--to", nargs="+", choices=FORMATS, help="these formats only")
    arguments = parser.parse_args()
    part, parts = (int(number) for number in arguments.part.split("/"))
    # Graphviz takes seconds for a map; SVG is drawn where it is asked for by name.
    names = arguments.to or [name for name in FORMATS if name != "svg"]
    if "svg" in names and shutil.which("dot") is None:
        parser.error("Graphviz (dot) is not installed")
    tallies = {name: Tally() for name in names}
    for number, argument_map in enumerate(gold_maps(arguments.shared)):
        if number % parts == part - 1:
            for name, tally in tallies.items():
                go_round(argument_map, FORMATS[name], tally)
    report(tallies)
    bad = [name for name, one in tallies.items() if one.faulty or (FORMATS[name].lossless and one.same < one.maps)]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
