"""What a person says of a sentence: a label, the row that keeps it, and which label of several counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, ClassVar, Literal, cast

from corpus import InvalidValue, Kind, Language, RelationType, Role, Side

UNRELATED = "unrelated"
NO_RELATION: Literal["none"] = "none"
STANCES = (*(side.value for side in Side), UNRELATED)


class InvalidLabel(InvalidValue):
    """A label contradicts itself or its text; `nl` and `en` say how."""

    templates: ClassVar[Mapping[Language, str]] = {"nl": "{nl}", "en": "{en}"}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where a sentence stands: the SHA-256 of its text, and half open offsets in code points."""

    document: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidLabel(
                nl=f"een zin loopt niet van {self.start} tot {self.end}",
                en=f"no sentence goes from {self.start} to {self.end}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation to the sentence `[start, end)` of the same text."""

    type: RelationType
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a person says of a sentence; None and absent mean: not judged.

    Attributes:
        stances: By the id of a debate: "a", "b", "neutral", or "unrelated" for not about it.
        link: The relation to another sentence; NO_RELATION where the person says that there is none.
        parts: How to divide this stretch of text into sentences, as offsets; () leaves it as it is.
        unsure: True where the person looked and could not tell.
    """

    role: Role | None = None
    second_role: Role | None = None
    kind: Kind | None = None
    stances: Mapping[str, str] = field(default_factory=dict)
    speaker: str | None = None
    link: Link | Literal["none"] | None = None
    parts: tuple[tuple[int, int], ...] = ()
    unsure: bool = False

    def __post_init__(self) -> None:
        if strange := set(self.stances.values()) - set(STANCES):
            raise InvalidLabel(
                nl=f"een kant is een van {', '.join(STANCES)}, niet {min(strange)}",
                en=f"a stance is one of {', '.join(STANCES)}, not {min(strange)}",
            )
        if self.kind not in {None, Kind.SENTENCE} and self.argues:
            raise InvalidLabel(
                nl=f"{self.kind} heeft geen rol, kant of verband",
                en=f"a {self.kind} has neither role nor stance nor relation",
            )
        if self.second_role is not None and self.second_role in {self.role, Role.NONE}:
            raise InvalidLabel(
                nl="een tweede rol is een andere dan de eerste, en niet “geen”",
                en="a second role differs from the first and is not none",
            )
        if self.second_role is not None and self.role in {None, Role.NONE}:
            raise InvalidLabel(nl="een tweede rol kan niet zonder eerste", en="a second role needs a first")
        if self.role is Role.NONE and isinstance(self.link, Link):
            raise InvalidLabel(
                nl="een zin zonder rol heeft geen verband", en="a sentence without a role relates to nothing"
            )
        if any(start >= end for start, end in self.parts):
            raise InvalidLabel(nl="een deel van een zin is leeg", en="a part of a sentence is empty")
        object.__setattr__(self, "stances", MappingProxyType(dict(self.stances)))

    @property
    def argues(self) -> bool:
        """True where it says something that only a sentence of the author's text can have."""
        takes_stance = any(stance != UNRELATED for stance in self.stances.values())
        return self.role not in {None, Role.NONE} or takes_stance or isinstance(self.link, Link)

    @property
    def is_empty(self) -> bool:
        """True where it says nothing at all."""
        return self == Label()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJudgement:
    """A row of the store: who said what of which sentence, when, and what they had before them.

    Attributes:
        made: ISO 8601, UTC.
        model: The model whose map the person looked at.
        shown: True where the person saw the model's suggestion.
        settles: True where it ends a difference between annotators, and so counts above the others.
        random_share: True where chance chose the sentence, not the model's doubt.
    """

    id: int
    place: Place
    annotator: str
    made: str
    model: str
    label: Label
    shown: bool = True
    settles: bool = False
    random_share: bool = False


def counting(judgements: Iterable[KeptJudgement]) -> list[KeptJudgement]:
    """Judgements of one sentence in the order in which they overrule each other: the one that counts most is last."""
    return sorted(judgements, key=lambda one: (one.settles, not one.label.unsure, one.id))


def combined(judgements: Iterable[KeptJudgement]) -> Label:
    """What counts of the judgements of one sentence: of each thing, what was said last; a settled difference above all.

    Somebody who is unsure overrules nobody.
    """
    label = Label()
    for judgement in counting(judgements):
        label = _overlaid(label, judgement.label)
    return label


def _overlaid(under: Label, over: Label) -> Label:
    if over.kind not in {None, Kind.SENTENCE}:
        return over
    if under.kind not in {None, Kind.SENTENCE} and over.argues:
        under = Label(speaker=under.speaker)
    role = over.role or under.role
    return Label(
        role=role,
        second_role=over.second_role if over.role else under.second_role,
        kind=over.kind or under.kind,
        stances={**under.stances, **over.stances},
        speaker=over.speaker or under.speaker,
        link=NO_RELATION if role is Role.NONE else over.link or under.link,
        parts=over.parts or under.parts,
        unsure=over.unsure,
    )


def dump_label(label: Label) -> dict[str, Any]:
    """The label as JSON values; what was not judged is left out."""
    link = label.link
    values = {
        "kind": label.kind.value if label.kind else None,
        "role": label.role.value if label.role else None,
        "second_role": label.second_role.value if label.second_role else None,
        "stances": dict(label.stances) or None,
        "speaker": label.speaker,
        "relation": {"type": link.type.value, "start": link.start, "end": link.end} if isinstance(link, Link) else link,
        "parts": [list(part) for part in label.parts] or None,
        "unsure": label.unsure or None,
    }
    return {key: value for key, value in values.items() if value is not None}


def parse_label(values: Mapping[str, Any]) -> Label:
    """The label in JSON values as `dump_label` writes them.

    Raises:
        InvalidLabel: a value is unknown or contradicts another.
    """
    try:
        return Label(
            role=Role(values["role"]) if values.get("role") else None,
            second_role=Role(values["second_role"]) if values.get("second_role") else None,
            kind=Kind(values["kind"]) if values.get("kind") else None,
            stances={str(debate): str(stance) for debate, stance in dict(values.get("stances") or {}).items()},
            speaker=str(values["speaker"]) if values.get("speaker") else None,
            link=_parse_link(values.get("relation")),
            parts=tuple((int(start), int(end)) for start, end in values.get("parts") or ()),
            unsure=bool(values.get("unsure")),
        )
    except InvalidLabel:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidLabel(nl=f"geen bruikbaar label: {error}", en=f"no usable label: {error}") from error


def _parse_link(value: Any) -> Link | Literal["none"] | None:
    if value is None or value == NO_RELATION:
        return cast('Literal["none"] | None', value)
    return Link(type=RelationType(value["type"]), start=int(value["start"]), end=int(value["end"]))


def with_stance(label: Label, debate: str, stance: str) -> Label:
    """The label with a stance on one debate more, or another."""
    return replace(label, stances={**label.stances, debate: stance}, unsure=False)
