"""Every format that a map can become, and which of them can be read back or checked; one file a format."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpus import ArgumentMap
from pipeline.export._errors import FormatUnknown

if TYPE_CHECKING:
    from pipeline._checker import Fault

# ruff: noqa: PLC0415 - checkers bring pydantic; writing most formats does not need it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format, and the file in this folder that knows it.

    Attributes:
        name: As on the command line.
        suffix: How its files end.
        module: The file, which has `dump`, and `parse` and `check` where those are promised.
        title: What it is called in full.
        reads: True where files of others are read too.
        checks: True where a file can be checked.
        lossless: True where what was written reads back as the same map.
    """

    name: str
    suffix: str
    module: str
    title: str
    reads: bool = False
    checks: bool = False
    lossless: bool = False

    def dump(self, argument_map: ArgumentMap) -> bytes:
        """The map in this format.

        Raises:
            FormatUnavailable: it needs a program or package that is not installed.
        """
        write: Callable[[ArgumentMap], bytes] = self._function("dump")
        return write(argument_map)

    def check(self, content: bytes, *, source: str) -> list["Fault"]:
        """Every rule of the format that a file breaks; `source` is for messages.

        Raises:
            MapUnreadable: it cannot be parsed, is too large, or there is no check for this format.
        """
        from pipeline.export._bounds import check_size, unreadable

        if not self.checks:
            raise unreadable(source, "not-checkable", format=self.title, known=_names(lambda one: one.checks))
        check_size(content, source=source)
        find: Callable[..., list[Fault]] = self._function("check")
        return find(content, source=source)

    def parse(self, content: bytes, *, source: str, created: str) -> ArgumentMap:
        """The map in the bytes of a file; `created` dates a map that is made of a foreign graph.

        Raises:
            MapUnreadable: it cannot be parsed, is too large, or this format is only written.
            MapRefused: it breaks a rule; nothing is half imported.
        """
        from pipeline.export._bounds import check_size, unreadable

        if not self.reads:
            raise unreadable(source, "not-readable", format=self.title, known=_names(lambda one: one.reads))
        check_size(content, source=source)
        read: Callable[..., ArgumentMap] = self._function("parse")
        return read(content, source=source, created=created)

    def _function(self, name: str) -> Any:
        return getattr(import_module(f"pipeline.export.{self.module}"), name)


_ALL = (
    Format(
        name="json",
        suffix=".json",
        module="json_map",
        title="debatkaart JSON 1",
        reads=True,
        checks=True,
        lossless=True,
    ),
    Format(name="xaif", suffix=".xaif.json", module="xaif", title="xAIF", reads=True, checks=True, lossless=True),
    Format(name="aif", suffix=".aif.json", module="aif", title="AIF-JSON", reads=True, checks=True),
    Format(name="sadface", suffix=".sadface.json", module="sadface", title="SADFace", reads=True, checks=True),
    Format(name="arguebuf", suffix=".arguebuf.json", module="arguebuf", title="arguebuf JSON", reads=True, checks=True),
    Format(name="argdown", suffix=".argdown", module="argdown", title="Argdown", checks=True),
    Format(name="graphml", suffix=".graphml", module="graphml", title="GraphML", checks=True),
    Format(name="dot", suffix=".dot", module="dot", title="DOT (Graphviz)", checks=True),
    Format(name="svg", suffix=".svg", module="svg", title="SVG"),
    Format(
        name="csv", suffix=".zip", module="csv_bundle", title="CSV data package", reads=True, checks=True, lossless=True
    ),
    Format(name="annotation", suffix=".jsonld", module="web_annotation", title="W3C Web Annotation"),
    Format(name="parquet", suffix=".parquet", module="parquet", title="Parquet"),
    Format(name="html", suffix=".html", module="html_report", title="HTML"),
)

FORMATS = {one.name: one for one in _ALL}


def find_format(name: str) -> Format:
    """The format called `name`.

    Raises:
        FormatUnknown: there is none.
    """
    if name not in FORMATS:
        raise FormatUnknown(format=name, known=", ".join(FORMATS))
    return FORMATS[name]


def detect_format(content: bytes, *, source: str) -> Format:
    """The format of a file by what is in it, and by the end of its name where that does not tell.

    Raises:
        MapUnreadable: it is like none of the formats, or begins as JSON and is none.
    """
    from pipeline.export._bounds import check_size, unreadable
    from pipeline.export._recognition import recognise

    check_size(content, source=source)
    if name := recognise(content, source=source):
        return FORMATS[name]
    # The longest suffix is the one that tells: that of the map itself ends several others.
    named = [one for one in _ALL if source.lower().endswith(one.suffix)]
    if not named or max(named, key=lambda one: len(one.suffix)).name == "json":
        raise unreadable(source, "unknown-format", known=_names(lambda one: one.reads))
    return max(named, key=lambda one: len(one.suffix))


def _names(wanted: Callable[[Format], bool]) -> str:
    return ", ".join(one.name for one in _ALL if wanted(one))
