"""SVG, drawn by Graphviz where that is installed."""

import shutil
import subprocess

from corpus import ArgumentMap
from pipeline.export import dot
from pipeline.export._errors import DrawingFailed, FormatUnavailable

# Laying out takes Graphviz ages for thousands of nodes; better no picture than a command that never ends.
_SECONDS = 300


def dump(argument_map: ArgumentMap) -> bytes:
    """The picture of the map.

    Raises:
        FormatUnavailable: Graphviz is not there.
        DrawingFailed: it gives up on this map.
    """
    program = shutil.which("dot")
    if program is None:
        raise FormatUnavailable(
            format="SVG",
            what="Graphviz (dot)",
            advice_nl="Installeer Graphviz (graphviz.org; Debian en Ubuntu: apt install graphviz), of schrijf met "
            "--to dot een bestand dat elders getekend kan worden",
            advice_en="Install Graphviz (graphviz.org; Debian and Ubuntu: apt install graphviz), or write with "
            "--to dot a file that can be drawn elsewhere",
        )
    try:
        done = subprocess.run(  # noqa: S603 (a program from PATH with fixed arguments; the map goes in as data)
            [program, "-Tsvg"], input=dot.dump(argument_map), capture_output=True, check=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingFailed(reason_nl="het duurt te lang", reason_en="it takes too long") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise DrawingFailed(reason_nl="het programma stopt met een fout", reason_en="it stops with an error") from error
    return done.stdout
