"""The elements of a GraphML file, read piece by piece: whatever is too much stops it at once."""

from dataclasses import dataclass, field
from xml.parsers import expat

from pipeline.export._bounds import check_count, unreadable

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# Graphs may lie in nodes, but no map maker nests them this deep.
_DEEPEST = 64
_PIECE = 2**16


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A node or an edge with its values by key."""

    attributes: dict[str, str]
    data: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class GraphmlFile:
    """What a file holds; values with markup inside, such as yEd's graphics, are left out."""

    source: str
    root: str = ""
    graphs: int = 0
    keys: list[dict[str, str]] = field(default_factory=list)
    nodes: list[Element] = field(default_factory=list)
    edges: list[Element] = field(default_factory=list)
    _open: list[Element | None] = field(default_factory=list)
    _key: str | None = None
    _value: list[str] = field(default_factory=list)
    _count: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.root = self.root or tag
        if len(self._open) >= _DEEPEST:
            raise unreadable(self.source, "too-deep")
        owner = self._open[-1] if self._open else None
        self._open.append(self._element(tag, attributes))
        # A value that turns out to hold markup is no value.
        self._key = attributes.get("key", "") if tag == f"{NAMESPACE} data" and owner is not None else None
        self._value.clear()

    def _element(self, tag: str, attributes: dict[str, str]) -> Element | None:
        name = tag.removeprefix(f"{NAMESPACE} ")
        if name in {"node", "edge"}:
            self._count += 1
            check_count(self._count, source=self.source)
            element = Element(attributes=attributes)
            (self.nodes if name == "node" else self.edges).append(element)
            return element
        if name == "key":
            self.keys.append(attributes)
        self.graphs += name == "graph"
        return None

    def end(self, _tag: str) -> None:
        """An element ends; a value goes to the node or edge around it."""
        self._open.pop()
        owner = self._open[-1] if self._open else None
        if self._key is not None and owner is not None:
            owner.data.append((self._key, "".join(self._value)))
        self._key = None

    def text(self, piece: str) -> None:
        """A piece of text."""
        if self._key is not None:
            self._value.append(piece)

    def doctype(self, *_facts: object) -> None:
        """A DOCTYPE begins: entities could follow, and nothing that we read needs them."""
        raise unreadable(self.source, "doctype")


def read_graphml(content: bytes, *, source: str) -> GraphmlFile:
    """The elements of the file.

    Raises:
        MapUnreadable: it is no XML, has a DOCTYPE, is nested too deeply, or has too many elements.
    """
    found = GraphmlFile(source=source)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text
    parser.StartDoctypeDeclHandler = found.doctype
    try:
        for start in range(0, len(content), _PIECE):
            parser.Parse(content[start : start + _PIECE], False)
        parser.Parse(b"", True)
    # An encoding that Python does not know is a LookupError, and one of several bytes a ValueError.
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise unreadable(source, "bad-xml", line=parser.ErrorLineNumber) from error
    return found
