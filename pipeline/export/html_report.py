"""The report as one HTML page: offline, searchable, printable, in Dutch."""

from corpus import ArgumentMap
from pipeline.export.report import render_report

TITLE = "Argumentenkaart"


def dump(argument_map: ArgumentMap) -> bytes:
    """The page."""
    return render_report(argument_map, title=TITLE).encode()
