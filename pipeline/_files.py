"""Writing files whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

from pipeline._errors import WriteError, system_reasons


def check_target(path: Path) -> None:
    """Refuse a target that cannot be written, before long work is done for it."""
    if path.is_dir():
        raise WriteError(target=path, reason_nl="het is een map", reason_en="it is a folder")
    if not path.resolve().parent.is_dir():
        raise WriteError(target=path, reason_nl="de map bestaat niet", reason_en="its folder does not exist")


def write_aside(path: Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks` to a file beside `path`, then rename it; whatever stops it leaves the old file as it was.

    A link is followed; a device such as /dev/null is written to, never replaced.

    Raises:
        WriteError: the operating system refuses.
    """
    check_target(path)
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            _write(target, chunks)
        else:
            _write_and_rename(target, chunks)
    except OSError as error:
        raise WriteError(target=path, **system_reasons(error)) from error


def _write_and_rename(target: Path, chunks: Iterable[bytes]) -> None:
    # Not `tempfile`: its files are private (0600), and the result must have the permissions of any new file.
    aside = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    try:
        _write(aside, chunks)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
