import json
import subprocess
import sys
from dataclasses import replace

import pytest

import pipeline
from corpus import Judgement, Relation, RelationType, Role, Side, Stance
from pipeline import _exchange
from pipeline._errors import MapRefused, MapUnreadable, WrongUse
from pipeline._map_json import load_map, write_map
from pipeline._terminal import DONE, FAILED, Voice
from pipeline.export._errors import FormatUnknown
from pipeline.export.registry import FORMATS

DUTCH, ENGLISH = Voice(language="nl"), Voice(language="en")


@pytest.fixture
def argument_map(make_map, make_sentence, make_debate):
    stance = Stance(debate="parkeren", side=Side.A)
    one = make_sentence(judgement=Judgement(role=Role.CLAIM, stances=(stance,)), speaker="Ans")
    two = make_sentence("Dat kan niet wachten.", id="d1.s2", start=21, role=Role.PREMISE)
    relation = Relation(source="d1.s2", target="d1.s1", type=RelationType.SUPPORT)
    return make_map(debates=(make_debate(),), sentences=(one, two), relations=(relation,))


@pytest.fixture
def source(argument_map, tmp_path):
    write_map(argument_map, tmp_path / "kaart.json")
    return str(tmp_path / "kaart.json")


def test_an_export_lands_beside_the_map_under_the_suffix_of_its_format(source, tmp_path, capsys):
    assert _exchange.export_map(source, to="xaif", out=None, voice=DUTCH) == DONE
    assert json.loads((tmp_path / "kaart.xaif.json").read_text(encoding="utf-8"))["AIF"]["nodes"]
    assert capsys.readouterr().err == f"{tmp_path / 'kaart.xaif.json'} geschreven (xAIF).\n"


def test_an_export_to_standard_output_says_nothing_else(source, capfdbinary):
    assert _exchange.export_map(source, to="argdown", out="-", voice=DUTCH) == DONE
    written, said = capfdbinary.readouterr()
    assert written.startswith(b"===\ntitle:")
    assert said == b""


def test_an_export_never_overwrites_the_map_itself(source):
    with pytest.raises(WrongUse, match="would overwrite"):
        _exchange.export_map(source, to="json", out=None, voice=DUTCH)


def test_an_unknown_format_is_refused_with_the_known_ones(source):
    with pytest.raises(FormatUnknown, match="no format “doc”; these are: json, xaif"):
        _exchange.export_map(source, to="doc", out=None, voice=DUTCH)


def test_an_import_recognises_its_format_and_gives_the_same_map(source, argument_map, tmp_path, capsys):
    for name in ("xaif", "csv", "json"):
        aside, out = tmp_path / f"in{FORMATS[name].suffix}", tmp_path / "uit.json"
        aside.write_bytes(FORMATS[name].dump(argument_map))
        assert _exchange.import_file(str(aside), out=str(out), from_format=None, voice=ENGLISH) == DONE
        assert load_map(out) == argument_map
    assert "1 text, 2 sentences, 2 arguments." in capsys.readouterr().err


def test_an_import_that_is_refused_writes_nothing(tmp_path):
    aside, out = tmp_path / "in.json", tmp_path / "uit.json"
    aside.write_text('{"AIF": {"nodes": [], "edges": [{"fromID": 1, "toID": 2}]}}', encoding="utf-8")
    with pytest.raises(MapRefused, match=r"AIF\.edges\[0\]\.fromID"):
        _exchange.import_file(str(aside), out=str(out), from_format=None, voice=DUTCH)
    assert not out.exists()


def test_a_format_that_is_only_written_cannot_be_imported(source, tmp_path):
    _exchange.export_map(source, to="dot", out=str(tmp_path / "k.dot"), voice=DUTCH)
    with pytest.raises(MapUnreadable, match="only written"):
        _exchange.import_file(str(tmp_path / "k.dot"), out=str(tmp_path / "u"), from_format="dot", voice=DUTCH)


def test_a_good_file_of_any_checked_format_is_called_good(source, argument_map, tmp_path, capsys):
    for name, one in FORMATS.items():
        if one.checks:
            aside = tmp_path / f"in{one.suffix}"
            aside.write_bytes(one.dump(argument_map))
            for chosen in (name, None):
                assert _exchange.check_format(str(aside), from_format=chosen, as_json=False, voice=DUTCH) == DONE
                said = ": 1 tekst, 2 zinnen, 1 debat" if name == "json" else f" ({one.title})"
                assert capsys.readouterr().out == f"{aside} is in orde{said}.\n"


def test_a_bad_file_gives_its_faults_and_exit_code_1(tmp_path, capsys):
    aside = tmp_path / "in.json"
    aside.write_text('{"nodes": [], "edges": [{"fromID": 1, "toID": 2}], "locutions": []}', encoding="utf-8")
    assert _exchange.check_format(str(aside), from_format=None, as_json=False, voice=DUTCH) == FAILED
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "edges[0].fromID: knoop “1” bestaat niet"
    assert said.err.endswith("2 fouten.\n")
    assert _exchange.check_format(str(aside), from_format=None, as_json=True, voice=ENGLISH) == FAILED
    assert json.loads(capsys.readouterr().out)[1] == {"path": "edges[0].toID", "reason": "there is no node “2”"}


@pytest.fixture
def other(argument_map, make_document, make_sentence):
    document, sentence = make_document("Bomen."), make_sentence("Bomen.")
    return replace(argument_map, documents=(document,), sentences=(sentence,), relations=())


def test_maps_of_different_formats_merge(source, other, tmp_path, capsys):
    (tmp_path / "ander.zip").write_bytes(FORMATS["csv"].dump(other))
    out = tmp_path / "samen.json"
    assert _exchange.merge_maps([source, str(tmp_path / "ander.zip")], out=str(out), voice=DUTCH) == DONE
    assert len(load_map(out).documents) == 2
    assert "2 teksten, 3 zinnen, 2 argumenten" in capsys.readouterr().err


def test_one_map_is_not_merged(source):
    with pytest.raises(WrongUse, match="at least two maps"):
        _exchange.merge_maps([source], out="-", voice=DUTCH)


@pytest.fixture
def newer(argument_map, tmp_path):
    stance = Stance(debate="parkeren", side=Side.B)
    one = replace(argument_map.sentences[0], judgement=Judgement(role=Role.CLAIM, stances=(stance,)))
    write_map(replace(argument_map, sentences=(one,), relations=()), tmp_path / "nieuw.json")
    return str(tmp_path / "nieuw.json")


def test_a_difference_is_told_by_content(source, newer, capsys):
    assert _exchange.diff_maps(source, newer, as_json=False, voice=DUTCH) == DONE
    assert capsys.readouterr().out.splitlines() == [
        "Verdwenen argumenten (1)",
        "  [onderbouwing] Dat kan niet wachten.",
        "Anders beoordeeld (1)",
        "  [parkeren: a → b] De raad moet kiezen.",
        "Verdwenen verbanden (1)",
        "  Dat kan niet wachten. — steunt → De raad moet kiezen.",
    ]


def test_a_difference_can_be_had_as_json(source, newer, capsys):
    assert _exchange.diff_maps(source, newer, as_json=True, voice=DUTCH) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["changed"][0]["sides"] == {"parkeren": ["a", "b"]}
    assert found["vanished"][0]["text"] == "Dat kan niet wachten."
    assert found["appeared"] == []


def test_equal_maps_have_no_difference(source, capsys):
    assert _exchange.diff_maps(source, source, as_json=False, voice=DUTCH) == DONE
    assert capsys.readouterr().out == "Geen verschil in argumenten.\n"


def test_every_public_name_of_the_pipeline_is_where_it_says():
    assert sorted(pipeline._HOMES) == pipeline.__all__
    assert all(callable(getattr(pipeline, name)) for name in pipeline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pipeline.nothing


def test_importing_the_pipeline_and_the_registry_brings_nothing_heavy():
    heavy = "{'torch', 'pydantic', 'pyarrow', 'lxml', 'numpy', 'pandas', 'streamlit'}"
    code = f"import sys, pipeline, pipeline._exchange; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
