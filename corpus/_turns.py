"""Where a text gives somebody the floor: labels of minutes, questions of an interview, reader comments."""

import re
from collections.abc import Sequence

from corpus._nouns import AUTHOR, INTERVIEWER, Kind, Unit

_WORD = r"[A-ZÀ-Þ0-9][\w’'./-]{0,30}"
_PARTICLE = r"(?:van|de|der|den|het|ter|ten|te|’t|'t|voor|en|el|al)"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_WORD}){{0,5}}"
_TITLED = r"(?:De heer|Mevrouw|Wethouder|Minister|Staatssecretaris|Burgemeester|Raadslid|Dhr\.|Mw\.)"
_MINUTES = re.compile(
    rf"(?P<name>De voorzitter|(?:De )?[Vv]oorzitter(?=:)|{_TITLED} (?:{_PARTICLE} ){{0,3}}{_NAME}|{_NAME}(?= \())"
    r"(?: \([^()\n]{1,60}\))?[.:](?=\s|$)"
)
_COLON = re.compile(rf"(?P<name>{_NAME}):(?=\s|$)")
_QUESTION_LABEL = re.compile(r"(?:Vraag|V|Interviewer)(?: \d{1,2})?:(?=\s)")
_ANSWER_LABEL = re.compile(r"(?:Antwoord|A)(?: \d{1,2})?:(?=\s)")
_NO_SPEAKER = frozenset(
    [
        "Stelling",
        "Let",
        "Datum",
        "Tijd",
        "Locatie",
        "Update",
        "Conclusie",
        "Motie",
        "Amendement",
        "Toelichting",
        "Bron",
        "Foto",
        "Tekst",
        "Titel",
        "Onderwerp",
        "Resultaat",
        "Kortom",
        "Kern",
        "Oplossing",
        "Gevolg",
        "Vraag",
        "Antwoord",
        "V",
        "A",
        "Interviewer",
    ]
)
_REACTIONS = re.compile(r"^(?:\d{1,4} )?reacties?(?: \(?\d{1,4}\)?)?:?$", re.IGNORECASE)
_REACTIONS_END = re.compile(
    r"^(?:geef (?:je|uw) reactie|laat een reactie achter|plaats een reactie|reageer)", re.IGNORECASE
)
_NUMBERED = re.compile(r"[ \t]{0,8}(?P<number>\d{1,4})\.(?=\s)")
_SIGNED = re.compile(
    rf"(?P<name>{_NAME}) (?:op |\()?\d{{1,2}} [a-z]{{3,9}}\.? \d{{4}}(?:,? (?:om )?\d{{1,2}}[:.]\d{{2}})?(?: uur)?\)?"
    r"(?: (?:zegt|schreef|schrijft))?:?"
)


def line_around(text: str, unit: Unit) -> tuple[int, int]:
    """The offsets of the line on which a unit starts."""
    start = text.rfind("\n", 0, unit.start) + 1
    end = text.find("\n", unit.start)
    return start, len(text) if end < 0 else end


def _clean(name: str) -> str:
    bare = re.sub(r"^(?:De heer|Mevrouw|Dhr\.|Mw\.) ", "", name)
    return "de voorzitter" if bare.lower().removeprefix("de ") == "voorzitter" else bare


def _label(text: str, unit: Unit, colons: bool) -> str | None:
    piece = text[unit.start : unit.end]
    found = _MINUTES.match(text, unit.start, min(len(text), unit.start + 200))
    if found is None and colons:
        found = _COLON.match(text, unit.start, min(len(text), unit.start + 120))
    if found is None and unit.kind is Kind.HEADING:
        found = _COLON.fullmatch(piece)
    if found is None or found["name"].split()[0] in _NO_SPEAKER:
        return None
    return _clean(found["name"])


def _has_colon_turns(text: str, units: Sequence[Unit]) -> bool:
    starts = [u for u in units if line_around(text, u)[0] == u.start]
    names = [m["name"] for u in starts if (m := _COLON.match(text, u.start, min(len(text), u.start + 120)))]
    # A title that the page prints twice ("Brug: nu of nooit") is no pair of speakers.
    return len({n for n in names if n.split()[0] not in _NO_SPEAKER}) >= 2


def find_turns(text: str, units: Sequence[Unit]) -> list[str | None]:
    """The speaker whose labelled turn each unit is in, None before the first label."""
    colons, speaker, turns = _has_colon_turns(text, units), None, []
    for unit in units:
        at_line = colons and line_around(text, unit)[0] == unit.start
        speaker = _label(text, unit, at_line) or speaker
        turns.append(speaker)
    return turns


def find_reactions(text: str, units: Sequence[Unit]) -> list[str | None]:
    """The reader whose comment each unit is in, None outside the comments."""
    markers = [i for i, unit in enumerate(units) if _REACTIONS.match(text[unit.start : unit.end][:40])]
    first = markers[-1] if markers else len(units)
    found: list[str | None] = [None] * len(units)
    reader = None
    for i in range(first + 1, len(units)):
        if _REACTIONS_END.match(text[units[i].start : units[i].end][:40]):
            break
        reader = _reader(text, units[i]) or reader
        found[i] = reader
    return found


def _reader(text: str, unit: Unit) -> str | None:
    start, end = line_around(text, unit)
    if numbered := _NUMBERED.match(text, start, end):
        return f"reaction {numbered['number']}"
    signed = _SIGNED.match(text, unit.start, min(end, unit.start + 200))
    return signed["name"] if signed else None


def _is_question_line(text: str, start: int, end: int) -> bool:
    opens = (
        start == 0 or text[:start].rstrip(" \t").endswith("\n\n") if start < 3 else text[start - 2 : start] == "\n\n"
    )
    answer = text[end + 1 : end + 200].strip(" \t")
    return opens and end - start < 800 and text[start:end].rstrip().endswith("?") and bool(answer.split())


def find_interview(text: str, units: Sequence[Unit]) -> list[str | None]:
    """INTERVIEWER for questions on a line of their own, AUTHOR for what precedes them, else None (an answer).

    Empty where the text is no interview: that takes two questions with an answer under them.
    """
    labelled = _labelled_interview(text, units)
    if labelled:
        return labelled
    asks = [_asks(text, unit) for unit in units]
    lines = {line_around(text, unit)[0] for unit, asked in zip(units, asks, strict=True) if asked}
    return _parts(asks) if len(lines) >= 2 else []


def _asks(text: str, unit: Unit) -> bool:
    return unit.kind is not Kind.BOILERPLATE and _is_question_line(text, *line_around(text, unit))


def _parts(asks: Sequence[bool]) -> list[str | None]:
    first = asks.index(True)
    return [AUTHOR] * first + [INTERVIEWER if asked else None for asked in asks[first:]]


def _labelled_interview(text: str, units: Sequence[Unit]) -> list[str | None]:
    parts: list[str | None] = []
    current: str | None = AUTHOR
    answers = 0
    for unit in units:
        if _QUESTION_LABEL.match(text, unit.start):
            current = INTERVIEWER
        elif _ANSWER_LABEL.match(text, unit.start):
            current, answers = None, answers + 1
        parts.append(current)
    return parts if answers and INTERVIEWER in parts else []
