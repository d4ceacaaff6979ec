import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from corpus import Judgement, KeyPoint, Relation, RelationType, Role, Side, Stance
from pipeline._errors import MapRefused, MapUnreadable, WriteError
from pipeline._files import write_aside
from pipeline._map_json import dump_map, encode, load_map, parse_map, write_map
from pipeline._map_schema import published_schema

SCHEMA = Path(__file__).parents[2] / "pipeline" / "schema" / "argument-map-1.schema.json"
ROLES = {"claim": 0.1, "premise": 0.1, "criticism": 0.6, "recommendation": 0.1, "none": 0.1}
SIDES = {"a": 0.1, "b": 0.7, "neutral": 0.1, "unrelated": 0.1}


@pytest.fixture
def full_map(make_map, make_document, make_sentence, make_debate):
    text = "Wie parkeert, be\u00adtaalt\nmee. 😀 Dat is oneerlijk. De raad moet kiezen."
    stance = Stance(debate="parkeren", side=Side.B, scores=SIDES, certain=False)
    judged = Judgement(role=Role.CRITICISM, role_scores=ROLES, stances=(stance,), second_role=Role.CLAIM)
    person = Judgement(maker="Ans", role=Role.CLAIM, stances=(Stance(debate="parkeren", side=Side.B),))
    first, second, third = text[:26], "Dat is oneerlijk.", "De raad moet kiezen."
    sentences = (
        make_sentence(first, judgement=judged, speaker="author"),
        make_sentence(
            second, id="d1.s2", start=text.index(second), judgement=person, model_judgement=judged, glued=True
        ),
        make_sentence(
            third, id="d1.s3", start=text.index(third), addressee="De raad", duplicate_of="d1.s1", role=Role.CLAIM
        ),
    )
    return make_map(
        debates=(make_debate(),),
        documents=(make_document(text, warnings=("mojibake",), author="Ans", date="2026-01-02"),),
        sentences=sentences,
        relations=(Relation(source="d1.s2", target="d1.s1", type=RelationType.ATTACK, score=0.5),),
        key_points=(
            KeyPoint(id="k1", debate="parkeren", side=Side.B, text=first, sentence="d1.s1", members=("d1.s1", "d1.s2")),
        ),
    )


def test_a_written_map_loads_as_the_same_map(full_map, tmp_path):
    write_map(full_map, tmp_path / "kaart.json")
    assert load_map(tmp_path / "kaart.json") == full_map


def test_keys_come_in_the_order_of_the_format(full_map):
    data = dump_map(full_map)
    assert list(data) == [
        "format", "version", "made_by", "debates", "documents", "sentences", "relations", "key_points"
    ]  # fmt: skip
    assert list(data["sentences"][0])[:7] == ["id", "document", "start", "end", "text", "kind", "speaker"]
    assert data["sentences"][1]["judged_by"] == "Ans"
    assert data["sentences"][1]["model"]["role"] == "criticism"
    assert data["sentences"][1]["split"] == "glue"
    assert "split" not in data["sentences"][0]


def test_the_published_schema_is_the_generated_one():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(json.dumps(published_schema()))


def test_the_published_schema_accepts_dumped_maps_and_refuses_other_sides(full_map):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = dump_map(full_map)
    assert list(validator.iter_errors(data)) == []
    data["sentences"][0]["stances"][0]["side"] = "c"
    assert not validator.is_valid(data)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1 is not valid JSON"),
        (b'{"a":\n oeps}', "line 2 is not valid JSON"),
        (b"\xff\xfe\x00", "it is not UTF-8"),
        (b"[" * 200_000, "line 1 is not valid JSON"),
        (b"9" * 10_000, "a number is too large"),
    ],
)
def test_what_is_no_json_is_refused_in_one_sentence(content, reason):
    with pytest.raises(MapUnreadable, match=reason):
        parse_map(content, source="kaart.json")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MapUnreadable, match=r"weg\.json is not a readable argument map: the file does not exist"):
        load_map(tmp_path / "weg.json")


def test_a_map_that_breaks_a_rule_is_refused_with_the_path_and_the_reason(full_map):
    data = dump_map(full_map)
    data["relations"][0]["target"] = "d9.s9"
    with pytest.raises(MapRefused) as refused:
        parse_map(json.dumps(data).encode(), source="kaart.json")
    assert "relations[0].target: zin “d9.s9” bestaat niet" in refused.value.message("nl")


def test_a_lone_surrogate_is_written_as_an_escape():
    assert b"".join(encode({"a": "\ud800 é"})) == b'{\n "a": "\\ud800 \xc3\xa9"\n}\n'


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path):
    def interrupted():
        yield b"half"
        raise KeyboardInterrupt

    (tmp_path / "kaart.json").write_text("oud")
    with pytest.raises(KeyboardInterrupt):
        write_aside(tmp_path / "kaart.json", interrupted())
    assert (tmp_path / "kaart.json").read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["kaart.json"]


def test_a_target_in_a_missing_folder_is_refused_by_name(full_map, tmp_path):
    with pytest.raises(WriteError, match="its folder does not exist"):
        write_map(full_map, tmp_path / "weg" / "kaart.json")


def test_an_unknown_extra_key_is_accepted(full_map):
    data = dump_map(full_map)
    data["sentences"][0]["note"] = "van ons"
    assert parse_map(json.dumps(data).encode(), source="k") == replace(full_map)
