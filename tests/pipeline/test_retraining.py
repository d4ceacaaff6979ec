import json
import os
import subprocess
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from corpus import ArgumentMap, Kind, RelationType, Role
from corpus.taught import TaughtRelation
from pipeline import retraining
from pipeline.judgements import open_judgements
from pipeline.labels.label import Label, Link, Place
from pipeline.registry import SHIPPED, in_use, kept_models, models_folder
from pipeline.retraining import (
    AlreadyRetraining,
    Job,
    NotRetraining,
    State,
    TooFewLabels,
    cancel,
    current_state,
    run,
    start,
    supply_of,
    taught_texts,
)
from pipeline.store import FILE

NOW = "2026-11-25T10:00:00Z"
SENTENCES = [f"Het plein moet {'zo ' * n}groen." for n in range(24)]


@pytest.fixture
def corpus_folder(tmp_path) -> Path:
    """A corpus of three small texts with one debate each."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    debates, texts = [], []
    for number, split in enumerate(("train", "dev", "test")):
        poles = [
            {"id": side, "name": side, "statement": f"{'x' * number} {side}.", "paraphrase": f"{side}."}
            for side in ("a", "b")
        ]
        about = {"domain": "wonen", "question": "Wat nu?", "introduction": "Kies."}
        debates.append({"id": f"debat{number}", "split": split, "poles": poles, **about})
        text = f"Dat is {'y' * number}. De raad kiest."
        end = text.index(".") + 1
        units = [
            {"start": 0, "end": end, "role": "claim", "stances": {f"debat{number}": "a"}},
            {"start": end + 1, "end": len(text), "role": "recommendation"},
        ]
        about = {"genre": "letter", "title": "", "author": "", "date": "", "source": "", "debates": [f"debat{number}"]}
        texts.append({"id": f"t{number}", "split": split, "text": text, "units": units, **about})
    (folder / "debates.json").write_text(json.dumps(debates))
    (folder / "documents.jsonl").write_text("\n".join(map(json.dumps, texts)))
    return folder


@pytest.fixture
def home(tmp_path, make_map, make_document, make_sentence, make_debate) -> Path:
    """A home folder with one text, of which every sentence was judged and every third was drawn at random."""
    place = tmp_path / "home"
    text = " ".join(SENTENCES)
    document = make_document(text)
    starts = [text.index(sentence) for sentence in SENTENCES]
    sentences = tuple(
        make_sentence(sentence, start=begin, id=f"d1.s{n}")
        for n, (begin, sentence) in enumerate(zip(starts, SENTENCES, strict=True))
    )
    judge(place, make_map(documents=(document,), sentences=sentences, debates=(make_debate("plein"),)))
    return place


def judge(home: Path, argument_map: ArgumentMap) -> None:
    home.mkdir()
    (document,) = argument_map.documents
    places = [Place(document=document.sha256, start=one.start, end=one.end) for one in argument_map.sentences]
    with open_judgements(home / FILE) as judgements:
        judgements.register(argument_map, registered=NOW)
        judgements.mark_random(places[::3])
        for number, place in enumerate(places):
            label = Label(
                role=(Role.CLAIM, Role.PREMISE)[number % 2], stances={"plein": ("a", "unrelated")[number % 2]}
            )
            judgements.record(place, label, annotator="Ans", made=NOW, model="test @ 0")


@pytest.fixture
def job(tiny_model_folder, corpus_folder) -> Job:
    return Job(base=str(tiny_model_folder), corpus=str(corpus_folder), tokens=500)


def begin(job: Job, home: Path, **changes) -> State:
    """As `start` leaves things, without a process."""
    folder = home / "retraining"
    folder.mkdir(parents=True, exist_ok=True)
    values = {"status": "running", "model": "20261125-100000", "started": NOW, "pid": 1, **changes}
    (folder / "job.json").write_text(json.dumps(asdict(job)))
    (folder / "state.json").write_text(json.dumps(values))
    return State(**values)


def wait_until_it_ends(home: Path) -> State:
    for _ in range(1200):
        state = current_state(home=home)
        assert state is not None
        if state.status != "running":
            return state
        time.sleep(0.1)
    raise AssertionError((home / "retraining" / "log.txt").read_text())


def test_what_people_judged_is_learnt_from_and_random_sentences_are_measured_on(home):
    (taught,) = taught_texts(home=home)
    supply = supply_of([taught])
    assert supply.learn == {"role": 16, "stance": 16}
    assert supply.measure == {"role": 8, "stance": 8}
    assert supply.tasks == ("role", "stance")
    assert [unit.text for unit in taught.units] == SENTENCES
    assert taught.units[0].measured
    assert taught.units[1].sides == {"plein": "unrelated"}


def test_what_somebody_was_unsure_of_or_called_a_heading_is_not_learnt(home):
    (text,) = taught_texts(home=home)
    places = {SENTENCES[1]: Label(role=Role.CLAIM, unsure=True), SENTENCES[2]: Label(kind=Kind.HEADING)}
    with open_judgements(home / FILE) as judgements:
        for sentence, label in places.items():
            begin = " ".join(SENTENCES).index(sentence)
            place = Place(document=text.id, start=begin, end=begin + len(sentence))
            judgements.record(place, label, annotator="Ans", made=NOW, model="test @ 0")
    (taught,) = taught_texts(home=home)
    assert [unit.role for unit in taught.units[1:3]] == [None, None]
    assert taught.units[2].kind is Kind.HEADING


def test_a_relation_is_learnt_by_the_place_of_its_target(home):
    (text,) = taught_texts(home=home)
    spans = [(" ".join(SENTENCES).index(sentence), len(sentence)) for sentence in SENTENCES]
    places = [Place(document=text.id, start=start, end=start + length) for start, length in spans]
    link = Link(type=RelationType.SUPPORT, start=places[4].start, end=places[4].end)
    lost = Link(type=RelationType.SUPPORT, start=places[4].start, end=places[4].end - 1)
    with open_judgements(home / FILE) as judgements:
        for place, said in ((places[1], link), (places[2], "none"), (places[5], lost)):
            judgements.record(place, Label(role=Role.CLAIM, link=said), annotator="Ans", made=NOW, model="test @ 0")
    (taught,) = taught_texts(home=home)
    assert taught.units[1].relation == TaughtRelation(type=RelationType.SUPPORT, target=4)
    assert [taught.units[n].relation for n in (0, 2, 5)] == [None, "none", None]


def test_a_retraining_gives_a_model_with_a_verdict_that_nobody_uses_yet(home, job):
    begin(job, home)
    run(home)
    state = current_state(home=home)
    assert state is not None
    assert (state.status, state.share, state.seconds_left) == ("done", 1.0, None)
    (model,) = kept_models(home=home)
    assert model.id == state.model
    assert model.labels == {"role": 16, "stance": 16}
    assert {(one.task, one.place) for one in model.verdict.comparisons} >= {("role", "own"), ("role", "corpus")}
    assert not any(one.tells for one in model.verdict.comparisons if one.place == "own")
    assert in_use(home=home) == SHIPPED


def test_a_killed_retraining_is_seen_leaves_no_model_and_can_begin_again(home, job, monkeypatch):
    monkeypatch.setattr(retraining, "SECONDS_TO_START", 0.0)
    slow = replace(job, tokens=10_000_000)
    state = start(slow, home=home)
    monkeypatch.undo()
    for _ in range(600):
        state = current_state(home=home)
        assert state is not None
        if state.stage == "role":
            break
        time.sleep(0.1)
    os.kill(state.pid, 9)
    assert wait_until_it_ends(home).status == "died"
    assert kept_models(home=home) == ()
    start(job, home=home)
    assert wait_until_it_ends(home).status == "done"
    assert [path.name for path in models_folder(home).iterdir()] == [kept_models(home=home)[0].id]


def test_one_retraining_runs_at_a_time(home, job):
    begin(job, home)
    with pytest.raises(AlreadyRetraining):
        start(job, home=home)


def test_a_retraining_stops_when_it_is_asked_to(home, job):
    begin(job, home)
    cancel(home=home)
    run(home)
    state = current_state(home=home)
    assert state is not None
    assert state.status == "cancelled"
    assert not list(models_folder(home).glob("*"))
    with pytest.raises(NotRetraining):
        cancel(home=home)


def test_a_failure_is_told_with_its_reason(home, job, tmp_path):
    begin(replace(job, corpus=str(tmp_path / "nergens")), home)
    with pytest.raises(FileNotFoundError):
        run(home)
    state = current_state(home=home)
    assert state is not None
    assert state.status == "failed"
    assert state.reason is not None
    assert "nergens" in state.reason["nl"]


def test_too_few_judgements_begin_nothing(tmp_path, job):
    with pytest.raises(TooFewLabels, match="10"):
        start(job, home=tmp_path / "leeg")
    assert current_state(home=tmp_path / "leeg") is None


def test_a_process_that_was_just_started_counts_as_running(home, job):
    begin(job, home)
    state = current_state(home=home)
    assert state is not None
    assert state.status == "running"


def test_a_process_that_never_came_is_seen_in_the_end(home, job, monkeypatch):
    begin(job, home)
    monkeypatch.setattr(retraining, "SECONDS_TO_START", -1.0)
    state = current_state(home=home)
    assert state is not None
    assert state.status == "died"


def test_the_file_of_a_state_is_replaced_whole(home, job):
    state = begin(job, home)
    retraining._write_state(state, home)
    assert current_state(home=home) == state
    assert not [path for path in (home / "retraining").iterdir() if path.suffix == ".tmp"]


def test_looking_at_a_retraining_loads_no_torch(home):
    script = "import sys; import pipeline.retraining, pipeline._retrain_commands; print('torch' in sys.modules)"
    found = subprocess.run([retraining.sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
