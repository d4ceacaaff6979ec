import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus import Judgement, ReadError, Role, Side, Stance
from corpus.reading import MissingColumn
from pipeline import _engine
from pipeline._map_json import dump_map, write_map
from pipeline.cli import run

SIDES = {"a": 0.7, "b": 0.1, "neutral": 0.1, "unrelated": 0.1}
ROLES = {"claim": 0.6, "premise": 0.1, "criticism": 0.1, "recommendation": 0.1, "none": 0.1}


class Unreadable(ReadError):
    templates = {"nl": "{source} is niet te lezen.", "en": "{source} cannot be read."}


@pytest.fixture
def good_map(make_map, make_sentence, make_debate):
    stance = Stance(debate="parkeren", side=Side.A, scores=SIDES)
    judgement = Judgement(role=Role.CLAIM, role_scores=ROLES, stances=(stance,))
    return make_map(debates=(make_debate(),), sentences=(make_sentence(judgement=judgement),))


@pytest.fixture
def engine(monkeypatch, good_map, make_debate, make_document):
    """The heavy parts replaced: every source is a document unless its name says "kapot"."""
    state = SimpleNamespace(
        documents=(), debates=(make_debate(), make_debate("bomen")), rows=(["text"], []), columns={}
    )

    def read_sources(sources, *, columns):
        state.columns = columns
        for source in sources:
            yield (
                Unreadable(source=source)
                if "kapot" in source
                else make_document(source=source, warnings=("not-dutch",))
            )

    def build_map(documents, debates, *, model, progress):
        progress(1, 1)
        return good_map

    def place_texts(texts, debates, *, model):
        side = SimpleNamespace(side="a", scores=SIDES, certain=True)
        sides = {debate.id: side for debate in debates}
        return [SimpleNamespace(role="claim", role_scores=ROLES, role_certain=False, sides=sides) for _ in texts]

    monkeypatch.setattr(_engine, "read_sources", read_sources)
    monkeypatch.setattr(_engine, "read_rows", lambda _path, **_: state.rows)
    monkeypatch.setattr(_engine, "load_debates", lambda _path: state.debates)
    monkeypatch.setattr(_engine, "load_model", lambda: None)
    monkeypatch.setattr(_engine, "build_map", build_map)
    monkeypatch.setattr(_engine, "place_texts", place_texts)
    return state


@pytest.fixture
def debatkaart(tmp_path, monkeypatch, capsys):
    """Runs the command line in an empty folder: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, environment=None):
        code = run(arguments, environment=environment or {})
        return (code, *capsys.readouterr())

    return call


def test_map_writes_the_map_and_says_how_to_see_it(debatkaart, engine, good_map):
    code, out, err = debatkaart("map", "brief.txt", "--text-column", "tekst")
    assert (code, out) == (0, "")
    assert json.loads(Path("map.json").read_text(encoding="utf-8")) == dump_map(good_map)
    assert "map.json geschreven: 1 tekst, 1 zin, 1 argument. Bekijk het met: debatkaart show map.json" in err
    assert "Let op: brief.txt: de tekst lijkt geen Nederlands" in err
    assert engine.columns["text"] == "tekst"


def test_a_failing_input_is_named_and_the_others_are_mapped(debatkaart, engine):
    code, _, err = debatkaart("map", "brief.txt", "kapot.pdf", "--quiet")
    assert code == 1
    assert err == "Fout: kapot.pdf is niet te lezen.\n"
    assert Path("map.json").exists()


def test_nothing_is_written_when_no_input_can_be_read(debatkaart, engine, tmp_path):
    code, _, err = debatkaart("map", "kapot.pdf", "--lang", "en")
    assert code == 1
    assert err.splitlines()[-1] == "Error: No input gave a text with sentences; nothing was written."
    assert list(tmp_path.iterdir()) == []


def test_a_document_without_sentences_is_named_as_failed(debatkaart, engine, monkeypatch, good_map, make_document):
    empty = make_document("", id="d2", source="leeg.txt")
    two = replace(good_map, documents=(*good_map.documents, empty))
    monkeypatch.setattr(_engine, "build_map", lambda *_, **__: two)
    code, out, err = debatkaart("map", "brief.txt", "leeg.txt", "--json")
    assert code == 1
    assert "Fout: leeg.txt: er staan geen zinnen in." in err
    assert [failure["source"] for failure in json.loads(out)["failed"]] == ["leeg.txt"]


def test_map_to_standard_output_gives_only_the_map(debatkaart, engine, good_map, tmp_path):
    code, out, _ = debatkaart("map", "brief.txt", "--out", "-")
    assert (code, json.loads(out)) == (0, dump_map(good_map))
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_map_leaves_nothing_behind(debatkaart, engine, monkeypatch, tmp_path):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(_engine, "build_map", interrupt)
    code, _, err = debatkaart("map", "brief.txt")
    assert code == 130
    assert "Afgebroken; er is niets half geschreven." in err
    assert list(tmp_path.iterdir()) == []


def test_an_unexpected_error_is_one_line(debatkaart, engine, monkeypatch):
    def fail():
        raise ZeroDivisionError("deling\ndoor nul")

    monkeypatch.setattr(_engine, "load_model", fail)
    code, _, err = debatkaart("map", "brief.txt", "--quiet")
    assert code == 1
    assert err.count("\n") == 1
    assert "ZeroDivisionError: deling door nul" in err


def test_a_written_map_can_be_shown_and_checked(debatkaart, good_map):
    write_map(good_map, Path("kaart.json"))
    code, out, _ = debatkaart("show", "kaart.json")
    assert code == 0
    assert "Gratis of betaald parkeren?" in out
    assert json.loads(debatkaart("show", "kaart.json", "--json")[1])["debates"][0]["a"]["sentences"] == 1
    assert debatkaart("check", "kaart.json") == (0, "kaart.json is in orde: 1 tekst, 1 zin, 1 debat.\n", "")


def test_check_names_every_fault_and_ends_with_one(debatkaart, good_map):
    data = dump_map(good_map)
    data["sentences"][0]["end"] = 900
    Path("kaart.json").write_text(json.dumps(data), encoding="utf-8")
    code, out, err = debatkaart("check", "kaart.json")
    assert code == 1
    assert out.startswith("sentences[0].end: 900 ligt buiten de tekst van ")
    assert err == "Fout: kaart.json: 1 fout.\n"


def test_show_names_the_debates_when_one_is_unknown(debatkaart, good_map):
    write_map(good_map, Path("kaart.json"))
    code, _, err = debatkaart("show", "kaart.json", "--debate", "x")
    assert code == 2
    assert err == "Fout: Het debat “x” staat niet in deze kaart; wel: parkeren.\n"


def test_place_keeps_the_users_cells_and_adds_a_set_of_columns_for_each_debate(debatkaart, engine):
    engine.rows = (["nr", "text"], [{"nr": "007", "text": '=Ja; "nee"\n'}, {"nr": "8", "text": " "}])
    code, _, err = debatkaart("place", "in.csv", "--text-column", "text", "--out", "uit.csv")
    assert code == 0
    with Path("uit.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["nr"], first["text"]) == ("007", '=Ja; "nee"\n')
    assert (first["role"], first["role_score"], first["role_certain"]) == ("claim", "0.6", "false")
    assert (first["parkeren.side"], first["bomen.score_a"]) == ("a", "0.7")
    assert (second["text"], second["role"]) == (" ", "")
    assert "1 rij zonder tekst" in err


def test_place_judges_each_row_on_its_own_debate(debatkaart, engine):
    engine.rows = (["text", "d"], [{"text": "Ja.", "d": "bomen"}, {"text": "Nee.", "d": "parkeren"}])
    code, _, _ = debatkaart(
        "place", "in.jsonl", "--text-column", "text", "--debate-column", "d", "--out", "uit.jsonl", "--quiet"
    )
    assert code == 0
    rows = [json.loads(line) for line in Path("uit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [list(row)[:3] for row in rows] == [["text", "d", "role"]] * 2
    assert [(row["text"], row["side"], row["side_certain"]) for row in rows] == [
        ("Ja.", "a", True),
        ("Nee.", "a", True),
    ]


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [
        ("d", 1, "in.csv, rij 1: het debat “x” staat niet in de debatten"),
        ("e", 2, "de kolom “e” bestaat niet; wel: text, d"),
    ],
)
def test_place_names_what_is_wrong_with_the_debate_column(debatkaart, engine, column, code, said):
    engine.rows = (["text", "d"], [{"text": "Ja.", "d": "x"}])
    result, _, err = debatkaart(
        "place", "in.csv", "--text-column", "text", "--debate-column", column, "--out", "uit.csv"
    )
    assert result == code
    assert said in err
    assert not Path("uit.csv").exists()


def test_place_calls_an_unknown_text_column_wrong_use(debatkaart, engine, monkeypatch):
    def read_rows(path, *, text_column):
        raise MissingColumn(source=path, column=repr(text_column), columns="'text'")

    monkeypatch.setattr("pipeline._engine.read_rows", read_rows)
    code, _, err = debatkaart("place", "in.csv", "--text-column", "tekst", "--out", "uit.csv")
    assert (code, err) == (2, "Fout: in.csv heeft geen kolom 'tekst'; kies er een uit: 'text'.\n")


def test_place_refuses_to_overwrite_a_column_of_the_user(debatkaart, engine):
    engine.rows = (["text", "role"], [{"text": "Ja.", "role": "x"}])
    code, _, err = debatkaart("place", "in.csv", "--text-column", "text", "--out", "uit.csv")
    assert code == 2
    assert "al een kolom “role”" in err


def test_debates_are_listed_and_printed_as_a_debates_file(debatkaart, engine):
    assert "Gratis of betaald parkeren?" in debatkaart("debates")[1]
    assert [debate["id"] for debate in json.loads(debatkaart("debates", "--json")[1])] == ["parkeren", "bomen"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["map"], "INPUT... ontbreekt."),
        (["mop"], "Het commando mop bestaat niet."),
        (["show"], "MAP ontbreekt."),
        (["map", "--bogus", "a"], "De optie --bogus bestaat niet."),
        (["place", "a.csv", "--out", "b.csv"], "--text-column ontbreekt."),
        (["map", "a.txt", "--out", "-", "--json"], "kies er een"),
        (["--lang", "fr", "debates"], "--lang kent nl en en, niet “fr”."),
    ],
)
def test_wrong_use_is_one_clean_line_and_exit_code_two(debatkaart, engine, arguments, said):
    code, out, err = debatkaart(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--lang", "en", "show", "x"], {}), (["show", "x", "--lang=en"], {}), (["show", "x"], {"DEBATKAART_LANG": "en"})],
)
def test_the_language_can_stand_anywhere_or_in_the_environment(debatkaart, arguments, environment):
    assert "Error: x is not a readable argument map" in debatkaart(*arguments, environment=environment)[2]


def test_an_output_in_a_missing_folder_is_refused_before_any_work(debatkaart, engine, monkeypatch):
    monkeypatch.setattr(_engine, "load_model", lambda: pytest.fail("worked for nothing"))
    code, _, err = debatkaart("map", "brief.txt", "--out", "weg/kaart.json")
    assert code == 1
    assert "weg/kaart.json kan niet geschreven worden: de map bestaat niet." in err


def test_help_imports_nothing_heavy():
    heavy = ("torch", "transformers", "sklearn", "pydantic", "streamlit", "numpy", "lxml")
    script = (
        "import sys; from pipeline.cli import run; code = run(['--help'], environment={}); "
        f"print('HEAVY', code, [name for name in {heavy!r} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", env=environment, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY 0 []"
    assert "argumentenkaart" in done.stdout
