"""The views that compare and look up: argument map, speakers, recommendations, compare, debates, search."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus import ArgumentMap
from corpus.debates import load_debates
from dashboard.texts import plain
from dashboard.views.search import marked
from models import Model, WeightsMissing
from pipeline.store import open_store

Run = Callable[..., AppTest]
VIEWS = ("argument_map", "speakers", "recommendations", "compare", "debates", "search")
ONE_DEBATE = ("argument_map", "speakers", "compare")
KINDS = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success")
# Markup that a text must not be able to bring in, where nothing escapes it.
LIVE = re.compile(r"(?<!\\)<(script|img|b|a)\b|(?<!\\)\]\(|(?<!\\)\$|(?<!\\):(red|smile|material)\b")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A store of this test alone."""
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def untrained(tiny_model: Model, monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setattr("pipeline._engine.load_model", lambda: tiny_model)
    return tiny_model


def said(app: AppTest) -> str:
    """All that the page says, one element a line."""
    return "\n".join(str(getattr(element, "value", "")) for kind in KINDS for element in app.get(kind))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_view_says_what_to_do_before_a_map_is_open(run_view: Run, view: str, language: str) -> None:
    app = run_view(view, language=language)
    assert not app.exception
    assert app.info


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("kind", "language"), [("empty", "nl"), ("rich", "nl"), ("rich", "en"), ("large", "nl"), ("hostile", "en")]
)
def test_every_view_shows_every_map(
    run_view: Run, request: pytest.FixtureRequest, view: str, language: str, kind: str
) -> None:
    app = run_view(view, request.getfixturevalue(f"{kind}_map"), language=language)
    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("view", ONE_DEBATE)
def test_a_map_without_debates_says_so(run_view: Run, empty_map: ArgumentMap, view: str) -> None:
    assert "zonder debatten" in run_view(view, empty_map).info[0].value


@pytest.mark.parametrize("view", ONE_DEBATE)
def test_a_debate_that_nobody_speaks_of_is_an_empty_state(run_view: Run, rich_map: ArgumentMap, view: str) -> None:
    silent = replace(
        rich_map, sentences=tuple(replace(one, judgement=type(one.judgement)()) for one in rich_map.sentences)
    )
    app = run_view(view, replace(silent, relations=(), key_points=()))
    assert not app.exception
    assert app.info


@pytest.mark.parametrize("view", VIEWS)
def test_text_of_users_is_never_markup(run_view: Run, hostile_map: ArgumentMap, view: str) -> None:
    app = run_view(view, hostile_map)
    if view == "search":
        app.text_input(key="search.text").input("moet*").run()
    elif view == "compare":
        app.button(key="compare.only-right.0").click().run()
    assert not app.exception
    assert not LIVE.search(said(app))
    assert all(element.proto.allow_html is False for element in app.markdown)


def test_the_list_of_the_argument_map_has_what_the_map_has(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("argument_map", rich_map)
    items = next(one.value for one in app.markdown if one.value.startswith("- "))
    assert items.count("⚑") == 5
    assert "        - " in items
    picked = app.selectbox(key="argument_map.pick").options[0]
    app.selectbox(key="argument_map.pick").select(picked).run()
    assert any("Zinnen (8)" in one.value for one in app.markdown)


def test_the_argument_map_filters(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("argument_map", rich_map)
    app.segmented_control(key="argument_map.kind").set_value("all").run()
    wide = next(one.value for one in app.markdown if one.value.startswith("- ")).count("\n")
    app.toggle(key="argument_map.certain").set_value(True).run()
    narrow = next(one.value for one in app.markdown if one.value.startswith("- ")).count("\n")
    assert 0 < narrow < wide


def test_a_chosen_speaker_is_summed_up(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("speakers", rich_map)
    app.selectbox(key="speakers.one").select("ineke verhoef").run()
    assert "13 zinnen voor autovrij" in said(app)
    assert "Geef het plein terug" in said(app)


def test_who_changes_side_is_named_with_the_texts(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("speakers", rich_map)
    app.toggle(key="speakers.change.ineke verhoef").set_value(True).run()
    assert "Wat ik leerde van een straat zonder" in said(app)


def test_recommendations_are_filtered_by_who_should_act(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("recommendations", rich_map)
    assert "**9 aanbevelingen**" in said(app)
    box = next(one for one in app.multiselect if one.label == "Wie moet iets doen?")
    box.select("Het college").run()
    assert "**1 aanbeveling**" in said(app)
    assert "Grote Markt nog dit jaar" in said(app)


def test_a_recommendation_shows_its_grounds(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("recommendations", rich_map)
    assert "Gronden (1)" in [one.label for one in app.expander]


def test_recommendations_outside_the_debate_are_there_too(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("recommendations", rich_map)
    app.segmented_control(key="recommendations.scope").set_value("all").run()
    assert "**9 aanbevelingen**" not in said(app)


def test_two_groups_are_compared_in_a_sentence(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("compare", rich_map)
    assert re.search(r"links \d+ procentpunt (hoger|lager) dan rechts", said(app))
    assert "interval" in said(app)


def test_comparing_with_itself_makes_no_difference(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("compare", rich_map)
    app.multiselect[1].select("Ineke Verhoef").run()
    assert "staan in beide groepen" in said(app)
    assert "links 0 procentpunt" in said(app)


def test_a_side_without_a_group_asks_for_one(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("compare", rich_map)
    app.multiselect[0].set_value([]).run()
    assert "Kies links" in app.info[0].value


@pytest.mark.parametrize(("words", "expected"), [("fietsers", "1 zin gevonden"), ("qqq", "Niets gevonden")])
def test_searching_words(run_view: Run, rich_map: ArgumentMap, words: str, expected: str) -> None:
    app = run_view("search", rich_map)
    app.text_input(key="search.text").input(words).run()
    assert expected in said(app)


def test_found_words_are_marked(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("search", rich_map)
    app.text_input(key="search.text").input("parkeergarage").run()
    assert "**parkeergarage**" in said(app)


def test_filters_alone_browse(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("search", rich_map)
    next(one for one in app.multiselect if one.label == "Spreker").select("sanne dekker").run()
    assert "zinnen gevonden" in said(app)
    assert "Krijgen de mensen met de grootste mond" not in said(app)


def test_searching_by_meaning_and_more_like_this(run_view: Run, rich_map: ArgumentMap, untrained: Model) -> None:
    app = run_view("search", rich_map)
    app.segmented_control(key="search.mode").set_value("meaning").run()
    assert "betekenis" in app.info[0].value
    app.text_input(key="search.text").input("Weg met de auto").run()
    assert "De 50 zinnen" in said(app)
    next(one for one in app.button if one.label == "Meer zoals deze").click().run()
    assert app.text_input(key="search.text").value != "Weg met de auto"
    assert "De 50 zinnen" in said(app)


def test_without_weights_searching_by_meaning_says_what_is_missing(
    run_view: Run, rich_map: ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Model:
        raise WeightsMissing(folder="hier", missing="model.safetensors")

    monkeypatch.setattr("pipeline._engine.load_model", missing)
    app = run_view("search", rich_map)
    app.segmented_control(key="search.mode").set_value("meaning").run()
    app.text_input(key="search.text").input("Weg met de auto").run()
    assert not app.exception
    assert "model" in app.error[0].value


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("De markt is vol.", [(3, 8)], r"De **markt** is vol\."),
        ("*ster* <b>", [(1, 5)], r"\***ster**\* \<b\>"),
        ("\ue000oud", [(1, 4)], "\ufffd**oud**"),
        ("niets", [], "niets"),
    ],
)
def test_marks_are_the_only_markup(text: str, marks: list[tuple[int, int]], expected: str) -> None:
    assert marked(text, marks) == expected


def write_draft(app: AppTest) -> AppTest:
    app.text_input(key="debates.question.").input("Komt er een proef?")
    app.text_area(key="debates.statement.a.").input("Er moet een proef komen.")
    app.text_area(key="debates.statement.b.").input("Een proef is uitstel.")
    return app


def test_a_draft_with_faults_names_them(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("debates", rich_map)
    app.button[0].click().run()
    assert "Vul de vraag in" in app.error[0].value


def test_a_draft_is_tried_kept_and_put_into_the_map(
    run_view: Run, rich_map: ArgumentMap, untrained: Model, home: Path
) -> None:
    app = write_draft(run_view("debates", rich_map))
    app.button[0].click().run()
    assert not app.exception
    assert "De 60 zinnen" in said(app)
    app.button(key="debates.keep").click().run()
    assert "bewaard" in app.success[0].value
    with open_store() as store:
        assert [debate.id for debate in store.debates()] == ["komt-er-een-proef"]
    app.button(key="debates.add").click().run()
    assert not app.exception
    assert "komt-er-een-proef" in app.session_state["loaded"].index.debates
    assert app.session_state["debate"] == "komt-er-een-proef"


def test_the_debates_file_can_be_read_again(run_view: Run, rich_map: ArgumentMap, tmp_path: Path) -> None:
    from pipeline.export.debates import debates_file  # noqa: PLC0415 - used by this test alone

    path = tmp_path / "debatten.json"
    path.write_bytes(debates_file(rich_map.debates))
    assert load_debates(path) == rich_map.debates
    assert json.loads(path.read_bytes())[0]["id"] == rich_map.debates[0].id


def test_a_debate_of_the_map_can_be_changed_and_keeps_its_id(run_view: Run, rich_map: ArgumentMap) -> None:
    first = rich_map.debates[0]
    app = run_view("debates", rich_map)
    app.selectbox(key="debates.base").select(f"map.{first.id}").run()
    assert app.text_input(key=f"debates.question.{first.id}").value == first.question
    app.button(key="debates.keep").click().run()
    with open_store() as store:
        assert store.debates() == (first,)


def test_a_kept_debate_can_be_removed(run_view: Run, rich_map: ArgumentMap) -> None:
    with open_store() as store:
        store.keep_debate(rich_map.debates[0], saved="2026-11-25T09:00:00Z")
    app = run_view("debates", rich_map)
    app.button(key=f"debates.drop.{rich_map.debates[0].id}").click().run()
    with open_store() as store:
        assert store.debates() == ()


def test_a_store_that_cannot_be_used_is_an_error_in_words(run_view: Run, rich_map: ArgumentMap, home: Path) -> None:
    (home / "debatkaart.sqlite").write_text("Dit is geen opslag. " * 100)
    app = run_view("debates", rich_map)
    assert not app.exception
    assert plain("DEBATKAART_HOME") in app.error[0].value
