import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from corpus.annotated import (
    LabelledText,
    LabelledUnit,
    load_corpus_debates,
    load_second_annotations,
    load_texts,
    texts_of,
)

TEXT = "Steiger\n\nRepareer de steiger 🚤.  Hij is rot."
HEADING = {"start": 0, "end": 7, "kind": "heading"}
DEMAND = {"start": 9, "end": 31, "role": "recommendation", "stances": {"steiger": "a"}, "speaker": "author"}
REASON = {
    "start": 33,
    "end": 44,
    "role": "premise",
    "relation": {"type": "support", "target": 1},
    "speaker": "author",
}


def row(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "steiger-01",
        "genre": "letter",
        "title": "Steiger",
        "author": "Wim",
        "date": "2024-05-01",
        "source": "verzonnen",
        "debates": ["steiger"],
        "split": "train",
        "text": TEXT,
        "units": [HEADING, DEMAND, REASON],
    }
    return {**base, **changes}


def test_a_row_is_the_same_after_writing_and_reading() -> None:
    text = LabelledText.model_validate(row())
    assert LabelledText.model_validate_json(text.model_dump_json()) == text


def test_offsets_count_code_points() -> None:
    text = LabelledText.model_validate(row())
    assert [text.unit_text(unit) for unit in text.units] == ["Steiger", "Repareer de steiger 🚤.", "Hij is rot."]


@pytest.mark.parametrize(
    ("units", "fault"),
    [
        ([HEADING, {**DEMAND, "start": 5}, REASON], "overlaps"),
        ([HEADING, DEMAND, {**REASON, "end": 60}], "leaves the text"),
        ([HEADING, {**DEMAND, "end": 9}, REASON], "overlaps"),
        ([DEMAND, {**REASON, "relation": None}], "belongs to no unit"),
        ([HEADING, {**DEMAND, "stances": {"haven": "b"}}, REASON], "does not list"),
        ([HEADING, DEMAND, {**REASON, "relation": {"type": "attack", "target": 2}}], "relates to unit 2"),
        ([HEADING, DEMAND, {**REASON, "relation": {"type": "attack", "target": 0}}], "relates to unit 0"),
        ([HEADING, DEMAND, {**REASON, "relation": {"type": "attack", "target": 9}}], "relates to unit 9"),
        ([], "at least 1 item"),
    ],
)
def test_units_that_cannot_be_are_refused(units: list[Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        LabelledText.model_validate(row(units=units))


@pytest.mark.parametrize(
    "changes",
    [
        {"genre": "sonnet"},
        {"split": "all"},
        {"debates": []},
        {"mood": "cross"},
        {"units": [{**HEADING, "color": "red"}]},
    ],
)
def test_a_row_knows_its_keys_and_values(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LabelledText.model_validate(row(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "heading", "role": "claim"},
        {"kind": "boilerplate", "stances": {"steiger": "neutral"}},
        {"role": "none", "relation": {"type": "support", "target": 1}},
    ],
)
def test_only_a_sentence_with_a_role_argues(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LabelledUnit.model_validate({"start": 0, "end": 3, **changes})


def test_a_split_by_document_depends_on_the_id_alone() -> None:
    splits = [LabelledText.model_validate(row(id=f"steiger-{n:02}")).document_split for n in range(200)]
    again = [LabelledText.model_validate(row(id=f"steiger-{n:02}", split="test")).document_split for n in range(200)]
    assert splits == again
    assert 20 < splits.count("test") < 60
    assert 20 < splits.count("dev") < 60


def test_texts_are_chosen_by_split() -> None:
    kept = LabelledText.model_validate(row(split="dev"))
    assert texts_of("dev", texts=[kept, LabelledText.model_validate(row())]) == [kept]


def test_every_shipped_row_is_valid_and_ids_are_unique() -> None:
    for rows in (load_texts(), load_corpus_debates(), load_second_annotations()):
        assert rows
        assert len({one.id for one in rows}) == len(rows)


def test_shipped_units_are_trimmed_and_sentences_have_a_speaker() -> None:
    for text in load_texts():
        for unit in text.units:
            words = text.unit_text(unit)
            assert words == words.strip(), (text.id, words)
            assert (unit.speaker is not None) == (unit.kind == "sentence"), (text.id, words)


def test_shipped_addressees_belong_to_recommendations() -> None:
    strange = [
        (text.id, text.unit_text(unit))
        for text in load_texts()
        for unit in text.units
        if unit.addressee and "recommendation" not in {unit.role, unit.second_role}
    ]
    assert strange == []


def test_shipped_debates_are_put_whole_and_poles_differ_from_their_paraphrase() -> None:
    for debate in load_corpus_debates():
        assert debate.question.endswith("?")
        assert [pole.id for pole in debate.poles] == ["a", "b"]
        statements = [words for pole in debate.poles for words in (pole.statement, pole.paraphrase)]
        assert len(set(statements)) == 4, debate.id
        assert debate.introduction.strip()


def test_no_training_text_touches_a_debate_that_is_held_out_for_test() -> None:
    held_out = {debate.id for debate in load_corpus_debates() if debate.split == "test"}
    assert len(held_out) >= 8
    assert not [text.id for text in load_texts() if text.split != "test" and held_out & set(text.debates)]


def test_every_shipped_row_fits_the_shipped_schema() -> None:
    folder = resources.files("corpus").joinpath("data")
    schema = json.loads(folder.joinpath("schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    content = folder.joinpath("documents.jsonl").read_text(encoding="utf-8")
    assert not [
        fault.message for line in content.split("\n") if line for fault in validator.iter_errors(json.loads(line))
    ]
    assert not validator.is_valid(row(genre="sonnet"))


def test_the_data_files_end_every_row_with_a_line_break_and_hold_no_others() -> None:
    for name in ("documents.jsonl", "first.jsonl", "second.jsonl"):
        content = resources.files("corpus").joinpath("data", name).read_text(encoding="utf-8")
        lines = content.split("\n")
        assert lines.pop() == ""
        assert all(isinstance(json.loads(line), dict) for line in lines)
