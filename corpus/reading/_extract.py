"""What the reader of one format gives back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of a document before it got its place among the others.

    Attributes:
        row: The number of the row that it came from, for a table.
    """

    text: str
    extractor: str
    title: str = ""
    author: str | None = None
    date: str | None = None
    row: int | None = None


Reader = Callable[..., Extract]
"""Called as `reader(raw, source=name)`; raises ReadError."""


def extractor_name(package: str) -> str:
    """The package with its version: "pypdf 7.1.0"."""
    return f"{package} {version(package)}"


def iso_date(written: str | None) -> str | None:
    """The day in ISO 8601 of a date written as 2025-03-01… or 1-3-2025, None where it is neither."""
    written = (written or "").strip()
    if found := ISO_DATE.match(written):
        year, month, day = map(int, found.groups())
    elif found := DUTCH_DATE.match(written):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def one_line(written: str | None) -> str:
    """`written` with all white space made single spaces."""
    return " ".join((written or "").split())
