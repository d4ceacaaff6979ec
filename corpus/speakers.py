"""Who holds the view of each unit of a Dutch text: rules for reports, quotations, minutes, interviews, comments."""

from collections.abc import Sequence

from corpus._nouns import AUTHOR, Kind, Unit
from corpus._quotes import find_quotes
from corpus._turns import find_interview, find_reactions, find_turns, line_around
from corpus._voices import find_full_names, find_holder

# Shorter quotations are titles and words held at a distance, not speech.
_SPEECH_WORDS = 3


def attribute_speakers(text: str, units: Sequence[Unit]) -> list[str | None]:
    """The speaker of every unit, None for headings and boilerplate.

    Returns:
        Per unit a name as in the text, a role ("de wethouder"), AUTHOR, INTERVIEWER, "reaction N" or UNATTRIBUTED.
    """
    reported = _attribute_reports(text, units)
    interview = _attribute_interview(find_interview(text, units), reported)
    reactions, turns = find_reactions(text, units), find_turns(text, units)
    layers = zip(units, reactions, turns, interview or [None] * len(units), reported, strict=True)
    return [
        (reaction or turn or part or report or AUTHOR) if unit.kind is Kind.SENTENCE else None
        for unit, reaction, turn, part, report in layers
    ]


def _attribute_interview(parts: Sequence[str | None], reported: Sequence[str | None]) -> list[str | None]:
    """Answers go to the one whom the lead reports; without such a person there is no interview."""
    lead = [report for part, report in zip(parts, reported, strict=False) if part == AUTHOR and report]
    if not lead:
        return []
    person = max(lead, key=len)
    return [(None if part == AUTHOR else part or person) for part in parts]


def _attribute_reports(text: str, units: Sequence[Unit]) -> list[str | None]:
    known, quotes = find_full_names(text), _Quotes(text)
    speakers: list[str | None] = []
    last: str | None = None
    for unit in units:
        holder = find_holder(quotes.outside(unit), known=known, last=last) if unit.kind is Kind.SENTENCE else None
        last = holder or last
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
        for start, end in self.speech:
            if end > unit.start and start < unit.end:
                pieces += [self.text[at : max(at, start)], "‘’"]
                at = min(end, unit.end)
        return "".join([*pieces, self.text[at : unit.end]])


def _fill_quotes(text: str, units: Sequence[Unit], speakers: Sequence[str | None], quotes: _Quotes) -> list[str | None]:
    """Gives every sentence of a quotation the one named in or around it, else the last one in the paragraph."""
    filled = list(speakers)
    for start, end in quotes.speech:
        inside = [i for i, unit in enumerate(units) if unit.start < end and unit.end > start]
        named = next((filled[i] for i in inside if filled[i]), None)
        speaker = named or (_last_before(text, units, filled, inside[0]) if inside else None)
        for i in inside:
            filled[i] = filled[i] or speaker
    return filled


def _last_before(text: str, units: Sequence[Unit], speakers: Sequence[str | None], index: int) -> str | None:
    if text[units[index].start] not in "‘“„«'\"":
        return None
    line = line_around(text, units[index])[0]
    earlier = (speakers[i] for i in range(index - 1, -1, -1) if units[i].start >= line)
    return next((speaker for speaker in earlier if speaker), None)
