"""Names of labels in files of other tools, in Dutch and English."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from corpus import Document, Kind, Role, Side
from pipeline.labels.label import UNRELATED, InvalidLabel, Label, Place

_ROLES = {
    **{role.value: role for role in Role},
    "stelling": Role.CLAIM,
    "bewering": Role.CLAIM,
    "onderbouwing": Role.PREMISE,
    "kritiek": Role.CRITICISM,
    "aanbeveling": Role.RECOMMENDATION,
    "geen": Role.NONE,
    "geen rol": Role.NONE,
}
_KINDS = {
    **{kind.value: kind for kind in Kind},
    "zin": Kind.SENTENCE,
    "kop": Kind.HEADING,
    "paginatekst": Kind.BOILERPLATE,
}
_STANCES = {
    **{side.value: side.value for side in Side},
    UNRELATED: UNRELATED,
    "neutraal": Side.NEUTRAL.value,
    "niet over dit debat": UNRELATED,
}
UNSURE = "unsure"


def named(name: str) -> Label:
    """The label that is called `name`: a role, a kind, or "unsure".

    Raises:
        InvalidLabel: it is called otherwise in debatkaart; roles of one's own do not exist here.
    """
    key = name.strip().lower()
    if key in _ROLES:
        return Label(role=_ROLES[key])
    if key in _KINDS:
        return Label(kind=_KINDS[key])
    if key in {UNSURE, "onzeker"}:
        return Label(unsure=True)
    raise _unknown(name, [*_ROLES, *_KINDS])


def _unknown(name: str, known: Iterable[str]) -> InvalidLabel:
    names = ", ".join(known)
    return InvalidLabel(
        nl=f"“{name[:80]}” bestaat hier niet; wel: {names}", en=f"there is no “{name[:80]}” here; these are: {names}"
    )


def stance_named(name: str) -> str:
    """The stance that is called `name`.

    Raises:
        InvalidLabel: it is called otherwise in debatkaart.
    """
    found = _STANCES.get(name.strip().lower())
    if found is None:
        raise _unknown(name, _STANCES)
    return found


def document_of(text: str, *, source: str, title: str = "", **about: Any) -> Document:
    """A text from a file of labels, its hash as its id."""
    found = Document(id="text", text=text, source=source, title=title, **about)
    return Document(id=found.sha256, text=text, source=source, title=title, **about)


def whole(document: Document) -> Place:
    """All of a text but the space around it, as one sentence.

    Raises:
        InvalidLabel: it is empty.
    """
    text = document.text
    return Place(document=document.id, start=len(text) - len(text.lstrip()), end=len(text.rstrip()))


def moment(value: Any) -> str | None:
    """A time in a file as ISO 8601 in UTC: a text that is one, or seconds since 1970; None for anything else."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = datetime.fromtimestamp(value, UTC)
        else:
            found = datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")
