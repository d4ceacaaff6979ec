import json
from pathlib import Path

import pytest

from models import making
from models._training_data import SOURCE_FILES
from models.encoders import CATALOGUE
from models.making import Plan
from models.training import RECIPES, Progress
from pipeline import _engine, _train_commands
from pipeline.cli import run

REPORT = {"model": "proef @ 0", "minutes": 61.4, "finished": True}


class Maker:
    """Makes nothing, tells of its progress, and remembers what was asked."""

    def __init__(self) -> None:
        self.out: Path | None = None
        self.plan: Plan | None = None

    def begin(self, out: Path, plan: Plan, *, tell) -> dict[str, object]:
        self.out, self.plan = out, plan
        return self.resume(out, tell=tell)

    def resume(self, out: Path, *, tell) -> dict[str, object]:
        self.out = out
        for step in range(0, 101, 1):
            tell(Progress(task="stance", step=step, of=100, share=step / 100, loss=1.5, seconds_left=600 - 6 * step))
        tell("calibrate")
        return REPORT


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Maker:
    made = Maker()
    monkeypatch.setattr(making, "begin_model", made.begin)
    monkeypatch.setattr(making, "resume_model", made.resume)
    return made


def train(*arguments: str) -> int:
    return run(["train", *arguments], environment={})


def test_without_options_the_recipes_of_the_shipped_model_are_followed(maker, tmp_path, capsys):
    assert train("--out", str(tmp_path / "m")) == 0
    assert maker.plan == Plan(role=RECIPES["role"], stance=RECIPES["stance"])
    said = capsys.readouterr()
    assert "proef @ 0" in said.out
    assert f"--model {tmp_path / 'm'}" in said.out
    assert "corpus/data/documents.jsonl" in said.err


def test_options_change_the_plan(maker, tmp_path):
    (tmp_path / "stance").mkdir()
    (tmp_path / "stance" / "sick_nl.jsonl.gz").write_bytes(b"")
    recipe = tmp_path / "recept.json"
    recipe.write_text('{"role": {"epochs": 7, "seed": 2}}')
    options = ["--encoder", "iemand/iets", "--revision", "abc", "--data", str(tmp_path), "--seed", "9"]
    assert train("--out", "m", *options, "--minutes", "10", "--recipe", str(recipe)) == 0
    plan = maker.plan
    assert (plan.encoder, plan.revision, plan.folder) == ("iemand/iets", "abc", tmp_path)
    assert (plan.role.epochs, plan.role.seed, plan.stance.seed) == (7, 9, 9)
    assert plan.role.minutes + plan.stance.minutes == pytest.approx(10)


def test_progress_goes_to_standard_error_now_and_then(maker, capsys):
    assert train("--out", "m", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == REPORT
    lines = [line for line in said.err.splitlines() if "verlies 1,500" in line]
    assert 10 < len(lines) < 30
    assert lines[0] == "Trainen (kant): 0%, verlies 1,500, nog 10 minuten"
    assert lines[-1] == "Trainen (kant): 100%, verlies 1,500, nog minder dan een minuut"
    assert said.err.splitlines()[-1] == "Inpakken en ijken"


def test_a_resumption_asks_for_the_folder_alone(maker, capsys):
    assert train("--out", "m", "--resume") == 0
    assert maker.plan is None
    assert train("--out", "m", "--resume", "--seed", "3") == 2
    assert "--resume" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--out", "m", "--revision", "abc"],
        ["--out", "m", "--seed", "-1"],
        ["--out", "m", "--minutes", "0"],
        ["--out", "m", "--minutes", "nan"],
    ],
)
def test_a_request_that_contradicts_itself_is_refused_in_one_line(arguments, maker, capsys):
    assert train(*arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert maker.out is None


def test_an_interruption_says_how_to_go_on(monkeypatch, capsys):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "begin_model", stop)
    assert train("--out", "m") == 130
    assert "debatkaart train --out m --resume" in capsys.readouterr().err


def test_a_data_folder_without_data_is_named(maker, tmp_path, capsys):
    assert train("--out", "m", "--data", str(tmp_path)) == 1
    assert "real/train.jsonl" in capsys.readouterr().err


def test_what_is_missing_from_a_data_folder_is_said(maker, tmp_path, capsys):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "train.jsonl").write_text("")
    train("--out", "m", "--data", str(tmp_path))
    found, missing = capsys.readouterr().err.splitlines()[:2]
    assert "real/train.jsonl" in found
    assert "stance/sick_nl.jsonl.gz" in missing


def test_the_help_names_the_files_that_are_read():
    assert ", ".join(SOURCE_FILES.values()) == _train_commands._FILES


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_catalogue_is_printed(language, capsys):
    assert run(["train", "--encoders", "--lang", language], environment={}) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [encoder.name for encoder in CATALOGUE]
    assert any("Apache-2.0" in line for line in lines)


def test_the_catalogue_is_given_as_json(capsys):
    assert train("--encoders", "--json") == 0
    assert {one["name"] for one in json.loads(capsys.readouterr().out)} == {encoder.name for encoder in CATALOGUE}


def test_texts_are_mapped_with_the_model_of_a_folder(tiny_model_folder, tmp_path, capsys):
    text = tmp_path / "brief.txt"
    text.write_text("De raad moet kiezen. Dat kan niet wachten.", encoding="utf-8")
    out = tmp_path / "map.json"
    assert run(["map", str(text), "--out", str(out), "--model", str(tiny_model_folder)], environment={}) == 0
    assert json.loads(out.read_text())["made_by"]["model"] == _engine.load_model_in(tiny_model_folder).name


def test_a_folder_without_a_whole_model_is_refused(tmp_path, capsys):
    text = tmp_path / "brief.txt"
    text.write_text("De raad moet kiezen.", encoding="utf-8")
    arguments = ["map", str(text), "--out", str(tmp_path / "map.json"), "--model", str(tmp_path)]
    assert run(arguments, environment={}) == 1
    assert "debatkaart train" in capsys.readouterr().err
