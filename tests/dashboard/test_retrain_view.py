from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from corpus import ArgumentMap, Role
from dashboard import state
from dashboard.views import retrain
from pipeline import _engine
from pipeline.comparison import Difference, Sense, TaskComparison, Verdict
from pipeline.corrections import place_of
from pipeline.judgements import open_judgements
from pipeline.labels.label import Label
from pipeline.registry import SHIPPED, KeptModel, go_back, in_use, keep_report, models_folder, promote
from pipeline.retraining import AlreadyRetraining, Job, State
from pipeline.store import open_store

Run = Callable[..., AppTest]
NOW = "2026-11-25T10:00:00Z"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def labelled(rich_map: ArgumentMap) -> int:
    """How many sentences of the rich map were given a role."""
    texts = {document.id: document for document in rich_map.documents}
    sentences = [one for one in rich_map.sentences if one.role is not Role.NONE][:20]
    with open_judgements() as judgements:
        judgements.register(rich_map, registered=NOW)
        places = [place_of(one, texts[one.document]) for one in sentences]
        judgements.mark_random(places[:5])
        for place in places:
            judgements.record(place, Label(role=Role.CLAIM), annotator="Ans", made=NOW, model="test @ 0")
    return len(sentences)


def make_task(*, low: float = -0.01, high: float = 0.12, count: int = 60, place: Any = "own") -> TaskComparison:
    overall = Difference(label="all", count=count, before=0.41, after=0.46, low=low, high=high)
    one = Difference(label="claim", count=12, before=0.3, after=0.5, low=0.1, high=0.3)
    return TaskComparison(task="role", place=place, count=count, texts=12, overall=overall, classes=(one,))


GOOD = Verdict(comparisons=(make_task(), make_task(place="corpus")), senses=())


@pytest.fixture
def make_model(home: Path) -> Callable[..., KeptModel]:
    def make(identity: str = "20261125-100000", *, verdict: Verdict = GOOD, **changes: Any) -> KeptModel:
        values: dict[str, Any] = {
            "name": f"debatkaart-nl (bijgeleerd) @ {identity}",
            "made": NOW,
            "start": "debatkaart-nl @ 0",
            "compared_with": "debatkaart-nl @ 0",
            "seed": 1,
            "labels": {"role": 15},
            "data": "0" * 64,
            "minutes": 3.5,
        }
        model = KeptModel(id=identity, verdict=verdict, **{**values, **changes})
        (models_folder(home) / identity).mkdir(parents=True)
        keep_report(model, home=home)
        return model

    return make


def texts(app: AppTest) -> str:
    assert not app.exception
    kinds = ("markdown", "caption", "info", "success", "warning", "error")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


def test_without_judgements_it_says_where_to_begin(run_view: Run):
    app = run_view("retrain")
    assert app.button(key="retrain.start").disabled
    assert "**Labelen**" in texts(app)
    assert "U hebt nog geen eigen model" in texts(app)


@pytest.mark.parametrize(("language", "said"), [("nl", "Nieuwe rollen of andere"), ("en", "cannot learn new roles")])
def test_it_says_that_new_roles_are_not_supported(run_view: Run, language: str, said: str):
    assert said in texts(run_view("retrain", language=language))


def test_judgements_are_counted_and_begin_a_retraining(run_view: Run, labelled: int, monkeypatch: pytest.MonkeyPatch):
    begun: list[Job] = []
    monkeypatch.setattr(retrain, "start", begun.append)
    app = run_view("retrain")
    assert [metric.value for metric in app.metric] == [str(labelled - 5), "5", "0", "0"]
    app.button(key="retrain.start").click().run()
    assert begun == [Job()]


def test_a_second_retraining_is_refused_in_words(run_view: Run, labelled: int, monkeypatch: pytest.MonkeyPatch):
    def busy(_job: Job) -> None:
        raise AlreadyRetraining

    monkeypatch.setattr(retrain, "start", busy)
    app = run_view("retrain")
    app.button(key="retrain.start").click().run()
    assert "Er wordt al bijgeleerd" in texts(app)


def running(**changes: Any) -> State:
    values = {"status": "running", "model": "1", "started": NOW, "pid": 1, "stage": "role", "share": 0.4}
    return State(**{**values, **changes})


def test_a_running_retraining_shows_its_progress_and_can_be_stopped(run_view: Run, monkeypatch: pytest.MonkeyPatch):
    stopped: list[bool] = []
    monkeypatch.setattr(retrain, "current_state", lambda: running(seconds_left=130.0))
    monkeypatch.setattr(retrain, "cancel", lambda: stopped.append(True))
    app = run_view("retrain")
    assert "Rollen leren: 40%, nog ongeveer 2 min" in str(app.get("progress")[0].proto)
    assert app.button(key="retrain.start").disabled
    app.button(key="retrain.cancel").click().run()
    assert stopped == [True]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (running(status="done", seconds=200.0), "Klaar na 3,3 minuten"),
        (running(status="cancelled"), "gestopt; er is niets veranderd"),
        (running(status="died"), "Er is niets veranderd"),
        (running(status="failed", reason={"nl": "schijf <b>vol</b>", "en": "full"}), r"schijf \<b\>vol"),
    ],
)
def test_how_it_ended_is_said(run_view: Run, monkeypatch: pytest.MonkeyPatch, state: State, said: str):
    monkeypatch.setattr(retrain, "current_state", lambda: state)
    assert said in texts(run_view("retrain"))


def test_a_comparison_is_shown_with_intervals_and_per_class(run_view: Run, make_model: Callable[..., KeptModel]):
    make_model()
    app = run_view("retrain")
    assert "F1 was 0,41, wordt 0,46. Het verschil ligt met 95% zekerheid tussen −0,01 en +0,12" in texts(app)
    assert "Geen duidelijk verschil" in texts(app)
    assert list(app.dataframe[0].value["Klasse"]) == ["bewering"]


def test_few_random_judgements_cannot_tell(run_view: Run, make_model: Callable[..., KeptModel]):
    make_model(verdict=Verdict(comparisons=(make_task(count=20, low=0.2, high=0.4),), senses=()))
    app = run_view("retrain")
    assert "Niet te zeggen" in texts(app)
    assert "Beter" not in texts(app)


def test_a_model_is_promoted_by_a_click_and_the_earlier_one_put_back(
    run_view: Run, make_model: Callable[..., KeptModel]
):
    model = make_model()
    app = run_view("retrain")
    assert in_use() == SHIPPED
    app.button(key=f"retrain.promote.{model.id}").click().run()
    assert in_use() == model.id
    assert "Dit model is nu in gebruik" in texts(app)
    app.button(key="retrain.back").click().run()
    assert in_use() == SHIPPED
    assert "weer in gebruik" in texts(app)
    assert not app.exception


def test_a_model_that_was_promoted_on_the_command_line_is_used_from_then_on(
    make_model: Callable[..., KeptModel], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(_engine, "load_model", in_use)
    assert state.engine() == state.engine() == SHIPPED
    promote(make_model().id, at=NOW)
    assert state.engine() == in_use() != SHIPPED
    go_back(at=NOW)
    assert state.engine() == SHIPPED


def test_it_says_what_is_learnt_and_what_is_not(run_view: Run):
    said = texts(run_view("retrain"))
    assert "leert van uw oordelen over rollen, kanten en verbanden" in said
    assert "er wordt niet van geleerd" in said


def test_a_refused_model_shows_why_and_has_no_button(run_view: Run, make_model: Callable[..., KeptModel]):
    low = (0.0, -0.1, 0.1)
    senses = (Sense(task="role", count=130, with_model=low, with_each_other=low),)
    model = make_model(verdict=Verdict(comparisons=(make_task(low=-0.3, high=-0.1),), senses=senses))
    app = run_view("retrain")
    assert "slechter op uw eigen willekeurig gekozen zinnen" in texts(app)
    assert "alsof ze willekeurig zijn" in texts(app)
    assert f"retrain.promote.{model.id}" not in [button.key for button in app.button]


def test_a_map_of_another_model_can_be_made_again(
    run_view: Run, make_model: Callable[..., KeptModel], rich_map: ArgumentMap, monkeypatch: pytest.MonkeyPatch
):
    model = make_model()
    promote(model.id, at=NOW)
    asked: list[int] = []

    def build_map(documents: Any, debates: Any, *, model: Any, progress: Any) -> ArgumentMap:
        asked.append(len(documents))
        progress(1, len(documents))
        return rich_map

    monkeypatch.setattr(_engine, "build_map", build_map)
    monkeypatch.setattr(_engine, "load_model", lambda: None)
    app = run_view("retrain", rich_map)
    assert r"test \@ 0" in texts(app)
    app.button(key="retrain.remake").click().run()
    assert asked == [len(rich_map.documents)]
    assert "opnieuw gemaakt" in texts(app)
    with open_store() as store:
        (kept,) = store.maps()
        assert store.map(kept.id) == rich_map
    assert kept.name == f"proef.json ({rich_map.made_by.model})"


def test_a_map_of_the_model_in_use_needs_no_remaking(
    run_view: Run, make_model: Callable[..., KeptModel], rich_map: ArgumentMap
):
    promote(make_model(name=rich_map.made_by.model).id, at=NOW)
    assert "retrain.remake" not in [button.key for button in run_view("retrain", rich_map).button]


def test_a_store_that_cannot_be_used_is_said(run_view: Run, home: Path):
    (home / "debatkaart.sqlite").write_text("dit is geen database, maar wel een bestand van enige lengte" * 20)
    assert "niet te gebruiken" in texts(run_view("retrain"))


def test_hostile_names_are_shown_as_text(run_view: Run, make_model: Callable[..., KeptModel]):
    make_model(name="<script>alert(1)</script> **vet** $x$", compared_with="[klik](javascript:alert(1))")
    said = texts(run_view("retrain"))
    assert r"\<script\>" in said
    assert "[klik](" not in said
