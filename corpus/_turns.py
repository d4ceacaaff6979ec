"""Where a text gives somebody the floor: labels of minutes, questions of an interview, reader comments."""

import re
from collections.abc import Iterable, Sequence

from corpus._nouns import AUTHOR, INTERVIEWER, Kind, Unit

_WORD = r"[A-ZÀ-Þ0-9][\w'’./-]{0,30}"
_PARTICLE = r"(?:van|de|der|den|het|ten|ter|te|’t|'t|voor|en|el|al|la|le)"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_WORD}){{0,5}}"
_OFFICE = r"(?:[Ww]ethouder|[Mm]inister|[Ss]taatssecretaris|[Bb]urgemeester)"
_TITLED = rf"(?:De heer|Mevrouw|Raadslid|Dhr\.|Mw\.|Mevr\.|(?:De )?{_OFFICE})"
# A title alone takes a full stop or a colon; "De wethouder wacht af." is a sentence.
_LABEL = re.compile(
    rf"(?P<name>De (?:plv\. )?voorzitter|(?:De )?[Vv]oorzitter(?=:)|De {_OFFICE}|"
    rf"{_TITLED} (?:{_PARTICLE} ){{0,3}}{_NAME}|{_NAME}(?= ?\())"
    r"(?: ?\((?!\d{1,6}\))[^()\n]{1,60}\))? ?[.:](?=\s|$)"
)
# Minutes that tell what was said: "Mevrouw Bos (VVD) merkt op dat …"; each line is about one speaker.
_TOLD = re.compile(
    rf"(?P<name>De (?:plv\. )?voorzitter|De {_OFFICE}|{_TITLED} (?:{_PARTICLE} ){{0,3}}{_NAME})"
    r"(?: ?\([^()\n]{1,60}\))? (?:merkt|vraagt|zegt|stelt|vindt|geeft|is van|wijst|antwoordt|reageert|sluit|licht|"
    r"benadrukt|dankt|meent|pleit|verzoekt|constateert|informeert|deelt|wil|is|heeft|acht|betoogt|adviseert|hoopt|"
    r"opent|concludeert|steunt|vreest|kan|complimenteert|ziet|noemt|schetst|legt|brengt|dient|bepleit|onderschrijft)\b"
)
_COLON = re.compile(rf"(?P<name>{_NAME}):(?=\s|$)")
_QUESTION_LABEL = re.compile(r"(?:Vraag|V|Interviewer)(?: \d{1,2})?:(?=\s)")
_ANSWER_LABEL = re.compile(r"(?:Antwoord|A)(?: \d{1,2})?:(?=\s)")
_YOU = re.compile(r"\b(?:u|uw|je|jij|jouw|jullie)\b", re.IGNORECASE)
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
_REACTIONS = re.compile(r"^(?:\d{1,4} )?reacties?(?: ?\(?\d{1,4}\)?)?:?$", re.IGNORECASE)
_REACTIONS_END = re.compile(
    r"^(?:geef (?:je|uw) reactie|laat een reactie achter|plaats een reactie|reageer)", re.IGNORECASE
)
_NUMBERED = re.compile(r"[ \t]{0,8}(?P<number>\d{1,4})\.(?=\s)")
# The name of a commenter on a line, the date on the next.
_NAMED = re.compile(_NAME)
_DATED = re.compile(r"(?:op )?\d{1,2}(?: [a-z]{3,9}\.? |[-/]\d{1,2}[-/])\d{4}")
_FIRST_COMMENT = 6
_LONGEST_QUESTION = 800
_SIGNED = re.compile(
    rf"(?P<name>{_NAME}) (?:op |\()?\d{{1,2}} [a-z]{{3,9}}\.? \d{{4}}(?:,? (?:om )?\d{{1,2}}[:.]\d{{2}})?(?: uur)?\)?"
    r"(?: (?:zegt|schreef|schrijft))?:?"
)


def is_turn_label(text: str) -> bool:
    """Whether a line says who speaks next and nothing else; after a party it needs no full stop."""
    return _LABEL.fullmatch(f"{text}:" if text.endswith(")") else text) is not None


def find_lines(text: str, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The offsets of the line on which each unit starts."""
    lines: list[tuple[int, int]] = []
    start, end = 0, -1
    for unit in units:
        while end < unit.start:
            start = end + 1
            found = text.find("\n", start)
            end = len(text) if found < 0 else found
        lines.append((start, end))
    return lines


def _clean(name: str) -> str:
    bare = re.sub(r"^(?:De heer|Mevrouw|Dhr\.|Mw\.|Mevr\.) ", "", name)
    if re.fullmatch(rf"De {_OFFICE}", bare):
        return bare[0].lower() + bare[1:]
    return "de voorzitter" if bare.lower().removeprefix("de ") == "voorzitter" else bare


def _label(text: str, unit: Unit, colons: bool) -> str | None:
    piece = text[unit.start : unit.end]
    found = _LABEL.match(text, unit.start, min(len(text), unit.start + 200))
    if found is None and colons:
        found = _COLON.match(text, unit.start, min(len(text), unit.start + 120))
    if found is None and unit.kind is Kind.HEADING:
        found = _COLON.fullmatch(piece)
    if found is None or found["name"].split()[0] in _NO_SPEAKER:
        return None
    return _clean(found["name"])


def _has_colon_turns(text: str, starts: Iterable[int]) -> bool:
    names = [m["name"] for start in starts if (m := _COLON.match(text, start, min(len(text), start + 120)))]
    # A title that the page prints twice ("Brug: nu of nooit") is no pair of speakers.
    return len({n for n in names if n.split()[0] not in _NO_SPEAKER}) >= 2


def find_turns(text: str, units: Sequence[Unit]) -> list[str | None]:
    """The speaker whose labelled turn each unit is in, None before the first label."""
    lines = find_lines(text, units)
    opens = [line[0] == unit.start for unit, line in zip(units, lines, strict=True)]
    colons = _has_colon_turns(text, (unit.start for unit, at_line in zip(units, opens, strict=True) if at_line))
    told = _told_lines(text, units, opens)
    speaker, turns, line = None, [], -1
    for at, unit in enumerate(units):
        if at in told:
            speaker, line = told[at], lines[at][0]
        elif line >= 0 and lines[at][0] != line:
            speaker, line = None, -1
        if label := _label(text, unit, colons and opens[at]):
            speaker, line = label, -1
        turns.append(speaker)
    return turns


def _told_lines(text: str, units: Sequence[Unit], opens: Sequence[bool]) -> dict[int, str]:
    """By the unit that opens it, whom a line of minutes is about; two such people make minutes of a text."""
    matches = {
        at: match
        for at, unit in enumerate(units)
        if opens[at] and (match := _TOLD.match(text, unit.start, min(len(text), unit.start + 200)))
    }
    found = {at: _clean(match["name"]) for at, match in matches.items()}
    # A newspaper calls nobody "De heer" and gives a party once; its paragraphs go on in its own voice.
    formal = any(match["name"].startswith(("De heer", "Mevrouw", "Raadslid")) for match in matches.values())
    return found if formal and len(set(found.values()) - {"de voorzitter"}) >= 2 else {}


def find_reactions(text: str, units: Sequence[Unit]) -> list[str | None]:
    """The reader whose comment each unit is in, None outside the comments."""
    markers = [i for i, unit in enumerate(units) if _REACTIONS.match(text[unit.start : unit.end][:40])]
    first = markers[-1] if markers else len(units)
    found: list[str | None] = [None] * len(units)
    reader = None
    lines = find_lines(text, units)
    for i in range(first + 1, len(units)):
        if _REACTIONS_END.match(text[units[i].start : units[i].end][:40]):
            break
        if (
            i > first + 1
            and _DATED.match(text, units[i].start)
            and (name := _NAMED.fullmatch(_text(text, units[i - 1])))
        ):
            reader = name[0]
        reader = _reader(text, units[i], lines[i]) or reader
        found[i] = reader
    # A counter above the text has no comment below it.
    return found if any(found[first + 1 : first + 1 + _FIRST_COMMENT]) else [None] * len(units)


def _text(text: str, unit: Unit) -> str:
    return text[unit.start : min(unit.end, unit.start + 200)]


def _reader(text: str, unit: Unit, line: tuple[int, int]) -> str | None:
    start, end = line
    if numbered := _NUMBERED.match(text, start, end):
        return f"reaction {numbered['number']}"
    signed = _SIGNED.match(text, unit.start, min(end, unit.start + 200))
    return signed["name"] if signed else None


def _is_question_line(text: str, start: int, end: int) -> bool:
    if end - start >= _LONGEST_QUESTION or not text[start:end].rstrip().endswith("?"):
        return False
    opens = not text[:start].strip() if start < 3 else text[start - 2 : start] == "\n\n"
    answer = text[end + 1 : end + 200].strip(" \t")
    return opens and bool(answer.split())


def find_interview(text: str, units: Sequence[Unit]) -> list[str | None]:
    """INTERVIEWER for questions on a line of their own, AUTHOR for what precedes them, else None (an answer).

    Empty where the text is no interview: that takes two questions with an answer under them.
    """
    labelled = _labelled_interview(text, units)
    if labelled:
        return labelled
    lines = find_lines(text, units)
    asks = [
        unit.kind is not Kind.BOILERPLATE and _is_question_line(text, *line)
        for unit, line in zip(units, lines, strict=True)
    ]
    questions = {line for line, asked in zip(lines, asks, strict=True) if asked}
    return _parts(asks) if len(questions) >= 2 else []


def is_answer(text: str, unit: Unit) -> bool:
    """Whether a unit opens with the label of an answer."""
    return _ANSWER_LABEL.match(text, unit.start) is not None


def is_addressed(text: str, units: Sequence[Unit], parts: Sequence[str | None]) -> bool:
    """Whether the questions of an interview are put to somebody: "Wat wilt u?"."""
    pairs = zip(units, parts, strict=False)
    return any(part == INTERVIEWER and _YOU.search(text[unit.start : unit.end]) for unit, part in pairs)


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
        elif is_answer(text, unit):
            current, answers = None, answers + 1
        parts.append(current)
    return parts if answers and INTERVIEWER in parts else []
