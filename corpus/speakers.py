"""Who holds the view of each unit of a Dutch text: rules for reports, quotations, minutes, interviews, comments."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus._nouns import AUTHOR, Kind, Unit
from corpus._quotes import find_quotes
from corpus._turns import find_interview, find_lines, find_reactions, find_turns, is_addressed, is_answer
from corpus._voices import by_surname, find_full_names, find_holder, find_subject

# Who answers where the text names nobody.
INTERVIEWEE = "de geïnterviewde"
# Shorter quotations are titles and words held at a distance, not speech.
_SPEECH_WORDS = 3


def attribute_speakers(text: str, units: Sequence[Unit]) -> list[str | None]:
    """The speaker of every unit, None for headings and boilerplate.

    Returns:
        Per unit a name as in the text, a role ("de wethouder"), AUTHOR, INTERVIEWER, "reaction N" or UNATTRIBUTED.
    """
    reported = _attribute_reports(text, units)
    interview = _attribute_interview(text, units, reported)
    reactions, turns = find_reactions(text, units), find_turns(text, units)
    layers = zip(units, reactions, turns, interview or [None] * len(units), reported, strict=True)
    return [
        (reaction or turn or part or report or AUTHOR) if unit.kind is Kind.SENTENCE else None
        for unit, reaction, turn, part, report in layers
    ]


def _attribute_interview(text: str, units: Sequence[Unit], reported: Sequence[str | None]) -> list[str | None]:
    """Answers go to the one whom the lead reports or names; without such a person only labels make an interview."""
    parts = find_interview(text, units)
    lead = [at for at, part in enumerate(parts) if part == AUTHOR]
    reports = [report for at in lead if (report := reported[at])]
    names = find_full_names(text[: units[lead[-1]].end]) if lead and is_addressed(text, units, parts) else []
    person = max(reports, key=len, default=None) or next(iter(names), None)
    if person is None and any(is_answer(text, unit) for unit in units):
        person = INTERVIEWEE
    return [(None if part == AUTHOR else part or person) for part in parts] if person else []


def _attribute_reports(text: str, units: Sequence[Unit]) -> list[str | None]:
    known, quotes = by_surname(find_full_names(text)), _Quotes(text)
    speakers: list[str | None] = []
    last: str | None = None
    for unit in units:
        said = quotes.outside(unit) if unit.kind is Kind.SENTENCE else ""
        holder = find_holder(said, known=known, last=last)
        last = holder or find_subject(said, known=known) or last
        speakers.append(holder)
    return _fill_quotes(text, units, speakers, quotes)


class _Quotes:
    """The quotations of a text, with what of a unit lies outside them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.speech = [(s, e) for s, e in find_quotes(text) if len(text[s:e].split()) >= _SPEECH_WORDS]

    def outside(self, unit: Unit) -> str:
        """The unit's text with each quotation replaced by its two marks."""
        pieces, at = [], unit.start
        first = bisect_right(self.speech, unit.start, key=lambda quote: quote[1])
        for start, end in self.speech[first : bisect_left(self.speech, (unit.end, 0))]:
            pieces += [self.text[at : max(at, start)], "‘’"]
            at = min(end, unit.end)
        return "".join([*pieces, self.text[at : unit.end]])

    def places(self, units: Sequence[Unit]) -> dict[int, list[range]]:
        """The units that each quotation touches, by the first of them."""
        found: dict[int, list[range]] = {}
        for start, end in self.speech:
            first = bisect_right(units, start, key=lambda unit: unit.end)
            past = bisect_left(units, end, key=lambda unit: unit.start)
            if first < past:
                found.setdefault(first, []).append(range(first, past))
        return found


def _fill_quotes(text: str, units: Sequence[Unit], speakers: Sequence[str | None], quotes: _Quotes) -> list[str | None]:
    """Gives every sentence of a quotation the one named in or around it, else the last one in the paragraph."""
    filled = list(speakers)
    inside = quotes.places(units)
    lines = find_lines(text, units)
    last: str | None = None
    for at, unit in enumerate(units):
        last = last if at and lines[at] == lines[at - 1] else None
        for places in inside.get(at, ()):
            named = next((filled[i] for i in places if filled[i]), None)
            speaker = named or (last if text[unit.start] in "‘“„«'\"" else None)
            for i in places:
                filled[i] = filled[i] or speaker
        last = filled[at] or last
    return filled
