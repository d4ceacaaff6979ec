import json

import pytest
import typer

from corpus import DebatkaartError
from pipeline import _retrain_commands as commands
from pipeline import registry, retraining
from pipeline._errors import WrongUse
from pipeline._retrain_commands import RetrainRequest, add_retrain, describe_model, describe_state, retrain
from pipeline._retrain_texts import HELP, MESSAGES
from pipeline._terminal import DONE, FAILED, Voice
from pipeline.comparison import Difference, Sense, TaskComparison, Verdict
from pipeline.registry import KeptModel, keep_report, models_folder
from pipeline.retraining import State

NOW = "2026-11-25T10:00:00Z"
DUTCH = Voice(language="nl")


def make_state(**changes) -> State:
    return State(**{"status": "running", "model": "1", "started": NOW, "pid": 1, **changes})


def make_model(*, low: float = -0.01, high: float = 0.12, count: int = 60, senses=()) -> KeptModel:
    overall = Difference(label="all", count=count, before=0.41, after=0.46, low=low, high=high)
    comparison = TaskComparison(task="role", place="own", count=count, texts=12, overall=overall, classes=())
    return KeptModel(
        id="20261125-100000",
        name="debatkaart-nl (bijgeleerd) @ abc",
        made=NOW,
        start="debatkaart-nl @ 0",
        compared_with="debatkaart-nl @ 0",
        seed=1,
        labels={"role": 120},
        data="0" * 64,
        minutes=3.5,
        verdict=Verdict(comparisons=(comparison,), senses=senses),
    )


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def model(home) -> KeptModel:
    kept = make_model()
    (models_folder(home) / kept.id).mkdir(parents=True)
    keep_report(kept, home=home)
    return kept


@pytest.mark.parametrize(
    "request_",
    [
        RetrainRequest(status=True, cancel=True),
        RetrainRequest(promote="1", back=True),
        RetrainRequest(anyway=True),
        RetrainRequest(task="sprekers"),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(request_):
    with pytest.raises(WrongUse):
        retrain(request_, as_json=False, voice=DUTCH)


def test_beginning_waits_until_the_end_and_shows_the_comparison(home, model, monkeypatch, capsys):
    states = iter([make_state(), make_state(stage="role", share=0.5), make_state(status="done", seconds=90)])
    last = make_state(status="done", seconds=90)
    asked = []
    monkeypatch.setattr(retraining, "start", lambda job: asked.append(job) or make_state())
    monkeypatch.setattr(retraining, "current_state", lambda: next(states, last))
    monkeypatch.setattr(commands, "SECONDS_BETWEEN_LOOKS", 0.0)
    assert retrain(RetrainRequest(task="role", seed=7), as_json=False, voice=DUTCH) == DONE
    assert (asked[0].tasks, asked[0].seed) == (("role",), 7)
    said = capsys.readouterr().out
    assert "na 1,5 minuten" in said
    assert f"--promote {model.id}" in said


def test_a_failed_retraining_gives_exit_code_one(home, monkeypatch, capsys):
    failed = make_state(status="failed", reason={"nl": "de schijf is vol", "en": "disk full"})
    monkeypatch.setattr(retraining, "start", lambda _job: make_state())
    monkeypatch.setattr(retraining, "current_state", lambda: failed)
    assert retrain(RetrainRequest(), as_json=False, voice=DUTCH) == FAILED
    assert "de schijf is vol" in capsys.readouterr().out


def test_detached_it_does_not_wait(home, monkeypatch, capsys):
    monkeypatch.setattr(retraining, "start", lambda _job: make_state())
    assert retrain(RetrainRequest(detach=True), as_json=False, voice=DUTCH) == DONE
    assert "--status" in capsys.readouterr().out


def test_interrupting_the_wait_stops_the_retraining(home, monkeypatch):
    stopped = []

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(retraining, "start", lambda _job: make_state())
    monkeypatch.setattr(retraining, "current_state", interrupted)
    monkeypatch.setattr(retraining, "cancel", lambda: stopped.append(True))
    with pytest.raises(KeyboardInterrupt):
        retrain(RetrainRequest(), as_json=False, voice=DUTCH)
    assert stopped == [True]


def test_promoting_and_going_back_name_the_model_in_use(home, model, capsys):
    retrain(RetrainRequest(promote=model.id), as_json=False, voice=DUTCH)
    assert registry.in_use() == model.id
    retrain(RetrainRequest(back=True), as_json=False, voice=DUTCH)
    assert registry.in_use() == registry.SHIPPED
    assert capsys.readouterr().out.splitlines() == [f"In gebruik: {model.name}.", "In gebruik: het meegeleverde model."]


def test_status_as_json_holds_the_state_the_models_and_their_refusals(home, model, capsys):
    assert retrain(RetrainRequest(status=True), as_json=True, voice=DUTCH) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["state"] is None
    assert found["in_use"] == "shipped"
    assert (found["models"][0]["id"], found["models"][0]["refusals"]) == (model.id, [])


def test_without_a_retraining_there_is_nothing_to_stop(home):
    with pytest.raises(DebatkaartError):
        retrain(RetrainRequest(cancel=True), as_json=False, voice=DUTCH)


@pytest.mark.parametrize("status", ["running", "done", "cancelled", "failed", "died"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_status_has_a_line(status, language):
    assert "1" in describe_state(make_state(status=status), language)


def test_the_time_left_is_told_in_minutes():
    assert "nog ongeveer 3 minuten" in describe_state(make_state(seconds_left=170.0), "nl")
    assert "minder dan een minuut" in describe_state(make_state(seconds_left=20.0), "nl")
    assert "onbekend" in describe_state(make_state(), "nl")


def test_a_comparison_that_cannot_tell_says_so():
    lines = "\n".join(describe_model(make_model(count=49), "nl", used=False))
    assert "te weinig om iets te kunnen zeggen (minder dan 50)" in lines
    assert "te weinig" not in "\n".join(describe_model(make_model(count=50), "nl", used=False))


def test_a_refusal_is_told_and_no_promotion_offered():
    low = (0.0, -0.1, 0.1)
    senses = (Sense(task="stance", count=90, with_model=low, with_each_other=low),)
    lines = "\n".join(describe_model(make_model(low=-0.2, high=-0.05, senses=senses), "en", used=False))
    assert "Refused: it is worse on your own randomly drawn sentences (role)." in lines
    assert "as if they were random (side)" in lines
    assert "--promote" not in lines


def test_the_command_hands_its_options_on(monkeypatch):
    asked = []
    monkeypatch.setattr(commands, "retrain", lambda request, **others: asked.append((request, others)) or 0)
    app = typer.Typer()
    app.callback()(lambda: None)
    add_retrain(app, "nl")
    app(["retrain", "--promote", "1", "--anyway", "--json"], standalone_mode=False)
    ((request, others),) = asked
    assert request == RetrainRequest(promote="1", anyway=True)
    assert others["as_json"] is True


def test_every_text_has_both_languages():
    assert all(set(wording) == {"nl", "en"} for texts in (HELP, MESSAGES) for wording in texts.values())
