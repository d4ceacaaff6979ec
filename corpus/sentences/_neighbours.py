"""Corrects the kind of a line by the lines beside it: menus of one item a line, teasers, lists without bullets."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus._nouns import Kind, Unit
from corpus.sentences._page import announces_others, is_button, is_menu_item

_TITLE_LENGTH = 110
# A menu has items of its own between the known ones.
_GAP, _ITEM_WORDS = 3, 3
_POINT_WORDS = 12
# Short questions come back in interviews: "Waarom?".
_ASKING_TITLE = 40


def settle_kinds(text: str, blocks: Sequence[list[Unit]]) -> list[Unit]:
    """The units of all blocks in order, with the kinds that only their neighbours tell."""
    lines = [text[block[0].start : block[0].end] if len(block) == 1 else "" for block in blocks]
    kinds = [block[0].kind for block in blocks]
    menu = set(_menu_lines(lines, kinds))
    furniture = menu | set(_teased_lines(text, blocks, lines, menu))
    points, titles = set(_points(lines, kinds)), set(_printed_twice(lines))
    units = []
    for at, block in enumerate(blocks):
        if at in furniture:
            units.append(replace(block[0], kind=Kind.BOILERPLATE))
        elif at in points or at in titles:
            units.append(replace(block[0], kind=Kind.SENTENCE if at in points else Kind.HEADING))
        else:
            units += block
    return units


def _menu_lines(lines: Sequence[str], kinds: Sequence[Kind]) -> Iterator[int]:
    """Indices from the first to the last known item of each menu."""
    chain: list[int] = []
    for at in [*(at for at, line in enumerate(lines) if line and is_menu_item(line)), len(lines) + _GAP]:
        if chain and not _goes_on(lines, kinds, chain[-1], at):
            if len(chain) > 1 and (len(chain) > 2 or any(is_button(lines[n]) for n in chain)):
                yield from range(chain[0], chain[-1] + 1)
            chain = []
        chain.append(at)


def _goes_on(lines: Sequence[str], kinds: Sequence[Kind], last: int, at: int) -> bool:
    between = range(last + 1, at)
    return len(between) < _GAP and all(
        lines[n] and kinds[n] is not Kind.SENTENCE and len(lines[n].split()) <= _ITEM_WORDS for n in between
    )


def _teased_lines(text: str, blocks: Sequence[list[Unit]], lines: Sequence[str], menu: set[int]) -> Iterator[int]:
    """Indices of the titles under "Lees ook"; only the first may stand apart from it."""
    for at, line in enumerate(lines):
        if not line or at in menu or not announces_others(line):
            continue
        below = at + 1
        while below < len(lines) and _is_title(lines[below]):
            gap = text.count("\n", blocks[below - 1][0].end, blocks[below][0].start) > 1
            if gap and below > at + 1:
                break
            yield below
            below += 1


def _is_title(line: str) -> bool:
    return 0 < len(line) <= _TITLE_LENGTH and not line.endswith((".", ":", "!")) and not announces_others(line)


def _printed_twice(lines: Sequence[str]) -> Iterator[int]:
    """Indices of the lines that ask something and are in the text twice: a title above the lead and above the text."""
    asking = Counter(line for line in lines if line.endswith("?") and len(line) >= _ASKING_TITLE)
    yield from (at for at, line in enumerate(lines) if asking[line] > 1)


def _points(lines: Sequence[str], kinds: Sequence[Kind]) -> Iterator[int]:
    """Indices of the lines that look like headings but make up a list: two or more below "Wij willen:"."""
    for at, line in enumerate(lines):
        if not line.endswith(":") or kinds[at] is not Kind.SENTENCE:
            continue
        last = at
        while last + 1 < len(lines) and _is_point(lines[last + 1], kinds[last + 1]):
            last += 1
        if last > at + 1:
            yield from (n for n in range(at + 1, last + 1) if kinds[n] is Kind.HEADING)


def _is_point(line: str, kind: Kind) -> bool:
    # A colon opens a list of its own, so that no line is looked at twice.
    if not line or line.endswith(":") or kind is Kind.BOILERPLATE:
        return False
    return not line.endswith((".", "?", "!")) or len(line.split()) <= _POINT_WORDS
