"""Measures the splitter: `python benchmarks/segmentation.py SHARED_FOLDER`.

Beside it the best library of those tried, where it is installed: `pip install yasbd-lib==1.0.4`.
"""

import importlib
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus import Kind
from corpus.sentences import split_units

Row = dict[str, Any]


def f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found) if gold + found else 0.0


def failed_cases(path: Path) -> tuple[int, list[str]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    failed = []
    for row in rows:
        found = [row["text"][unit.start : unit.end] for unit in split_units(row["text"])]
        if found != row["sentences"]:
            failed.append(f"{row['id']} ({row['category']}): {found}")
    return len(rows), failed


def counts(row: Row) -> dict[str, tuple[int, int, int]]:
    """Hits, gold and found for boundaries and for the two lesser kinds."""
    units = split_units(row["text"])
    gold = {(unit["start"], unit["end"]) for unit in row["units"]}
    spans = {(unit.start, unit.end) for unit in units}
    result = {"boundary": (len(gold & spans), len(gold), len(spans))}
    matched = []
    for unit in row["units"]:
        shared = [(min(unit["end"], u.end) - max(unit["start"], u.start), u.kind) for u in units]
        cover, kind = max(shared, key=lambda pair: pair[0])
        matched.append((unit["kind"], kind if 2 * cover >= unit["end"] - unit["start"] else Kind.BOILERPLATE))
    for kind in (Kind.HEADING, Kind.BOILERPLATE):
        hits = sum(wanted == got == kind for wanted, got in matched)
        result[kind] = (hits, sum(w == kind for w, _ in matched), sum(g == kind for _, g in matched))
    return result


def report(name: str, rows: Iterable[Row]) -> None:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        for figure, values in counts(row).items():
            totals[figure] = [a + b for a, b in zip(totals[figure], values, strict=True)]
    print(f"{name:32}", *(f"{figure} {f1(*values):.3f} (n={values[1]})" for figure, values in totals.items()))


def measure(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    report(f"{path.stem} without programmes", [row for row in rows if row["genre_group"] != "programme"])
    for group in sorted({row["genre_group"] for row in rows}):
        report(f"{path.stem} {group}", [row for row in rows if row["genre_group"] == group])


def measure_library(path: Path) -> None:
    """Boundaries of a library that splits sentences; it knows no kinds."""
    if importlib.util.find_spec("yasbd") is None:
        print("yasbd-lib is not installed: no library is measured")
        return
    detector = importlib.import_module("yasbd").BoundaryDetector(lang="nl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    totals = [0, 0, 0]
    for row in (row for row in rows if row["genre_group"] != "programme"):
        gold = {(unit["start"], unit["end"]) for unit in row["units"]}
        spans = located(row["text"], [str(piece).strip() for piece in detector.segment(row["text"])])
        totals = [a + b for a, b in zip(totals, (len(gold & spans), len(gold), len(spans)), strict=True)]
    print(f"{path.stem + ' without programmes, yasbd':32} boundary {f1(totals[0], totals[1], totals[2]):.3f}")


def located(text: str, pieces: Iterable[str]) -> set[tuple[int, int]]:
    """Where the pieces stand in the text, one after another; a rewritten one stands nowhere."""
    spans, at = set(), 0
    for piece in filter(None, pieces):
        start = text.find(piece, at)
        if start >= 0:
            at = start + len(piece)
            spans.add((start, at))
    return spans


def articles(path: Path, texts: set[str]) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    report("dev, the two articles", [row for row in rows if row["text"] in texts])


def main() -> None:
    shared = Path(sys.argv[1])
    total, failed = failed_cases(shared / "segmentation_cases.jsonl")
    print(f"cases {total - len(failed)}/{total}", *failed, sep="\n  ")
    measure(shared / "real" / "train.jsonl")
    measure(shared / "real" / "dev.jsonl")
    measure_library(shared / "real" / "dev.jsonl")
    articles(shared / "real" / "dev.jsonl", {p.read_text("utf-8") for p in (shared / "real-texts").glob("*.txt")})


if __name__ == "__main__":
    main()
