"""Quotations: where they start and end, also over several sentences."""

_OPENING = "‘“„«"
_CLOSING = {"‘": "’", "“": "”", "„": "”“", "«": "»", "'": "'", '"': '"'}
_STRAIGHT = "'\""


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (text[at] in _OPENING or text[at] in _STRAIGHT) and not before.isalnum() and not after.isspace()


def _closes(text: str, at: int, opening: str) -> bool:
    # An apostrophe (zo’n, foto's) stands between letters; a closing mark does not.
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] not in _CLOSING[opening] or at == 0 or text[at - 1].isspace():
        return False
    # "… niet meer.’Geen geld": a stop closes it where a page lost the space.
    return not after.isalnum() or (text[at - 1] in ".!?…" and after.isupper())


def find_quotes(text: str) -> list[tuple[int, int]]:
    """Outermost quotations with their marks as [start, end); one left open is none; a new line ends it."""
    quotes: list[tuple[int, int]] = []
    start: int | None = None
    for at, char in enumerate(text):
        if char == "\n":
            start = None
        elif start is None:
            start = at if _opens(text, at) else None
        elif _closes(text, at, text[start]):
            quotes.append((start, at + 1))
            start = None
    return quotes
