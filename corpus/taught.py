"""Texts that people judged in part: what a model can learn from, and what it can be measured on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus._nouns import Kind, RelationType, Role
from corpus.annotated import CorpusDebate, LabelledText, LabelledUnit

SideLabel = Literal["a", "b", "neutral", "unrelated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtRelation:
    """A relation to the unit with this place in its text."""

    type: RelationType
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtUnit:
    """A unit with what people said of it; what nobody judged is absent.

    Attributes:
        role: None where nobody judged the role.
        sides: By id of the debate; "unrelated" where somebody said that the unit is not about it.
        relation: "none" where somebody said that there is none; None where nobody judged it.
        measured: True where the unit is kept out of training, to measure models on.
    """

    text: str
    kind: Kind = Kind.SENTENCE
    speaker: str | None = None
    role: Role | None = None
    second_role: Role | None = None
    sides: Mapping[str, SideLabel]
    relation: TaughtRelation | Literal["none"] | None = None
    measured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtText:
    """The units of a text in order, and the two statements of each debate that a side is given in."""

    id: str
    units: tuple[TaughtUnit, ...]
    debates: Mapping[str, tuple[str, str]]


def as_taught(texts: Sequence[LabelledText], debates: Sequence[CorpusDebate]) -> Iterator[TaughtText]:
    """Texts of the corpus, where every unit is judged, to measure on; without debates that are not given."""
    statements = {debate.id: (debate.poles[0].statement, debate.poles[1].statement) for debate in debates}
    for text in texts:
        own = {debate: statements[debate] for debate in text.debates if debate in statements}
        yield TaughtText(id=text.id, units=tuple(_unit(text, unit, own) for unit in text.units), debates=own)


def _unit(text: LabelledText, unit: LabelledUnit, debates: Mapping[str, object]) -> TaughtUnit:
    spoken = unit.kind is Kind.SENTENCE
    given = {debate: unit.stances.get(debate) for debate in debates} if spoken else {}
    return TaughtUnit(
        text=text.unit_text(unit),
        kind=unit.kind,
        speaker=unit.speaker,
        role=unit.role if spoken else None,
        second_role=unit.second_role,
        sides={debate: _label(side.value) if side else "unrelated" for debate, side in given.items()},
        measured=True,
    )


def _label(side: str) -> SideLabel:
    return "a" if side == "a" else "b" if side == "b" else "neutral"
