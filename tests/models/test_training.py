import json
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from models import _training_data as data
from models import load_model, making, packing, training
from models._checkpoint import read_course, read_network
from models._weights import load_weights
from models.making import (
    DataChanged,
    DataMissing,
    FolderTaken,
    NothingToResume,
    Plan,
    RecipesUnreadable,
    begin_model,
    files_of,
    read_recipes,
    read_report,
    resume_model,
    within,
)
from models.training import RECIPES, Progress, Recipe, RecipeRefused, change, load_base, make_steps, train_network

DEBATE = {
    "id": "plein",
    "poles": [
        {"id": "a", "statement": "Het plein blijft groen.", "paraphrase": "Er komt geen steen op het plein."},
        {"id": "b", "statement": "Het plein wordt een parkeerplaats.", "paraphrase": "Op het plein komen auto's."},
    ],
}
RECIPE = Recipe(epochs=2, tokens=200, windows=(60, 200), encoder_rate=1e-3, text_passes=1)


def make_row(number: int) -> data.Row:
    sentences = ["Dat is goed.", "De raad moet kiezen.", f"Nummer {'x' * number}."]
    starts = [sum(len(one) + 1 for one in sentences[:place]) for place in range(3)]
    units = [{"start": s, "end": s + len(t), "kind": "sentence"} for s, t in zip(starts, sentences, strict=True)]
    units[0] |= {"role": "claim", "stances": {"plein": "a"}, "relation": {"target": 1, "type": "supports"}}
    units[1] |= {"role": "recommendation", "second_role": "claim", "stances": {"plein": "b"}}
    units[2] |= {"role": "none"}
    return {"group": f"g{number}", "text": " ".join(sentences), "units": units, "debates": [DEBATE]}


SOURCES = data.Sources(
    corpus=[make_row(number) for number in range(1, 11)],
    corpus_dev=[make_row(number) for number in range(11, 15)],
    inference=[{"premise": "Er rijdt een auto.", "hypothesis": "Er rijdt iets.", "label": "ENTAILMENT"}],
    advice=[
        {"statement": "De raad moet kiezen.", "explanation": text, "position": side, "cluster": text}
        for text, side in (("Dat is goed.", "pro"), ("Dat is slecht. Het is duur.", "contra"))
    ],
)


class Killed(Exception):
    """Stands for a process that ends here."""


@pytest.fixture(scope="module")
def base(tiny_model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The encoder of the tiny model, as a folder to train from."""
    folder = tmp_path_factory.mktemp("encoder")
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(tiny_model_folder / name, folder / name)
    save_file(load_weights(tiny_model_folder / "model.safetensors")["base"], folder / "model.safetensors")
    return folder


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trainings this short are kept and told of more often than real ones."""
    monkeypatch.setattr(training, "KEEP_EVERY", 2)
    monkeypatch.setattr(training, "REPORT_EVERY", 3)


@pytest.fixture
def tiny_encoder(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are made from the tiny encoder instead of the shipped one."""

    def copy(folder: Path, **_: object) -> dict[str, str | None]:
        shutil.copytree(base, folder)
        return {"name": None, "revision": None, "commit": None}

    monkeypatch.setattr(making, "write_encoder", copy)


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    make_step, made = training.make_step, iter(range(1, 10_000))

    def make(*arguments):
        if next(made) == step:
            raise Killed
        return make_step(*arguments)

    monkeypatch.setattr(training, "make_step", make)


def same(one: Path, other: Path) -> bool:
    first, second = read_network(one), read_network(other)
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize("task", ["role", "stance"])
def test_the_same_seed_gives_the_same_network_and_another_seed_another(task, base, tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        train_network(task, base, SOURCES, recipe=replace(RECIPE, seed=seed), out=tmp_path / name)
    assert same(tmp_path / "one", tmp_path / "again")
    assert not same(tmp_path / "one", tmp_path / "other")


@pytest.mark.parametrize("task", ["role", "stance"])
@pytest.mark.parametrize("step", [4, 5])
def test_a_training_that_was_killed_and_resumed_ends_bit_the_same(task, step, base, tmp_path, monkeypatch):
    whole = train_network(task, base, SOURCES, recipe=RECIPE, out=tmp_path / "whole")
    kill_at(monkeypatch, step)
    with pytest.raises(Killed):
        train_network(task, base, SOURCES, recipe=RECIPE, out=tmp_path / "killed", resume=True)
    monkeypatch.undo()
    assert read_course(tmp_path / "killed").step in {2, 4}
    resumed = train_network(task, base, SOURCES, recipe=RECIPE, out=tmp_path / "killed", resume=True)
    assert same(tmp_path / "whole", tmp_path / "killed")
    assert (resumed.step, resumed.finished) == (whole.step, True)


def test_the_losses_of_a_resumed_training_are_those_of_a_whole_one(base, tmp_path, monkeypatch):
    whole = train_network("role", base, SOURCES, recipe=RECIPE, out=tmp_path / "whole")
    kill_at(monkeypatch, 6)
    with pytest.raises(Killed):
        train_network("role", base, SOURCES, recipe=RECIPE, out=tmp_path / "killed")
    monkeypatch.undo()
    monkeypatch.setattr(training, "REPORT_EVERY", 3)
    resumed = train_network("role", base, SOURCES, recipe=RECIPE, out=tmp_path / "killed", resume=True)
    assert len(whole.losses) == 2
    assert [list(one) for one in resumed.losses] == [list(one) for one in whole.losses]


def test_a_finished_training_is_not_trained_again(base, tmp_path, monkeypatch):
    out = tmp_path / "role"
    train_network("role", base, SOURCES, recipe=RECIPE, out=out)
    kill_at(monkeypatch, 1)
    assert train_network("role", base, SOURCES, recipe=RECIPE, out=out, resume=True).finished


def test_training_lowers_the_loss_and_tells_of_it(base, tmp_path):
    told: list[Progress] = []
    recipe = replace(RECIPE, epochs=8)
    course = train_network("role", base, SOURCES, recipe=recipe, out=tmp_path / "role", tell=told.append)
    assert told[-1].loss < told[0].loss
    assert [one.share for one in told] == sorted(one.share for one in told)
    assert told[-1].of == course.step
    assert all(one.seconds_left >= 0 for one in told)


def test_batches_taken_together_teach_what_one_large_batch_does(base, tmp_path):
    apart = replace(RECIPE, epochs=1, steps=1, accumulation=2, tokens=1, windows=(200,))
    train_network("stance", base, replace_advice(), recipe=apart, out=tmp_path / "two")
    assert read_course(tmp_path / "two").step == 1
    steps = make_steps("stance", base, replace_advice(), apart)
    assert [len(step) for step in steps] == [2]


def replace_advice() -> data.Sources:
    return replace(SOURCES, inference=[], advice=[])


def test_the_frozen_part_is_as_in_the_encoder_and_the_rest_is_not(base, tmp_path):
    for layers in (0, 1):
        train_network("role", base, SOURCES, recipe=replace(RECIPE, frozen_layers=layers), out=tmp_path / "role")
        trained, start = read_network(tmp_path / "role"), load_base(base).state_dict()
        still = {name for name, tensor in start.items() if torch.equal(trained[f"encoder.{name}"], tensor)}
        assert any(name.startswith("embeddings.") for name in still)
        assert any(name.startswith("encoder.layer.0.") for name in still) is (layers == 1)
        assert not any(name.startswith("encoder.layer.1.") for name in still)


def test_a_network_can_go_on_from_an_earlier_one(base, tmp_path):
    train_network("role", base, SOURCES, recipe=RECIPE, out=tmp_path / "first")
    none = replace(RECIPE, steps=1, encoder_rate=1e-12, head_rate=1e-12)
    train_network("role", base, SOURCES, recipe=none, out=tmp_path / "second", start=tmp_path / "first")
    first, second = read_network(tmp_path / "first"), read_network(tmp_path / "second")
    assert all(torch.allclose(first[name], second[name], atol=1e-6) for name in first)


def test_the_clock_ends_a_training(base, tmp_path):
    recipe = replace(RECIPE, minutes=1e-9)
    course = train_network("role", base, SOURCES, recipe=recipe, out=tmp_path / "role")
    assert (course.step, course.finished) == (1, True)


def test_examples_longer_than_the_encoder_reads_are_left_out(base):
    long = replace(SOURCES, advice=[{**SOURCES.advice[0], "explanation": "Dat is goed. " * 100}])
    windows = [one.window for step in make_steps("stance", base, long, RECIPE) for batch in step for one in batch]
    assert windows
    assert max(window.size for window in windows) <= 512


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", 0),
        ("windows", []),
        ("windows", [3]),
        ("windows", "60"),
        ("tokens", 1.5),
        ("warm_up", 1),
        ("minutes", 0),
        ("head_rate", "hoog"),
        ("seed", True),
        ("frozen_layers", -1),
        ("dropout", 0.1),
    ],
)
def test_a_recipe_that_cannot_be_is_refused_by_name(name, value):
    with pytest.raises(RecipeRefused) as refused:
        change(RECIPES["role"], {name: value})
    assert name in refused.value.message("nl")


def test_recipes_are_changed_by_a_file(tmp_path):
    path = tmp_path / "recept.json"
    path.write_text('{"stance": {"epochs": 5, "windows": [100, 200], "minutes": null}}')
    recipes = read_recipes(path)
    assert recipes["role"] == RECIPES["role"]
    assert recipes["stance"] == replace(RECIPES["stance"], epochs=5, windows=(100, 200))


@pytest.mark.parametrize("content", ["{", "[]", '{"role": 3}', '{"kind": {}}'])
def test_a_file_that_holds_no_recipes_is_refused(content, tmp_path):
    path = tmp_path / "recept.json"
    path.write_text(content)
    with pytest.raises(RecipesUnreadable, match="recept"):
        read_recipes(path)


def test_the_time_is_shared_by_both_networks():
    plan = within(Plan(), 60)
    assert plan.role.minutes + plan.stance.minutes == pytest.approx(60)


def small_plan(**changes) -> Plan:
    return Plan(role=replace(RECIPE, epochs=1), stance=replace(RECIPE, epochs=1), **changes)


def test_a_model_is_made_that_labels_and_says_how_it_was_made(tiny_encoder, tmp_path):
    out = tmp_path / "model"
    report = begin_model(out, small_plan(), sources=SOURCES)
    model = load_model(out)
    assert len(model.label([["Dat is goed.", "De raad moet kiezen."]])[0].units) == 2
    assert report == read_report(out)
    assert report["model"] == model.name
    assert report["finished"] is True
    assert report["options"]["stance"]["tokens"] == RECIPE.tokens
    assert set(report["data"]) == {"corpus/data/documents.jsonl", "corpus/data/debates.json"}
    assert all(len(digest) == 64 for digest in (*report["data"].values(), *report["files"].values()))
    assert report["networks"]["role"]["steps"] == report["networks"]["role"]["of"] > 0
    assert {"torch", "transformers", "python"} <= set(report["libraries"])
    assert report["code"]["version"]
    assert len(report["encoder"]["sha256"]) == 64
    assert report["threads"] == torch.get_num_threads()
    assert sorted(path.name for path in out.iterdir()) == sorted(report["files"] | {"report.json": ""})


@pytest.mark.parametrize("moment", ["role", "stance", "packing", "moving"])
def test_a_model_that_was_interrupted_and_resumed_is_the_same_to_the_byte(moment, tiny_encoder, tmp_path, monkeypatch):
    whole = begin_model(tmp_path / "whole", small_plan(), sources=SOURCES)
    steps = whole["networks"]["role"]["steps"]
    out = tmp_path / "interrupted"
    with monkeypatch.context() as patch:
        if moment == "packing":
            patch.setattr(making, "pack_and_calibrate", lambda *_, **__: kill())
        elif moment == "moving":
            patch.setattr(making, "file_hashes", lambda _: kill())
        else:
            kill_at(patch, 4 if moment == "role" else steps + 4)
        with pytest.raises(Killed):
            begin_model(out, small_plan(), sources=SOURCES)
    assert read_report(out)["finished"] is False
    resumed = resume_model(out, sources=SOURCES)
    assert resumed["files"] == whole["files"]
    assert resumed["options"] == whole["options"]


def kill() -> None:
    raise Killed


def test_a_folder_with_something_in_it_is_refused(tiny_encoder, tmp_path):
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(FolderTaken):
        begin_model(tmp_path, small_plan(), sources=SOURCES)
    with pytest.raises(FolderTaken):
        begin_model(tmp_path / "brief.txt", small_plan(), sources=SOURCES)


def test_what_was_left_before_a_training_began_is_no_hindrance(tiny_encoder, tmp_path):
    (tmp_path / "training" / "encoder").mkdir(parents=True)
    assert begin_model(tmp_path, small_plan(), sources=SOURCES)["finished"]


def test_there_is_nothing_to_resume_where_nothing_was_begun_or_all_is_done(tiny_encoder, tmp_path):
    with pytest.raises(NothingToResume):
        resume_model(tmp_path / "model")
    begin_model(tmp_path / "model", small_plan(), sources=SOURCES)
    with pytest.raises(NothingToResume):
        resume_model(tmp_path / "model")


def test_a_training_is_not_resumed_with_other_data(tiny_encoder, tmp_path, monkeypatch):
    texts = tmp_path / "data" / "real" / "train.jsonl"
    texts.parent.mkdir(parents=True)
    texts.write_text(json.dumps(make_row(1)) + "\n")
    kill_at(monkeypatch, 2)
    with pytest.raises(Killed):
        begin_model(tmp_path / "model", small_plan(folder=tmp_path / "data"), sources=SOURCES)
    texts.write_text(json.dumps(make_row(2)) + "\n")
    with pytest.raises(DataChanged, match=r"real/train\.jsonl"):
        resume_model(tmp_path / "model", sources=SOURCES)


def test_the_files_of_a_data_folder_are_each_optional_but_one_must_be_there(tmp_path):
    with pytest.raises(DataMissing):
        files_of(Plan(folder=tmp_path))
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "train.jsonl").write_text("".join(json.dumps(make_row(n)) + "\n" for n in range(40)))
    found, missing = files_of(Plan(folder=tmp_path))
    assert "real/train.jsonl" in found
    assert "stance/sick_nl.jsonl.gz" in missing
    sources = data.read_sources(tmp_path)
    assert (len(sources.texts), sources.advice) == (40, ())
    assert 0 < len(sources.held_out) < 40
    assert len(sources.taught) == 40 - len(sources.held_out) + len(sources.corpus)


def test_the_commit_is_known_only_in_a_working_tree(tmp_path):
    assert making.commit(tmp_path) is None


def test_the_steps_depend_on_the_seed_alone(base):
    random.seed(os.getpid())
    one, again = (make_steps("stance", base, SOURCES, RECIPE) for _ in range(2))
    assert one == again


def test_the_modules_train_pack_and_calibrate_from_the_command_line(base, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(data, "read_sources", lambda _: SOURCES)
    for task in ("role", "stance"):
        command = ["training", task, "--base", base, "--out", tmp_path / task, "--steps", "3", "--windows", "[60, 200]"]
        monkeypatch.setattr("sys.argv", [str(part) for part in command])
        training.main()
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["steps"] == 3
    files = ["--role", tmp_path / "role", tmp_path / "role", "--stance", tmp_path / "stance"]
    command = ["packing", "--base", base, "--data", tmp_path, "--out", tmp_path / "model", *files]
    monkeypatch.setattr("sys.argv", [str(part) for part in command])
    packing.main()
    assert "role_temperature" in json.loads(capsys.readouterr().out)
    assert load_model(tmp_path / "model").name.startswith("debatkaart-nl @ ")
