"""How commands speak and where their bytes come from and go to; every command uses it."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus import Language
from pipeline._files import write_aside
from pipeline._map_json import read_file
from pipeline._texts import MESSAGES

DONE, FAILED = 0, 1
# Instead of a file: standard input or standard output.
STREAM = "-"
_LINES_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a command speaks on standard error."""

    language: Language
    quiet: bool = False

    def say(self, name: str, **fields: object) -> None:
        """A line of good news, unless quiet."""
        if not self.quiet:
            write_error_line(MESSAGES[name][self.language].format(**fields))

    def warn(self, text: str) -> None:
        """A line that a user should see, unless quiet."""
        if not self.quiet:
            write_error_line(f"{MESSAGES['warning'][self.language]}: {text}")

    def fail(self, text: str) -> None:
        """A line about what went wrong, always."""
        write_error_line(f"{MESSAGES['error'][self.language]}: {text}")


def write_error_line(text: str) -> None:
    """One line on standard error, whatever breaks there are in the text."""
    print(" ".join(text.split()), file=sys.stderr)  # noqa: T201 - the command line's own voice


def with_rest(lines: list[str], language: Language) -> list[str]:
    """The first lines, and how many more there are."""
    rest = len(lines) - _LINES_SHOWN
    return [*lines[:_LINES_SHOWN], *([MESSAGES["more-faults"][language].format(count=rest)] if rest > 0 else [])]


def read_bytes(source: str) -> bytes:
    """The bytes of a file or of standard input."""
    if source == STREAM:
        return sys.stdin.buffer.read()
    return read_file(Path(source))


def write_bytes(out: str, chunks: Iterable[bytes]) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if out != STREAM:
        write_aside(Path(out), chunks)
        return
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def print_json(value: object) -> None:
    """A result as JSON on standard output."""
    print_lines([json.dumps(value, ensure_ascii=False, indent=1)])


def print_lines(lines: Iterable[str]) -> None:
    """A result for people on standard output."""
    for line in lines:
        print(line)  # noqa: T201 - standard output is where results go
