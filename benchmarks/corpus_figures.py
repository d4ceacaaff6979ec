"""Prints the model's figures on the corpus's test split: whole debates that nothing was trained on.

python benchmarks/corpus_figures.py [--limit N]
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from alignment import Row, align
from figures import (
    make_map,
    print_boundaries,
    print_confidence,
    print_relations,
    print_roles,
    print_speakers,
    print_stances,
)

from corpus.annotated import texts_of
from corpus.debates import load_debates
from models import Model, load_model
from models._training_data import corpus_rows


def gold_rows(limit: int | None) -> list[Row]:
    """The test texts in the format of the measured real texts."""
    rows = [text.model_dump(mode="json", exclude_none=True) for text in texts_of("test")[:limit]]
    return [row | {"genre_group": row["genre"], "debates": list(row["debates"])} for row in rows]


def main(arguments: Sequence[str], *, load: Callable[[], Model] = load_model) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="only the first texts")
    options = parser.parse_args(arguments)
    gold = gold_rows(options.limit)
    touched = {debate for row in gold for debate in row["debates"]}
    debates = [debate for debate in load_debates() if debate.id in touched]
    documents = align(make_map(gold, debates, load()), gold)
    train = corpus_rows("train")
    print(f"{len(documents)} documents, {len(debates)} debates")
    print_boundaries(documents, set())
    print_roles(documents, train)
    print_stances(documents, train)
    print_speakers(documents)
    print_relations(documents)
    print_confidence(documents)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
