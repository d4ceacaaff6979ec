"""The model's card as data: its sections, and the figures measured in it, none of them written down here again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# A row of figures: a name, then numbers or dashes in columns.
_ROW = re.compile(r"^ {2}(?P<name>\S.{0,60}?) {2,60}(?P<values>[-\d.]{1,12}(?: {1,40}[-\d.]{1,12}){0,8})\s{0,40}$")
_HEADING = re.compile(r"^(?P<name>[A-Z][^\d(:]{1,40})(?P<rest>.{0,160})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure: in which table of the card, of what, and the model's value (the first column)."""

    table: str
    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A model card.

    Attributes:
        sections: Title and text of each section, in order.
    """

    text: str
    sections: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]

    def figure(self, table: str, name: str) -> float | None:
        """The model's value in the first table whose name begins with `table`; None where the card has none."""
        found = (one for one in self.figures if one.table.startswith(table) and one.name == name)
        return next((one.value for one in found), None)

    def section(self, title: str) -> str:
        """The text of a section, "" where there is none."""
        return next((text for name, text in self.sections if name == title), "")


def shipped_card() -> Card | None:
    """The card of the model that ships with debatkaart; None where it was left out."""
    # Only found, not imported: that would load torch.
    package = find_spec("models")
    place = Path(package.origin).with_name("CARD.md") if package and package.origin else None
    return parse_card(place.read_text(encoding="utf-8")) if place and place.is_file() else None


def parse_card(text: str) -> Card:
    """The card in `text`; what does not look like a figure is left to the reader."""
    parts = re.split(r"^## (.{1,200})$", text, flags=re.MULTILINE)
    sections = tuple(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    return Card(text=text, sections=sections, figures=tuple(_figures(text)))


def _figures(text: str) -> Iterator[Figure]:
    table = ""
    for line in text.splitlines():
        if row := _ROW.match(line):
            value = row["values"].split()[0]
            if table and value != "-":
                yield Figure(table=table, name=row["name"].strip(), value=float(value))
        elif heading := _HEADING.match(line):
            table = heading["name"].strip()
