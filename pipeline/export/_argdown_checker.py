"""What a graph in Argdown needs: who is mentioned has a text, and who is related stands below something else.

The signs are those of argdown.org/syntax. Argdown itself reads nearly every line as some text; this check is stricter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline._checker import Fault
from pipeline.export._bounds import check_count
from pipeline.export._faults import fault

_FENCE = "==="
_COMMENT = re.compile(r"(?<![\\:])(?:/\*|<!--|//)")
_CLOSED = {"/*": "*/", "<!--": "-->", "//": "\n"}
# The number of a step in a reconstruction, or the mark of a list.
_COUNTED = re.compile(r"(?:\(\d{1,9}\)|\d{1,9}\.|\*)[ \t]+")
_SIGN = re.compile(r"(?P<indent>[ \t]*)(?P<sign><\+|<-|<_|\+>|->|_>|><|\+|-|_)[ \t]+")
_INSIDE = r"(?:[^\[\]<>\\\n]|\\.)"
_NAMED = re.compile(rf"(?:\[(?P<statement>{_INSIDE}+)\]|<(?P<argument>{_INSIDE}+)>)(?P<colon>:?)")
_ESCAPED = re.compile(r"\\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """A line that names a statement or argument, gives one without a name, or relates one to what stands above it.

    Attributes:
        name: Bracketed as in the file, so that a statement and an argument may share a title; None without one.
        defines: True where its text is given here.
        depth: How far it is indented; 0 for what stands by itself.
    """

    line: int
    depth: int
    name: str | None
    defines: bool


def argdown_faults(text: str, *, source: str) -> list[Fault]:
    """Every broken rule, in the order of the file; [] for a good file.

    Raises:
        MapUnreadable: there are too many elements.
    """
    lines, faults = _uncommented(text.removeprefix("\ufeff"))
    start, head_faults = _body(lines)
    faults += head_faults
    elements: list[_Element] = []
    open_elements: list[_Element] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        if not line.strip() or line.startswith("#"):
            open_elements.clear()
            continue
        faults += _line_faults(line, number)
        element = _element(line, number)
        if element is not None:
            faults += _place_faults(element, open_elements)
            open_elements.append(element)
            elements.append(element)
            check_count(len(elements), source=source)
    if not faults and not any(element.name for element in elements) and not any(line.startswith("#") for line in lines):
        faults.append(fault(_line(1), "argdown-empty"))
    return [*faults, *_missing(elements)]


def _uncommented(text: str) -> tuple[list[str], list[Fault]]:
    """The lines without their comments, and a fault where a comment never ends."""
    pieces, place = [], 0
    while found := _COMMENT.search(text, place):
        pieces.append(text[place : found.start()])
        closing = _CLOSED[found[0]]
        end = text.find(closing, found.end())
        if end < 0:
            line = text.count("\n", 0, found.start()) + 1
            unfinished = [] if closing == "\n" else [fault(_line(line), "argdown-comment")]
            return "".join(pieces).split("\n"), unfinished
        place = end if closing == "\n" else end + len(closing)
        pieces.append("\n" * text.count("\n", found.start(), place))
    return "".join([*pieces, text[place:]]).split("\n"), []


def _body(lines: Sequence[str]) -> tuple[int, list[Fault]]:
    """Where the text begins behind the head, and what is wrong with that head."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines[first].startswith(_FENCE):
        return first, []
    end = next((number for number in range(first + 1, len(lines)) if lines[number].startswith(_FENCE)), None)
    return (end + 1, []) if end is not None else (len(lines), [fault(_line(first + 1), "argdown-head")])


def _line_faults(line: str, number: int) -> Iterator[Fault]:
    bare = _ESCAPED.sub("", line)
    if bare.count("{") > bare.count("}"):
        yield fault(_line(number), "argdown-data")


def _element(line: str, number: int) -> _Element | None:
    sign = _SIGN.match(line)
    depth = len(sign["indent"]) + 1 if sign else 0
    content = line[sign.end() :] if sign else line.strip()
    counted = _COUNTED.match(content)
    named = _NAMED.match(content, counted.end() if counted else 0)
    if named is None:
        return _Element(line=number, depth=depth, name=None, defines=True)
    name = f"[{named['statement']}]" if named["statement"] else f"<{named['argument']}>"
    return _Element(line=number, depth=depth, name=name, defines=bool(named["colon"]))


def _place_faults(element: _Element, above: list[_Element]) -> Iterator[Fault]:
    """A relation needs something above it that stands less deep, and that is not itself."""
    if not element.depth:
        return
    while above and above[-1].depth >= element.depth:
        above.pop()
    if not above:
        yield fault(_line(element.line), "argdown-orphan")
    elif element.name is not None and element.name == above[-1].name:
        yield fault(_line(element.line), "argdown-loop", id=element.name)


def _missing(elements: Sequence[_Element]) -> Iterator[Fault]:
    defined = {element.name for element in elements if element.defines}
    for element in elements:
        if element.name not in defined:
            yield fault(_line(element.line), "argdown-missing", id=element.name)


def _line(number: int) -> str:
    return f"line[{number}]"
