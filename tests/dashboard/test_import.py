"""From pasted and uploaded text to an open map, with a model that was never trained."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from models import Model
from pipeline import _steps

Run = Callable[..., AppTest]
TEXT = "De gemeente moet meer bomen planten. Bomen geven schaduw. Dat kost wel geld."


@pytest.fixture(autouse=True)
def _untrained(tiny_model: Model, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr("pipeline._engine.load_model", lambda: tiny_model)
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path_factory.mktemp("home")))


def test_a_pasted_text_becomes_a_map(run_view: Run) -> None:
    app = run_view("start")
    assert app.button(key="start.make").disabled
    app.segmented_control(key="start.way").set_value("paste").run()
    app.text_input(key="start.paste-title").input("Bomen").run()
    app.text_area(key="start.paste").input(TEXT).run()
    app.button(key="start.make").click().run()
    loaded = app.session_state["loaded"]
    assert loaded.name == "Bomen"
    assert len(loaded.map.sentences) == 3
    assert loaded.map.documents[0].source == "Bomen"
    assert "Nu geopend" in app.success[0].value


def test_many_files_become_one_map_and_a_bad_one_is_named(run_view: Run) -> None:
    app = run_view("start")
    upload = app.file_uploader(key="start.files")
    upload.set_value([("een.txt", TEXT.encode(), "text/plain"), ("twee.pdf", b"geen pdf", "application/pdf")]).run()
    app.button(key="start.make").click().run()
    loaded = app.session_state["loaded"]
    assert [document.source for document in loaded.map.documents] == ["een.txt"]
    assert any("twee" in warning.value for warning in app.warning)


def test_a_document_that_fails_is_named_and_the_others_are_mapped(
    run_view: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = _steps.split_document

    def stumble(document: object) -> object:
        if "struikel" in document.text:  # type: ignore[attr-defined]
            raise RuntimeError
        return split(document)  # type: ignore[arg-type]

    monkeypatch.setattr(_steps, "split_document", stumble)
    app = run_view("start")
    files = [("goed.txt", TEXT.encode(), "text/plain"), ("slecht.txt", b"Ik struikel.", "text/plain")]
    app.file_uploader(key="start.files").set_value(files).run()
    app.button(key="start.make").click().run()
    assert [one.title for one in app.session_state["loaded"].map.documents] == ["goed"]
    assert any("slecht" in warning.value and "RuntimeError" in warning.value for warning in app.warning)


def test_a_folder_that_is_not_there_is_named_and_nothing_is_opened(run_view: Run) -> None:
    app = run_view("start")
    app.segmented_control(key="start.way").set_value("folder").run()
    app.text_input(key="start.folder").input("/bestaat/niet").run()
    app.button(key="start.make").click().run()
    assert any("bestaat" in warning.value for warning in app.warning)
    assert app.session_state["loaded"] is None


def test_the_examples_can_be_mapped(run_view: Run) -> None:
    app = run_view("start")
    app.segmented_control(key="start.way").set_value("examples").run()
    app.button(key="start.make").click().run(timeout=120)
    assert len(app.session_state["loaded"].map.documents) >= 8


def test_any_debate_of_the_corpus_can_be_opened(run_view: Run) -> None:
    app = run_view("start")
    app.segmented_control(key="start.way").set_value("corpus").run()
    app.selectbox(key="start.corpus").set_value("kernenergie").run()
    app.button(key="start.corpus-open").click().run(timeout=60)
    loaded = app.session_state["loaded"]
    assert len(loaded.map.documents) >= 5
    assert app.session_state["debate"] == "kernenergie"
    assert loaded.name == loaded.index.debates["kernenergie"].question
