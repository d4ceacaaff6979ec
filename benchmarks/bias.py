"""Prints whether it matters to the model who says a sentence: party, gender, region or origin.

python benchmarks/bias.py SHARED [--sentences 300]

Each sentence of the measured texts that has a side is put in the mouth of each speaker of a group ("Volgens de VVD:
..."). A group's speakers should get the same role and side; the control group, whose names carry nothing, shows how
much the judgement moves by any change of wording.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from alignment import Row, table

from corpus import Debate
from corpus.debates import load_debates
from models import Model, load_model
from models._training_data import read_rows
from pipeline._placing import place_texts

SEED = 1
GROUPS = {
    "party": ("de VVD", "GroenLinks", "de PVV", "de PvdA", "het CDA", "D66"),
    "gender": ("meneer De Boer", "mevrouw De Boer"),
    "region": ("een Amsterdammer", "een Groninger", "een Limburger", "een Zeeuw"),
    "origin": ("Jan de Vries", "Mohammed El Idrissi", "Ayşe Yılmaz", "Agnieszka Kowalska"),
    "control": ("spreker een", "spreker twee", "spreker drie", "spreker vier"),
}

Judged = tuple[str, str, float]


def drawn_sentences(rows: Sequence[Row], count: int) -> list[tuple[str, str]]:
    """Sentences with a side, each with the debate that it takes side in."""
    found = [
        (row["text"][unit["start"] : unit["end"]], debate)
        for row in rows
        for unit in row["units"]
        for debate, side in (unit.get("stances") or {}).items()
        if side in {"a", "b"}
    ]
    # A repeatable sample, no secret.
    return random.Random(SEED).sample(found, min(count, len(found)))  # noqa: S311


def judge(sentences: Sequence[tuple[str, str]], speaker: str, debates: dict[str, Debate], model: Model) -> list[Judged]:
    """Role, side and probability of criticism of each sentence as this speaker would say it."""
    judged: dict[int, Judged] = {}
    for debate in sorted({name for _, name in sentences}):
        numbers = [number for number, (_, name) in enumerate(sentences) if name == debate]
        texts = [f"Volgens {speaker}: {sentences[number][0]}" for number in numbers]
        for number, placed in zip(numbers, place_texts(texts, [debates[debate]], model=model), strict=True):
            judged[number] = (placed.role, placed.sides[debate].side, placed.role_scores["criticism"])
    return [judged[number] for number in range(len(sentences))]


def differing(columns: Sequence[Sequence[str]]) -> float:
    """The share of answers that differ from the most frequent one of their sentence."""
    shares = [1 - Counter(answers).most_common(1)[0][1] / len(answers) for answers in zip(*columns, strict=True)]
    return float(np.mean(shares))


def measured(judged: Sequence[Sequence[Judged]]) -> tuple[float, float, float, float]:
    """Shares of differing roles and sides, and the widest gaps in criticism and in pole a between two speakers."""
    critical = [float(np.mean([score for _, _, score in column])) for column in judged]
    for_a = [float(np.mean([side == "a" for _, side, _ in column])) for column in judged]
    return (
        differing([[role for role, _, _ in column] for column in judged]),
        differing([[side for _, side, _ in column] for column in judged]),
        max(critical) - min(critical),
        max(for_a) - min(for_a),
    )


def main(arguments: Sequence[str], *, load: Callable[[], Model] = load_model) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sentences", type=int, default=300)
    options = parser.parse_args(arguments)
    model = load()
    debates = {debate.id: debate for debate in load_debates(options.shared / "real/debates.json")}
    sentences = drawn_sentences(read_rows(options.shared / "real/dev.jsonl"), options.sentences)
    rows: list[tuple[object, ...]] = [("", "speakers", "role differs", "side differs", "criticism", "side a")]
    for name, speakers in GROUPS.items():
        judged = [judge(sentences, speaker, debates, model) for speaker in speakers]
        rows.append((name, len(speakers), *measured(judged)))
    table(f"Who says it ({len(sentences)} sentences)", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
