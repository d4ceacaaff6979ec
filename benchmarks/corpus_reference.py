"""Writes the figures of real texts for the corpus checks: `python benchmarks/corpus_reference.py SHARED_FOLDER`.

Measured on the genres that the corpus has too: council, opinion, programme and several voices, without
parliament and voting advice, whose set phrases would make every bound easier.
"""

import json
import sys
from pathlib import Path

from corpus.checks import Reference
from corpus.cues import cue_score
from corpus.variety import (
    SAMPLE,
    Example,
    in_hash_order,
    openings_share,
    repeated_share,
    vocabulary_growth,
)

LEFT_OUT = ("parliament", "voting-advice")
TARGET = Path(__file__).parent.parent / "corpus" / "data" / "reference.json"


def real_sentences(path: Path) -> list[Example]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [
        Example(text=row["text"][unit["start"] : unit["end"]], role=unit["role"], group=row["group"])
        for row in rows
        if row["genre_group"] not in LEFT_OUT
        for unit in row["units"]
        if unit["kind"] == "sentence"
    ]


def measure(examples: list[Example]) -> Reference:
    ordered = in_hash_order(examples)
    everything = [example.text for example in ordered]
    return Reference(
        command="python benchmarks/corpus_reference.py ../shared",
        texts=f"real/train.jsonl without {' and '.join(LEFT_OUT)}: {len(everything)} sentences",
        sentences=SAMPLE,
        near_duplicates=round(repeated_share(everything), 4),
        openings=round(openings_share(everything[:SAMPLE]), 4),
        cues=round(cue_score(ordered[:SAMPLE]), 4),
        words=vocabulary_growth(everything),
    )


def main(shared: str) -> None:
    reference = measure(real_sentences(Path(shared) / "real" / "train.jsonl"))
    TARGET.write_text(reference.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
