"""The figures of the datasheet, as Markdown tables, so that none is written by hand."""

from collections.abc import Iterable, Mapping, Sequence

from corpus.agreement import Agreement
from corpus.checks import Check

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def figure_tables(
    checks: Iterable[Check], agreements: Iterable[Agreement], composition: Mapping[str, Mapping[str, int]]
) -> str:
    """Checks, agreement and counts, in this order."""
    bounds = [
        (check.label("en"), f"{check.value:.4g}", f"{'≥' if check.at_least else '≤'} {check.bound:.4g}")
        for check in checks
    ]
    agreed = [
        (one.label, str(one.decisions), f"{one.observed:.3f}", f"{one.kappa:.3f}", f"{one.alpha:.3f}")
        for one in agreements
    ]
    counts = [
        (name, ", ".join(f"{label} {count}" for label, count in sorted(table.items(), key=lambda pair: -pair[1])))
        for name, table in composition.items()
    ]
    return "\n\n".join(
        [
            _table(("figure", "value", "bound"), bounds),
            _table(("label", "decisions", "equal", "Cohen's kappa", "Krippendorff's alpha"), agreed),
            _table(("what", "counts"), counts),
        ]
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def refill(datasheet: str, tables: str) -> str:
    """The datasheet with `tables` between its two marks.

    Raises:
        ValueError: A mark is missing.
    """
    before, rest = datasheet.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"
