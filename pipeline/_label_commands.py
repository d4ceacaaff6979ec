"""What the commands about labels do; every function gives its exit code."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline._errors import WrongUse
from pipeline._files import check_target
from pipeline._label_texts import LABEL_MESSAGES
from pipeline._terminal import DONE, FAILED, STREAM, Voice, print_json, read_bytes, write_bytes

if TYPE_CHECKING:
    from pipeline.labels.exchange import Conflict, Taken

# ruff: noqa: PLC0415 - the formats and the store are imported by the command that needs them.

_SHOWN = 50


def export_labels(out: str, *, format_name: str | None, annotators: Sequence[str], voice: Voice) -> int:
    """Write the labels that stand; exit code 1 where there are none."""
    from pipeline.judgements import open_judgements
    from pipeline.labels.exchange import shelf_of
    from pipeline.labels.formats import FORMATS

    name = _format(out, format_name)
    if out != STREAM:
        check_target(Path(out))
    with open_judgements() as judgements:
        shelf = shelf_of(judgements, annotators=annotators)
    if not shelf.judgements:
        voice.fail(LABEL_MESSAGES["no-labels"][voice.language])
        return FAILED
    write_bytes(out, FORMATS[name].write(shelf))
    if out != STREAM:
        _tell(voice, "exported", count=len(shelf.judgements), out=out)
    return DONE


def import_labels(
    source: str, *, format_name: str | None, annotator: str | None, replace: bool, as_json: bool, voice: Voice
) -> int:
    """Take in a file; exit code 1 where something in it conflicts or cannot be used."""
    from pipeline.judgements import open_judgements
    from pipeline.labels.exchange import take_in
    from pipeline.labels.formats import FORMATS

    name = _format(source, format_name)
    content = read_bytes(source)
    file = FORMATS[name].read(content, source)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with open_judgements() as judgements:
        taken = take_in(judgements, file, annotator=annotator, now=now, replace_own=replace)
    _report(taken, replaced=replace, as_json=as_json, voice=voice)
    return FAILED if taken.faults or (taken.conflicts and not replace) else DONE


def print_labelling_config() -> int:
    """The labelling interface for Label Studio, with the debates that were judged or else the built-in ones."""
    from pipeline import _engine
    from pipeline.judgements import open_judgements
    from pipeline.labels.label_studio import labelling_config

    with open_judgements() as judgements:
        debates = judgements.debates()
    print(labelling_config(debates or _engine.load_debates(None)))  # noqa: T201 - the result
    return DONE


def _format(path: str, chosen: str | None) -> str:
    from pipeline.labels.formats import FORMATS

    if chosen is None:
        suffix = Path(path).suffix.lower()
        return next((name for name, one in FORMATS.items() if one.suffix == suffix), "jsonl")
    if chosen not in FORMATS:
        fields = {"format": chosen, "known": ", ".join(FORMATS)}
        texts = LABEL_MESSAGES["unknown-format"]
        raise WrongUse(nl=texts["nl"].format(**fields), en=texts["en"].format(**fields))
    return chosen


def _report(taken: "Taken", *, replaced: bool, as_json: bool, voice: Voice) -> None:
    language = voice.language
    if as_json:
        _print_json(taken)
        return
    for fault in taken.faults[:_SHOWN]:
        voice.fail(fault.message(language))
    for conflict in taken.conflicts[:_SHOWN]:
        voice.warn(LABEL_MESSAGES["conflict"][language].format(**_fields(conflict)))
    if more := max(0, len(taken.faults) - _SHOWN) + max(0, len(taken.conflicts) - _SHOWN):
        voice.warn(LABEL_MESSAGES["more"][language].format(count=more))
    if taken.conflicts:
        _tell(voice, "replaced" if replaced else "left")
    if taken.elsewhere:
        voice.warn(LABEL_MESSAGES["elsewhere"][language].format(count=taken.elsewhere))
    counts = {"conflicts": len(taken.conflicts), "faults": len(taken.faults)}
    _tell(voice, "taken", added=taken.added, duplicates=taken.duplicates, **counts)


def _tell(voice: Voice, name: str, **fields: object) -> None:
    if not voice.quiet:
        print(LABEL_MESSAGES[name][voice.language].format(**fields), file=sys.stderr)  # noqa: T201 - the voice


def _fields(conflict: "Conflict") -> dict[str, object]:
    from pipeline.labels.label import dump_label

    kept, given = (json.dumps(dump_label(one), ensure_ascii=False) for one in (conflict.kept, conflict.given))
    place = {"start": conflict.place.start, "end": conflict.place.end}
    return {"where": conflict.where, "annotator": conflict.annotator, **place, "kept": kept, "given": given}


def _print_json(taken: "Taken") -> None:
    values = {
        "added": taken.added,
        "duplicates": taken.duplicates,
        "elsewhere": taken.elsewhere,
        "conflicts": [_fields(one) | {"document": one.place.document} for one in taken.conflicts],
        "faults": [{"where": one.where, "nl": one.nl, "en": one.en} for one in taken.faults],
    }
    print_json(values)
