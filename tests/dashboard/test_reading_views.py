"""The views that H1 made: start, overview, reader, trust, export."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from corpus import ArgumentMap
from dashboard.views.export import file_name
from pipeline._map_json import dump_map, encode

Run = Callable[..., AppTest]
VIEWS = ("start", "overview", "reader", "trust", "export")


def texts(app: AppTest) -> str:
    """All that the page says, one element a line."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    return "\n".join(str(getattr(element, "value", "")) for kind in kinds for element in app.get(kind))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_view_says_something_before_a_map_is_open(run_view: Run, view: str, language: str) -> None:
    app = run_view(view, language=language)
    assert not app.exception
    assert app.title[0].value


@pytest.mark.parametrize("view", ["overview", "reader", "export"])
def test_without_a_map_a_view_leads_to_the_start(run_view: Run, view: str) -> None:
    app = run_view(view)
    assert "Begin" in app.info[0].value
    assert app.button(key="go-start").label == "Naar Begin"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", ["rich_map", "empty_map", "hostile_map", "large_map"])
def test_every_view_shows_every_kind_of_map(
    run_view: Run, view: str, kind: str, request: pytest.FixtureRequest
) -> None:
    app = run_view(view, request.getfixturevalue(kind))
    assert not app.exception


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_is_never_markup(run_view: Run, view: str, hostile_map: ArgumentMap) -> None:
    said = texts(run_view(view, hostile_map))
    for markup in (
        "<script",
        "<img",
        "<b>",
        "](javascript",
        "$x^2$",
        ":smile:",
        "**Vet**",
        ":red[geld]",
        "**of niet**",
    ):
        assert not re.search(r"(?<!\\)" + re.escape(markup), said)


def test_the_overview_counts_both_sides_and_tells_how_sure_it_is(run_view: Run, rich_map: ArgumentMap) -> None:
    said = texts(run_view("overview", rich_map))
    assert "**29 zinnen**" in said
    assert "**26 zinnen**" in said
    assert "53% van de zinnen met een kant".replace("%", "\\%") in said


def test_the_overview_shows_the_debate_that_is_chosen(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("overview", rich_map)
    app.selectbox[0].select("wijkbudget").run()
    assert "Wie beslist over het geld" in app.subheader[0].value
    assert app.session_state["debate"] == "wijkbudget"


def test_leaving_out_uncertain_sides_lowers_the_counts(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("overview", rich_map)
    app.toggle(key="overview.certain").set_value(True).run()
    assert "**27 zinnen**" in texts(app)


def test_a_key_point_opens_its_sentences(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("overview", rich_map)
    opening = next(button for button in app.button if button.label == "8 zinnen")
    opening.click().run()
    assert sum(button.label == "Lees in de tekst" for button in app.button) == 8


def test_a_debate_that_nobody_touches_is_said_plainly(run_view: Run, rich_map: ArgumentMap) -> None:
    unplaced = replace(
        rich_map,
        sentences=tuple(replace(one, judgement=replace(one.judgement, stances=())) for one in rich_map.sentences),
        key_points=(),
    )
    assert "Geen zin kreeg in dit debat een kant" in run_view("overview", unplaced).info[0].value


def test_few_sentences_are_warned_about(run_view: Run, hostile_map: ArgumentMap) -> None:
    assert "maar weinig zinnen aan een kant (8)" in run_view("overview", hostile_map).warning[0].value


def test_the_reader_opens_at_the_sentence_asked_for(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("reader", rich_map)
    app.session_state["target"] = "d3.s4"
    app.run()
    assert app.selectbox[0].value == "d3"
    assert "argument 2 van" in texts(app)


def test_the_reader_steps_through_the_arguments(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("reader", rich_map)
    assert app.button(key="reader.previous").disabled
    app.button(key="reader.next").click().run()
    assert "argument 1 van 11" in texts(app)
    app.button(key="reader.next").click().run()
    assert "argument 2 van 11" in texts(app)
    app.button(key="reader.previous").click().run()
    assert "argument 1 van 11" in texts(app)


def test_another_document_begins_at_its_own_start(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("reader", rich_map)
    app.button(key="reader.next").click().run()
    app.selectbox[0].select("d5").run()
    assert app.selectbox[0].value == "d5"
    assert "argumenten; blader" in texts(app)


def test_a_document_in_another_language_is_warned_about(run_view: Run, rich_map: ArgumentMap) -> None:
    first, *rest = rich_map.documents
    odd = replace(rich_map, documents=(replace(first, warnings=("not-dutch", "mojibake")), *rest))
    warnings = [warning.value for warning in run_view("reader", odd).warning]
    assert len(warnings) == 2
    assert "lijkt niet Nederlands" in warnings[0]


def test_trust_tells_how_much_is_uncertain_here(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("trust", rich_map)
    assert "17 onzeker (17%)" in texts(app)
    assert {metric.label for metric in app.metric} >= {"Rol van een zin (F1)", "Kant in een debat (F1)"}
    app.toggle(key="trust.show.roles").set_value(True).run()
    assert any(button.label == "Lees in de tekst" for button in app.button)


def test_a_map_can_be_kept_and_opened_again(
    run_view: Run, rich_map: ArgumentMap, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path_factory.mktemp("home")))
    kept = run_view("export", rich_map)
    kept.button(key="export.keep").click().run()
    assert kept.success[0].value.startswith("Bewaard")
    opened = run_view("start")
    opened.segmented_control(key="start.way").set_value("map").run()
    opened.button(key="start.kept-open").click().run()
    assert opened.session_state["loaded"].map == rich_map


def test_an_uploaded_map_is_checked_and_opened(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("start")
    app.segmented_control(key="start.way").set_value("map").run()
    content = b"".join(encode(dump_map(rich_map)))
    app.file_uploader(key="start.map").upload("kaart.json", content, "application/json").run()
    app.button(key="start.map-open").click().run()
    assert app.session_state["loaded"].map == rich_map


def test_the_faults_of_a_broken_map_are_named(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("start")
    app.segmented_control(key="start.way").set_value("map").run()
    broken = dump_map(rich_map)
    broken["sentences"][0]["end"] = 3
    broken["documents"][1]["sha256"] = "0" * 64
    content = b"".join(encode(broken))
    app.file_uploader(key="start.map").upload("kaart.json", content, "application/json").run()
    assert "fouten" in app.error[0].value
    assert "sentences" in app.error[0].value


def test_a_file_that_is_no_map_is_refused_in_one_sentence(run_view: Run) -> None:
    app = run_view("start")
    app.segmented_control(key="start.way").set_value("map").run()
    app.file_uploader(key="start.map").upload("kaart.json", b"{niet", "application/json").run()
    assert "geen leesbare argumentenkaart" in app.error[0].value


def test_a_broken_debates_file_is_named_and_stops_the_mapping(run_view: Run) -> None:
    app = run_view("start")
    app.file_uploader(key="start.debates-file").upload("mijn.json", b"{}", "application/json").run()
    assert "mijn" in app.error[0].value
    assert app.button(key="start.make").disabled


@pytest.mark.parametrize(
    ("name", "expected"),
    [("kaart.json", "kaart"), ("../../etc/passwd", "etc-passwd"), ("a b?.json", "a-b"), ("…", "kaart"), ("", "kaart")],
)
def test_a_name_becomes_a_safe_file_name(name: str, expected: str) -> None:
    assert file_name(name) == expected
