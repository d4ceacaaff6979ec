"""The nouns of debatkaart: frozen values that check themselves when they are made."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from corpus._errors import InvalidValue

AUTHOR = "author"
INTERVIEWER = "interviewer"
UNATTRIBUTED = "unattributed"

# Scores are probabilities that were rounded for JSON; their sum may be off by this much.
SCORE_TOLERANCE = 0.001


class Kind(StrEnum):
    """What a unit of text is: the author's prose, a title, or part of the page around it."""

    SENTENCE = "sentence"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"


class Role(StrEnum):
    """What a sentence does in a debate."""

    CLAIM = "claim"
    PREMISE = "premise"
    CRITICISM = "criticism"
    RECOMMENDATION = "recommendation"
    NONE = "none"


class Side(StrEnum):
    """Where a sentence that is about a debate stands in it."""

    A = "a"
    B = "b"
    NEUTRAL = "neutral"


class RelationType(StrEnum):
    """What one argumentative sentence does to another."""

    SUPPORT = "support"
    ATTACK = "attack"


def _refuse(reason: str) -> None:
    raise InvalidValue(reason=reason)


def _check_scores(scores: Mapping[str, float], labels: set[str], owner: str) -> None:
    if set(scores) != labels:
        _refuse(f"{owner}: scores must name exactly {', '.join(sorted(labels))}")
    if any(not 0 <= score <= 1 for score in scores.values()):
        _refuse(f"{owner}: a score lies outside 0..1")
    if abs(sum(scores.values()) - 1) > SCORE_TOLERANCE:
        _refuse(f"{owner}: scores add up to {sum(scores.values()):.4f}, not to 1")


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text as it was read; offsets everywhere point into `text` as Unicode code points.

    Attributes:
        id: Unique in a map ("d1").
        text: The decoded file as it is (.txt), or what the extractor made of another format.
        source: File name or address, for people.
        extractor: Name and version of what produced `text` ("text 1").
        date: ISO 8601 where known.
        warnings: Codes such as "not-dutch", "mojibake"; their wording is the interface's.
    """

    id: str
    text: str
    source: str
    title: str = ""
    date: str | None = None
    author: str | None = None
    language: str = "nl"
    extractor: str = "text 1"
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            _refuse("a document needs an id")

    @cached_property
    def sha256(self) -> str:
        """Hash of the text, UTF-8 encoded (lone surrogates pass through)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of a document as the splitter found it, before anybody judged it.

    Attributes:
        start, end: Half open offsets in code points.
        glued: True where a heading that was glued to its neighbour was cut off here.
    """

    start: int
    end: int
    kind: Kind = Kind.SENTENCE
    glued: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            _refuse(f"a unit must have 0 <= start < end, not {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """One of the two ends of a debate: a short name and a statement in Dutch."""

    id: Side
    name: str
    statement: str

    def __post_init__(self) -> None:
        if self.id is Side.NEUTRAL:
            _refuse("a pole is called a or b")
        if not self.statement.strip():
            _refuse(f"pole {self.id} needs a statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Debate:
    """A public question with two poles, `a` first."""

    id: str
    question: str
    poles: tuple[Pole, Pole]

    def __post_init__(self) -> None:
        if not self.id:
            _refuse("a debate needs an id")
        if [pole.id for pole in self.poles] != [Side.A, Side.B]:
            _refuse(f"debate {self.id}: the poles must be a and b, in that order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Where a sentence stands in one debate.

    Attributes:
        scores: Calibrated probabilities of a, b, neutral and unrelated; None for a person.
        certain: False where the model abstains and a person should look.
    """

    debate: str
    side: Side
    scores: Mapping[str, float] | None = None
    certain: bool = True

    def __post_init__(self) -> None:
        if self.scores is not None:
            _check_scores(self.scores, {*Side, "unrelated"}, f"stance on {self.debate}")
            object.__setattr__(self, "scores", MappingProxyType(dict(self.scores)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody, a model or a person, says of a sentence.

    Attributes:
        maker: "model" or the name of a person.
        role_scores: Calibrated probabilities of the five roles; None for a person.
        stances: One for each debate that the sentence is about.
    """

    maker: str = "model"
    role: Role = Role.NONE
    second_role: Role | None = None
    role_scores: Mapping[str, float] | None = None
    certain: bool = True
    stances: tuple[Stance, ...] = ()

    def __post_init__(self) -> None:
        if not self.maker:
            _refuse("a judgement needs a maker")
        if self.role_scores is not None:
            _check_scores(self.role_scores, set(Role), f"judgement by {self.maker}")
            object.__setattr__(self, "role_scores", MappingProxyType(dict(self.role_scores)))
        debates = [stance.debate for stance in self.stances]
        if len(debates) != len(set(debates)):
            _refuse(f"judgement by {self.maker}: two stances on one debate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A unit of a document with what is known about it.

    Attributes:
        text: Exactly `document.text[start:end]`.
        speaker: A name as in the text, a role ("de wethouder"), AUTHOR, INTERVIEWER, "reaction N",
            UNATTRIBUTED, or None where nobody speaks.
        judgement: The one that counts: a person's where there is one.
        model_judgement: What the model said, kept where a person judged.
        addressee: Who should act, as in the text, for a recommendation.
        duplicate_of: Id of the equal sentence that counts in balances instead of this one.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: Kind = Kind.SENTENCE
    speaker: str | None = None
    judgement: Judgement = field(default_factory=Judgement)
    model_judgement: Judgement | None = None
    addressee: str | None = None
    duplicate_of: str | None = None
    glued: bool = False

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            _refuse(f"sentence {self.id}: the text does not fill {self.start}..{self.end}")
        if self.kind is not Kind.SENTENCE and self.judgement.role is not Role.NONE:
            _refuse(f"sentence {self.id}: a {self.kind} has no role")

    @property
    def role(self) -> Role:
        """The role that counts."""
        return self.judgement.role

    def side(self, debate: str) -> Side | None:
        """The side taken in `debate`, None where the sentence is not about it."""
        return next((s.side for s in self.judgement.stances if s.debate == debate), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`source` supports or attacks `target`; both are ids of argumentative sentences."""

    source: str
    target: str
    type: RelationType
    score: float = 1.0

    def __post_init__(self) -> None:
        if self.source == self.target:
            _refuse(f"sentence {self.source} cannot relate to itself")
        if not 0 <= self.score <= 1:
            _refuse(f"relation {self.source} -> {self.target}: the score lies outside 0..1")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """Sentences of one side that say the same, with the most typical one as the text."""

    id: str
    debate: str
    side: Side
    text: str
    sentence: str
    members: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.sentence not in self.members:
            _refuse(f"key point {self.id}: its typical sentence must be a member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a map: software and model with versions, and the moment (ISO 8601, UTC)."""

    software: str
    model: str
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentMap:
    """Documents, debates and what was found, in document order."""

    made_by: Provenance
    debates: tuple[Debate, ...] = ()
    documents: tuple[Document, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    relations: tuple[Relation, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
