"""The labelled corpus: texts with a judgement of every sentence, and second judgements of some of them."""

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus._nouns import Kind, RelationType, Role, Side

Genre = Literal[
    "op-ed",
    "interview",
    "council-minutes",
    "letter",
    "comments",
    "policy-note",
    "report-summary",
    "blog",
    "programme",
    "address",
]
Split = Literal["train", "dev", "test"]


class Record(BaseModel):
    """A JSON object that knows its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LabelledRelation(Record):
    """What a unit does to another unit of its text, by place."""

    type: RelationType
    target: int = Field(ge=0)


class LabelledUnit(Record):
    """A unit of a text, `[start, end)` in code points, with what an annotator says of it.

    Attributes:
        stances: The side taken in each debate that the unit is about.
        speaker: As in `corpus.Sentence`; None for headings and boilerplate.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    kind: Kind = Kind.SENTENCE
    role: Role = Role.NONE
    second_role: Role | None = None
    stances: dict[str, Side] = {}
    speaker: str | None = None
    relation: LabelledRelation | None = None
    addressee: str | None = None

    @model_validator(mode="after")
    def _only_sentences_argue(self) -> Self:
        if self.kind is not Kind.SENTENCE and (self.role is not Role.NONE or self.stances or self.relation):
            raise ValueError(f"a {self.kind} has neither role nor stance nor relation")
        if self.relation and self.role is Role.NONE:
            raise ValueError("a sentence without a role relates to nothing")
        return self


class LabelledText(Record):
    """A text of the corpus; `split` keeps whole debates apart."""

    id: str
    genre: Genre
    title: str
    author: str
    date: str
    source: str
    debates: tuple[str, ...] = Field(min_length=1)
    split: Split
    text: str
    units: tuple[LabelledUnit, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _units_fit(self) -> Self:
        end = 0
        for number, unit in enumerate(self.units):
            if unit.start < end or unit.end > len(self.text) or unit.end <= unit.start:
                raise ValueError(f"unit {number} overlaps its neighbour or leaves the text")
            if self.text[end : unit.start].strip():
                raise ValueError(f"text before unit {number} belongs to no unit")
            end = unit.end
            self._check_references(number, unit)
        return self

    def _check_references(self, number: int, unit: LabelledUnit) -> None:
        if strange := set(unit.stances) - set(self.debates):
            raise ValueError(f"unit {number} has a stance on {sorted(strange)[0]}, which the text does not list")
        if unit.relation is None:
            return
        target = unit.relation.target
        if target == number or target >= len(self.units) or self.units[target].role is Role.NONE:
            raise ValueError(f"unit {number} relates to unit {target}, which is itself, absent or without a role")

    @property
    def document_split(self) -> Split:
        """A second division, by text: a fifth dev, a fifth test, by the hash of the id."""
        place = zlib.crc32(self.id.encode()) % 5
        return "test" if place == 0 else "dev" if place == 1 else "train"

    def unit_text(self, unit: LabelledUnit) -> str:
        """The words of a unit."""
        return self.text[unit.start : unit.end]


class SecondAnnotation(Record):
    """The judgement of somebody who neither wrote the text nor saw the first labels; `units` in the text's order."""

    id: str
    units: tuple[LabelledUnit, ...]


class CorpusPole(Record):
    """A pole with a second wording, which no model may depend on."""

    id: Literal["a", "b"]
    name: str
    statement: str
    paraphrase: str


class CorpusDebate(Record):
    """A debate of the corpus, with a neutral introduction."""

    id: str
    domain: str
    question: str
    introduction: str
    split: Split
    poles: tuple[CorpusPole, CorpusPole]


def _lines(name: str) -> Iterator[str]:
    place = resources.files("corpus").joinpath("data", name)
    return (line for line in place.read_text(encoding="utf-8").split("\n") if line)


@cache
def load_texts() -> tuple[LabelledText, ...]:
    """All texts of the shipped corpus.

    Raises:
        pydantic.ValidationError: A line of the data is not a valid text.
    """
    return tuple(LabelledText.model_validate_json(line) for line in _lines("documents.jsonl"))


@cache
def load_second_annotations() -> tuple[SecondAnnotation, ...]:
    """The second, independent judgements."""
    return tuple(SecondAnnotation.model_validate_json(line) for line in _lines("second.jsonl"))


@cache
def load_corpus_debates() -> tuple[CorpusDebate, ...]:
    """The debates of the corpus, which are also the built-in ones."""
    content = resources.files("corpus").joinpath("data", "debates.json").read_text(encoding="utf-8")
    return tuple(CorpusDebate.model_validate(value) for value in json.loads(content))


def texts_of(split: Split, *, texts: Sequence[LabelledText] | None = None) -> list[LabelledText]:
    """The texts of a split by debate."""
    return [text for text in (load_texts() if texts is None else texts) if text.split == split]
