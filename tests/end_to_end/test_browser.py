"""The paths that a user walks, in a real browser."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from corpus import ArgumentMap
from pipeline._map_json import load_map

Serve = Callable[..., str]
PAGES = (
    "",
    "overview",
    "argument_map",
    "reader",
    "search",
    "speakers",
    "recommendations",
    "compare",
    "debates",
    "trust",
    "export",
)
# Streamlit's own navigation puts its headings straight into a list.
THEIRS = [["[data-testid=stSidebarNav]"]]
TEXT = (
    "Welzijnswerk houdt de wijk bijeen. De gemeente moet daarom meer geld geven aan het buurthuis. "
    "Zonder buurthuis zitten ouderen alleen thuis. Critici noemen het weggegooid geld, maar dat is onzin."
)


# The script has run, nothing old is left to fade away, no part, figure or font is still on its way, and nothing moves.
SETTLED = Path(__file__).with_name("settled.js").read_text(encoding="utf-8")


def ready(page: Page) -> None:
    """Wait until the page has drawn all it has, and three looks in a row find it so."""
    page.wait_for_function(SETTLED, polling=100)


def test_somebody_pastes_a_text_and_sees_the_overview(page: Page, served: Serve) -> None:
    page.goto(served())
    ready(page)
    page.get_by_role("radio", name="Geplakte tekst").or_(page.get_by_text("Geplakte tekst", exact=True)).first.click()
    page.get_by_label("Tekst", exact=True).fill(TEXT)
    page.get_by_label("Tekst", exact=True).blur()
    page.get_by_role("button", name="Maak de kaart").click()
    expect(page.get_by_role("heading", name="Overzicht van een debat")).to_be_visible()
    expect(page.get_by_text("4 zinnen").first).to_be_visible()


def test_somebody_follows_a_point_down_to_its_sentence_in_the_text(
    page: Page, served: Serve, small_map: ArgumentMap
) -> None:
    page.goto(served(small_map) + "overview")
    ready(page)
    page.get_by_role("button", name="2 zinnen").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Lees in de tekst").nth(1).click()
    expect(page.get_by_role("heading", name="Lezer")).to_be_visible()
    current = page.locator(".current")
    expect(current).to_contain_text("Vorig jaar werden er drie kinderen aangereden.")
    expect(current).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".current")).to_contain_text("De gemeente moet er borden neerzetten.")
    page.locator(".current").focus()
    expect(page.locator(".card.shown")).to_contain_text("aanbeveling: 80% kans (zeker)")


def test_a_clicked_bar_shows_its_sentences(page: Page, served: Serve, small_map: ArgumentMap) -> None:
    page.goto(served(small_map) + "overview")
    ready(page)
    chart = page.get_by_test_id("stPlotlyChart").nth(1)
    chart.scroll_into_view_if_needed()
    chart.locator(".barlayer .trace").first.locator(".point path").first.click(force=True)
    expect(page.get_by_role("button", name="Lees in de tekst").first).to_be_visible()
    expect(page.get_by_text("Brief van een vader").first).to_be_visible()


def test_somebody_writes_a_debate_adjusts_the_wording_and_keeps_it(
    page: Page, served: Serve, small_map: ArgumentMap
) -> None:
    question, first, better = (
        "Zijn borden of een verbod beter in het park?",
        "De gemeente moet borden in het park neerzetten.",
        "Wie door het park fietst, laat de auto staan.",
    )
    page.goto(served(small_map) + "debates")
    ready(page)
    page.get_by_label("Vraag", exact=True).fill(question)
    page.get_by_label("Stelling van kant A").fill(first)
    page.get_by_label("Stelling van kant B").fill("Fietsen in het park moet verboden worden.")
    page.get_by_role("button", name="Bekijk waar de zinnen vallen").click()
    expect(page.get_by_text("De 5 zinnen die het dichtst bij de stellingen liggen")).to_be_visible()
    expect(page.get_by_text(re.compile(rf"^◀ {first} \(\d\)$"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^kans \d+%")).first).to_be_visible()
    page.get_by_label("Stelling van kant A").fill(better)
    page.get_by_role("button", name="Bekijk waar de zinnen vallen").click()
    expect(page.get_by_text(re.compile(rf"^◀ {better} \([1-5]\)$"))).to_be_visible()
    expect(page.get_by_text(f"◀ {first}")).to_have_count(0)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("Het debat is bewaard op deze computer.")).to_be_visible()
    page.reload()
    ready(page)
    page.get_by_role("combobox", name="Begin met").click()
    page.get_by_role("option", name=f"{question} (bewaard)").click()
    # The empty form stands beside the new one until the page has been drawn anew.
    expect(page.get_by_label("Stelling van kant A").first).to_have_value(better)
    expect(page.get_by_label("Stelling van kant A")).to_have_count(1)


def test_somebody_searches_with_another_form_of_a_word(page: Page, served: Serve, small_map: ArgumentMap) -> None:
    page.goto(served(small_map) + "search")
    ready(page)
    box = page.get_by_role("textbox").first
    box.fill("verboden")
    box.press("Enter")
    expect(page.get_by_text("Fietsen moet in het park verboden worden.").first).to_be_visible()


def test_an_exported_map_comes_back_the_same(page: Page, served: Serve, small_map: ArgumentMap, tmp_path: Path) -> None:
    page.goto(served(small_map) + "export")
    ready(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Kaart (.json)").click()
    saved = tmp_path / "terug.json"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == "kaart.json"
    assert load_map(saved) == small_map
    page.get_by_role("link", name="Begin").click()
    page.get_by_text("Eerder gemaakte kaart").click()
    # The upload of texts must have gone first: a file given while the page still draws is lost.
    expect(page.locator("input[type=file][multiple]")).to_have_count(0)
    ready(page)
    page.locator("input[type=file]").set_input_files(saved)
    page.get_by_role("button", name="Open deze kaart").click()
    expect(page.get_by_role("heading", name="Overzicht van een debat")).to_be_visible()
    expect(page.get_by_text("terug.json")).to_be_visible()


def test_the_report_opens_without_the_program(
    page: Page, served: Serve, small_map: ArgumentMap, tmp_path: Path
) -> None:
    page.goto(served(small_map) + "export")
    ready(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Rapport (.html)").click()
    saved = tmp_path / "rapport.html"
    waiting.value.save_as(saved)
    page.set_content(saved.read_text(encoding="utf-8"))
    expect(page.get_by_role("heading", name="Mag er in het park gefietst worden?")).to_be_visible()


def test_hostile_text_does_nothing_in_a_browser(
    page: Page, served: Serve, small_map: ArgumentMap, tmp_path: Path
) -> None:
    page.goto(served())
    ready(page)
    attack = "<script>document.title='gekraakt'</script><img src=x onerror=\"document.title='gekraakt'\"> moet weg."
    path = tmp_path / "aanval.txt"
    path.write_text(attack, encoding="utf-8")
    page.locator("input[type=file]").first.set_input_files(path)
    page.get_by_role("button", name="Maak de kaart").click()
    expect(page.get_by_role("heading", name="Overzicht van een debat")).to_be_visible()
    page.get_by_role("link", name="Lezer").click()
    expect(page.locator(".text")).to_contain_text("<script>")
    assert page.locator(".text img, .text script").count() == 0
    assert "gekraakt" not in page.title()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_accessibility_fault(
    page: Page, served: Serve, small_map: ArgumentMap, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    address = served(small_map)
    found: dict[str, list[str]] = {}
    for name in PAGES:
        page.goto(address + name)
        ready(page)
        results = Axe().run(page, context={"exclude": THEIRS}).response["violations"]
        serious = [one for one in results if one["impact"] in {"serious", "critical"}]
        found[name] = [f"{one['id']}: {one['nodes'][0]['html'][:200]} {told(one['nodes'][0])}" for one in serious]
    assert not any(found.values()), json.dumps(found, indent=1)


def told(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in (*node["any"], *node["all"], *node["none"]))
