"""The grammar of DOT, as on graphviz.org/doc/info/lang.html; nodes come into being where they are first named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline._checker import Fault
from pipeline.export._bounds import check_count, unreadable

# Frames may lie in frames, but no map maker nests them this deep.
_DEEPEST = 64
_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|^\#[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)
    |(?P<name>"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*|-?(?:\.\d+|\d+(?:\.\d*)?))
    |(?P<sign>->|--|[{}\[\];,:=+])
    |(?P<markup><)""",
    re.VERBOSE | re.MULTILINE | re.ASCII,
)
_NAMES = {"name": "ID"}
_WORDS = {"strict", "graph", "digraph", "node", "edge", "subgraph"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A piece of the file: a sign or word of the language as it is, or "name"; "" at the end."""

    kind: str
    line: int
    text: str


class _Unexpected(Exception):
    """The grammar wants something else here."""

    def __init__(self, token: _Token, expected: str) -> None:
        super().__init__(expected)
        self.token, self.expected = token, expected


def dot_faults(text: str, *, source: str) -> list[Fault]:
    """The first place where the text is no DOT; [] for a good file.

    Raises:
        MapUnreadable: frames are nested too deeply, or there are too many elements.
    """
    try:
        _Parser(_tokens(text), source=source).graph()
    except _Unexpected as error:
        return [_fault(error.token, error.expected)]
    return []


def _fault(token: _Token, expected: str) -> Fault:
    found = f"“{token.text[:40]}”" if token.text else None
    dutch = f"hier hoort {expected}, niet {found or 'het einde van het bestand'}"
    english = f"{expected} belongs here, not {found or 'the end of the file'}"
    return Fault(path=f"line[{token.line}]", reasons={"nl": dutch, "en": english})


def _tokens(text: str) -> Iterator[_Token]:
    place, line = 0, 1
    while place < len(text):
        found = _TOKEN.match(text, place)
        end = found.end() if found else place
        if found and found["markup"]:
            end = _markup_end(text, place)
        if end == place or found is None:
            raise _Unexpected(_Token(kind="?", line=line, text=text[place : text.find("\n", place)]), "DOT")
        piece = text[place:end]
        if found["skip"] is None:
            word = piece.lower()
            yield _Token(kind=word if word in _WORDS else found["sign"] or "name", line=line, text=piece)
        line += piece.count("\n")
        place = end
    yield _Token(kind="", line=line, text="")


def _markup_end(text: str, start: int) -> int:
    """Where a label between angle brackets ends, with brackets inside it; `start` where it does not."""
    depth = 0
    for found in re.compile("[<>]").finditer(text, start):
        depth += 1 if found[0] == "<" else -1
        if not depth:
            return found.end()
    return start


class _Parser:
    """Reads tokens by the rules of the grammar, one method a rule."""

    def __init__(self, tokens: Iterator[_Token], *, source: str) -> None:
        self._tokens, self._source = tokens, source
        self._now = next(tokens)
        self._count = self._depth = 0
        self._arrow = "->"

    def _take(self, *kinds: str) -> bool:
        """Whether one of these comes; then it is passed."""
        if self._now.kind not in kinds:
            return False
        self._now = next(self._tokens, self._now)
        return True

    def _want(self, *kinds: str) -> None:
        if not self._take(*kinds):
            raise _Unexpected(self._now, " / ".join(_NAMES.get(kind, f"“{kind}”") for kind in kinds))

    def graph(self) -> None:
        """The whole file."""
        self._take("strict")
        self._arrow = "->" if self._now.kind == "digraph" else "--"
        self._want("digraph", "graph")
        self._take("name")
        self._body()
        if self._now.kind:
            raise _Unexpected(self._now, "EOF")

    def _body(self) -> None:
        self._want("{")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise unreadable(self._source, "too-deep")
        while not self._take("}"):
            self._statement()
            self._take(";")
        self._depth -= 1

    def _statement(self) -> None:
        if self._take("graph", "node", "edge"):
            self._attributes(at_least=1)
            return
        if self._end_or_assignment():
            return
        while self._take(self._arrow):
            self._end_or_assignment(assignment=False)
        self._attributes()

    def _end_or_assignment(self, *, assignment: bool = True) -> bool:
        """An end of an edge: a frame or nodes; True where it was an assignment instead."""
        self._count += 1
        check_count(self._count, source=self._source)
        if self._now.kind in {"subgraph", "{"}:
            if self._take("subgraph"):
                self._take("name")
            self._body()
            return False
        self._name()
        if assignment and self._take("="):
            self._name()
            return True
        self._ports()
        while self._take(","):
            self._name()
            self._ports()
        return False

    def _ports(self) -> None:
        for _ in range(2):
            if self._take(":"):
                self._name()

    def _name(self) -> None:
        self._want("name")
        while self._take("+"):
            self._want("name")

    def _attributes(self, *, at_least: int = 0) -> None:
        while at_least or self._now.kind == "[":
            at_least = 0
            self._want("[")
            while not self._take("]"):
                self._name()
                self._want("=")
                self._name()
                self._take(",", ";")
