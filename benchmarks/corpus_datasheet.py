"""Fills the figures of the datasheet in anew: `python benchmarks/corpus_datasheet.py`."""

from pathlib import Path

from corpus.agreement import count_settlements, measure_agreement
from corpus.annotated import load_texts
from corpus.checks import composition, run_checks
from corpus.datasheet import figure_tables, refill

DATASHEET = Path(__file__).parent.parent / "corpus" / "data" / "DATASHEET.md"


def main() -> None:
    tables = figure_tables(
        run_checks(), measure_agreement(), {**composition(load_texts()), "differences settled as": count_settlements()}
    )
    DATASHEET.write_text(refill(DATASHEET.read_text(encoding="utf-8"), tables), encoding="utf-8")
    print(tables)


if __name__ == "__main__":
    main()
