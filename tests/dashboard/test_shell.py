"""Navigation, language, launching."""

import ast
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

import dashboard
from corpus import ArgumentMap
from dashboard import launch
from pipeline._map_json import write_map

FOLDER = Path(dashboard.__file__).parent


def start() -> AppTest:
    return AppTest.from_file(str(FOLDER / "app.py"), default_timeout=60).run()


def test_the_app_starts_in_dutch_at_the_first_page() -> None:
    app = start()
    assert not app.exception
    assert app.title[0].value == "Wie vindt wat, en waarom?"


def test_the_language_can_be_switched() -> None:
    app = start()
    app.segmented_control(key="choose-language").set_value("en").run()
    assert app.title[0].value == "Who thinks what, and why?"


def test_the_map_named_on_the_command_line_is_open(
    rich_map: ArgumentMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kaart.json"
    write_map(rich_map, path)
    for name, value in launch.environment(path, language="en").items():
        monkeypatch.setenv(name, value)
    app = start()
    assert app.session_state["loaded"].map == rich_map
    assert app.title[0].value == "Who thinks what, and why?"


def test_the_last_map_is_still_open_after_a_reload(rich_map: ArgumentMap) -> None:
    opening = AppTest.from_string("from dashboard import state\nstate.current()\n").run()
    opening.session_state["wanted"] = rich_map
    script = (
        "import streamlit as st\nfrom dashboard import state\nstate.load(st.session_state['wanted'], 'kaart.json')\n"
    )
    first = AppTest.from_string(script)
    first.session_state["wanted"] = rich_map
    first.run()
    again = AppTest.from_string("from dashboard import state\nstate.current()\n").run()
    assert again.session_state["loaded"].name == "kaart.json"


def test_the_server_is_for_this_computer_alone() -> None:
    options = launch.command(8765, open_browser=False)
    assert "--server.address=127.0.0.1" in options
    assert "--server.port=8765" in options
    assert "--server.headless=true" in options
    assert "--browser.gatherUsageStats=false" in options
    assert "--client.disableDataExport=true" in options
    assert "--server.enableXsrfProtection=true" in options


def test_streamlit_knows_every_option_that_is_given() -> None:
    assert {*launch.OPTIONS, *launch.THEMES} <= set(config.get_config_options())


def test_no_map_leaves_none_behind_in_the_environment() -> None:
    assert launch.environment(None, language="nl")["DEBATKAART_MAP"] == ""


def test_a_free_port_is_found() -> None:
    assert launch.PORT <= launch.free_port() < launch.PORT + launch.PORTS_TRIED


def sources(folder: str) -> list[Path]:
    return sorted((FOLDER / folder).glob("*.py"))


@pytest.mark.parametrize("path", [*sources("views"), *sources("charts"), *sources("parts")], ids=lambda path: path.stem)
def test_views_and_charts_let_no_html_through(path: Path) -> None:
    names = {
        node.arg for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.keyword)
    }
    assert not names & {"unsafe_allow_html", "unsafe_allow_javascript"}


@pytest.mark.parametrize("path", sources("charts"), ids=lambda path: path.stem)
def test_charts_do_not_know_streamlit(path: Path) -> None:
    imported = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Import)]
    assert "streamlit" not in {name.name for node in imported for name in node.names}


def test_the_text_component_writes_text_nodes_only() -> None:
    source = (FOLDER / "parts" / "marked_text.py").read_text(encoding="utf-8")
    assert not any(name in source for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"))
