"""What export, import, merge and diff do, apart from parsing the command line; every function gives its exit code."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import ArgumentMap, Kind, Language, RelationType, Role, Sentence
from pipeline._errors import WrongUse
from pipeline._exchange_texts import MESSAGES, RELATIONS, ROLES
from pipeline._files import check_target
from pipeline._map_json import dump_map, encode, parse_json, parse_map
from pipeline._terminal import (
    DONE,
    FAILED,
    STREAM,
    Voice,
    print_json,
    print_lines,
    read_bytes,
    with_rest,
    write_bytes,
    write_error_line,
)
from pipeline._texts import MESSAGES as COMMON_MESSAGES
from pipeline._texts import plural
from pipeline.export.registry import Format, detect_format, find_format

if TYPE_CHECKING:
    from pipeline.difference import Change, Difference, RelationText

# ruff: noqa: PLC0415 - merging and comparing are imported by the command that needs them.

_SHOWN = 20


def export_map(source: str, *, to: str, out: str | None, voice: Voice) -> int:
    """Write a map in another format; without `out` beside the map, under its name with the format's suffix."""
    wanted = find_format(to)
    target = out or _beside(source, wanted.suffix)
    if target != STREAM and target == source:
        raise WrongUse(
            nl=f"De uitvoer zou {source} zelf overschrijven; geef met --out een andere naam.",
            en=f"The output would overwrite {source} itself; give another name with --out.",
        )
    _check_out(target)
    argument_map = parse_map(read_bytes(source), source=source)
    write_bytes(target, [wanted.dump(argument_map)])
    _say_written("exported", target, voice, format=wanted.title)
    return DONE


def import_file(source: str, *, out: str, from_format: str | None, voice: Voice) -> int:
    """Read a file of another format as a map; without `from_format` its content says which."""
    _check_out(out)
    content = read_bytes(source)
    found = _format_of(content, source, from_format)
    argument_map = found.parse(content, source=source, created=_now())
    write_bytes(out, encode(dump_map(argument_map)))
    _say_written("imported", out, voice, source=source, format=found.title, **_counts(argument_map, voice.language))
    return DONE


def check_format(source: str, *, from_format: str | None, as_json: bool, voice: Voice) -> int:
    """Every fault of a file, whose content tells its format without `from_format`; exit code 1 where there is one."""
    language = voice.language
    content = read_bytes(source)
    found = _format_of(content, source, from_format)
    faults = found.check(content, source=source)
    if as_json:
        print_json([{"path": fault.path, "reason": fault.message(language)} for fault in faults])
    elif faults:
        print_lines(with_rest([f"{fault.path}: {fault.message(language)}" for fault in faults], language))
        count = plural(len(faults), "fault", language)
        voice.fail(COMMON_MESSAGES["map-faulty"][language].format(source=source, faults=count))
    else:
        print_lines([_praise(content, found, source=source, language=language)])
    return FAILED if faults else DONE


def _praise(content: bytes, found: Format, *, source: str, language: Language) -> str:
    """That a file is good; of a map also how much is in it."""
    if found.name != "json":
        return MESSAGES["file-good"][language].format(source=source, format=found.title)
    data: Any = parse_json(content, source=source)
    counts = {f"{noun}s": plural(len(data[f"{noun}s"]), noun, language) for noun in ("document", "sentence", "debate")}
    return COMMON_MESSAGES["map-good"][language].format(source=source, **counts)


def merge_maps(sources: Sequence[str], *, out: str, voice: Voice) -> int:
    """Write the maps as one; any of them may be in a format that is read."""
    from pipeline import merging

    if len(sources) < 2:
        raise WrongUse(nl="Geef minstens twee kaarten om samen te voegen.", en="Give at least two maps to merge.")
    _check_out(out)
    merged = merging.merge_maps([_load(source) for source in sources], created=_now())
    write_bytes(out, encode(dump_map(merged)))
    _say_written("merged", out, voice, maps=", ".join(sources), **_counts(merged, voice.language))
    return DONE


def diff_maps(old: str, new: str, *, as_json: bool, voice: Voice) -> int:
    """What arguments appeared, vanished and changed, on standard output; the exit code is 0 either way."""
    from pipeline.difference import compare_maps

    difference = compare_maps(_load(old), _load(new))
    if as_json:
        print_json(_plain_difference(difference))
    else:
        print_lines(_difference_lines(difference, voice.language))
    return DONE


def _beside(source: str, suffix: str) -> str:
    return STREAM if source == STREAM else str(Path(source).with_suffix(suffix))


def _check_out(target: str) -> None:
    if target != STREAM:
        check_target(Path(target))


def _format_of(content: bytes, source: str, name: str | None) -> Format:
    return detect_format(content, source=source) if name is None else find_format(name)


def _load(source: str) -> ArgumentMap:
    content = read_bytes(source)
    return detect_format(content, source=source).parse(content, source=source, created=_now())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _say_written(name: str, target: str, voice: Voice, **fields: object) -> None:
    if target != STREAM and not voice.quiet:
        write_error_line(MESSAGES[name][voice.language].format(target=target, **fields))


def _counts(argument_map: ArgumentMap, language: Language) -> dict[str, str]:
    prose = sum(one.kind is Kind.SENTENCE for one in argument_map.sentences)
    arguments = sum(one.role is not Role.NONE for one in argument_map.sentences)
    counts = {"document": len(argument_map.documents), "sentence": prose, "argument": arguments}
    return {f"{noun}s": plural(count, noun, language) for noun, count in counts.items()}


def _difference_lines(difference: "Difference", language: Language) -> Iterator[str]:
    parts = {
        "appeared": [_sentence_line(one, language) for one in difference.appeared],
        "vanished": [_sentence_line(one, language) for one in difference.vanished],
        "changed": [_change_line(one, language) for one in difference.changed],
        "relations-appeared": [_relation_line(one, language) for one in difference.relations_appeared],
        "relations-vanished": [_relation_line(one, language) for one in difference.relations_vanished],
    }
    if not difference:
        yield MESSAGES["same"][language]
    for name, lines in parts.items():
        if lines:
            yield f"{MESSAGES[name][language]} ({len(lines)})"
            yield from (f"  {line}" for line in lines[:_SHOWN])
            if len(lines) > _SHOWN:
                yield "  " + COMMON_MESSAGES["more-faults"][language].format(count=len(lines) - _SHOWN)


def _sentence_line(sentence: Sentence, language: Language) -> str:
    speaker = f"{sentence.speaker}: " if sentence.speaker else ""
    return f"[{ROLES[sentence.role][language]}] {speaker}{_one_line(sentence.text)}"


def _change_line(change: "Change", language: Language) -> str:
    none = MESSAGES["no-side"][language]
    said = [f"{one.debate}: {one.old or none} → {one.new or none}" for one in change.sides]
    if change.role_changed:
        said.insert(0, f"{ROLES[change.old.role][language]} → {ROLES[change.new.role][language]}")
    return f"[{'; '.join(said)}] {_one_line(change.new.text)}"


def _relation_line(relation: "RelationText", language: Language) -> str:
    return f"{_one_line(relation.source)} — {RELATIONS[relation.type][language]} → {_one_line(relation.target)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain_difference(difference: "Difference") -> dict[str, Any]:
    return {
        "appeared": [_plain_sentence(one) for one in difference.appeared],
        "vanished": [_plain_sentence(one) for one in difference.vanished],
        "changed": [_plain_change(one) for one in difference.changed],
        "relations_appeared": [_plain_relation(one) for one in difference.relations_appeared],
        "relations_vanished": [_plain_relation(one) for one in difference.relations_vanished],
    }


def _plain_sentence(sentence: Sentence) -> dict[str, Any]:
    sides = {stance.debate: stance.side.value for stance in sentence.judgement.stances}
    said = {"id": sentence.id, "speaker": sentence.speaker, "text": sentence.text}
    return {**said, "role": sentence.role.value, "sides": sides}


def _plain_change(change: "Change") -> dict[str, Any]:
    sides = {one.debate: [one.old, one.new] for one in change.sides}
    return {"old": _plain_sentence(change.old), "new": _plain_sentence(change.new), "sides": sides}


def _plain_relation(relation: "RelationText") -> dict[str, str]:
    kind: RelationType = relation.type
    return {"source": relation.source, "type": kind.value, "target": relation.target}
