"""The whole way of somebody who teaches the model, from a fresh home folder, with a model too small to be any good."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus import Role
from models import load_model
from pipeline.judgements import open_judgements
from pipeline.registry import SHIPPED, in_use, kept_models
from pipeline.store import FILE

Serve = Callable[..., str]
CORRECTED = 30
ROLES = {"1": Role.CLAIM, "4": Role.RECOMMENDATION}
SIDES = {"0": "unrelated", "a": "a"}
PLACES = ("op het plein", "in de wijk", "bij de school", "langs de weg", "aan de haven", "in het park")
THINGS = ("meer bomen", "een bank", "minder verkeer", "een fontein", "beter licht", "een fietspad")
TEXT = " ".join(f"De raad wil {thing} {place}." for place in PLACES for thing in THINGS)
# As `conftest.SERVE`, with a model and a corpus that take seconds.
SCRIPT = """
import sys
from pathlib import Path
from dashboard.launch import launch
from dashboard.views import retrain
from models import load_model
from pipeline import _engine
from pipeline.registry import folder_in_use
from pipeline.retraining import Job
MODEL, CORPUS = {model!r}, {corpus!r}
_engine.load_model = lambda: load_model(folder_in_use() or Path(MODEL))
retrain.Job = lambda: Job(base=MODEL, corpus=CORPUS, tokens=500)
sys.exit(launch(None, language="nl", port=int(sys.argv[1]), open_browser=False))
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One text with one debate in each split."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    debates, texts = [], []
    for split in ("train", "dev", "test"):
        poles = [{"id": side, "name": side, "statement": f"Liever {side}.", "paraphrase": side} for side in ("a", "b")]
        about = {"domain": "wonen", "question": "Wat nu?", "introduction": "Kies.", "split": split}
        debates.append({"id": split, "poles": poles, **about})
        units = [
            {"start": 0, "end": 8, "role": "claim", "stances": {split: "a"}},
            {"start": 9, "end": 23, "role": "recommendation"},
        ]
        blank = dict.fromkeys(("title", "author", "date", "source"), "")
        text = {"id": split, "split": split, "text": "Dat kan. De raad kiest.", "units": units, "debates": [split]}
        texts.append({"genre": "letter", **blank, **text})
    (folder / "debates.json").write_text(json.dumps(debates))
    (folder / "documents.jsonl").write_text("\n".join(map(json.dumps, texts)))
    return folder


def ready(page: Page) -> None:
    """Wait until the page has drawn all it has."""
    expect(page.locator("h1").first).to_be_visible()
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_function("!document.querySelector('[data-testid=stApp][data-test-script-state=running]')")


def open_page(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    ready(page)


def make_map(page: Page) -> None:
    page.get_by_role("radio", name="Geplakte tekst").or_(page.get_by_text("Geplakte tekst", exact=True)).first.click()
    page.get_by_label("Tekst", exact=True).fill(TEXT)
    page.get_by_label("Tekst", exact=True).blur()
    page.get_by_role("button", name="Maak de kaart").click()
    expect(page.get_by_role("heading", name="Overzicht van een debat")).to_be_visible()


def correct_sentences(page: Page) -> dict[str, tuple[str, ...]]:
    """With the keyboard alone, a role and then the side or none; gives what was meant."""
    page.get_by_role("textbox", name="Uw naam").fill("Ans")
    page.get_by_role("textbox", name="Uw naam").press("Enter")
    # Once it is known, the name moves aside and no longer takes the keys.
    expect(page.get_by_test_id("stSidebar").get_by_role("textbox", name="Uw naam")).to_be_visible()
    meant: dict[str, tuple[str, ...]] = {}
    shown = page.locator("[data-testid=stMain] strong").first
    for number in range(CORRECTED):
        expect(page.get_by_text(f"U hebt {number} van de 36 zinnen")).to_be_visible()
        ready(page)
        sentence = shown.inner_text()
        role, side = ("1", "4")[number % 2], ("0", "a")[number % 2]
        meant[sentence] = (ROLES[role], SIDES[side])
        page.keyboard.press(role)
        expect(page.get_by_text(f"U: {('bewering', 'aanbeveling')[number % 2]}")).to_be_visible()
        page.keyboard.press(side)
        expect(shown).not_to_have_text(sentence)
    return meant


def test_somebody_corrects_teaches_compares_promotes_remaps_and_goes_back(
    page: Page, served: Serve, corpus: Path, tmp_path: Path, tiny_model_folder: Path
) -> None:
    home = tmp_path / "home"
    page.goto(served(script=SCRIPT.format(model=str(tiny_model_folder), corpus=str(corpus))))
    ready(page)
    make_map(page)
    open_page(page, "Labelen")
    meant = correct_sentences(page)

    open_page(page, "Bijleren")
    page.get_by_role("button", name="Leer bij van mijn oordelen").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Klaar na")).to_be_visible()
    expect(page.get_by_text("Rol, op uw willekeurige zinnen").first).to_be_visible()
    expect(page.get_by_text("Niet te zeggen").first).to_be_visible()
    assert in_use(home=home) == SHIPPED

    page.get_by_role("button", name="Neem in gebruik").click()
    expect(page.get_by_text("Dit model is nu in gebruik")).to_be_visible()
    (model,) = kept_models(home=home)
    assert in_use(home=home) == model.id

    # The text was pasted; a page that was reloaded still has its map.
    page.get_by_role("button", name="Maak de kaart opnieuw").click()
    expect(page.get_by_text("De kaart is opnieuw gemaakt")).to_be_visible()
    expect(page.get_by_text("De geopende kaart is gemaakt met")).to_have_count(0)
    page.get_by_role("button", name="Neem het vorige model terug").click()
    expect(page.get_by_text(f"De geopende kaart is gemaakt met {model.name}")).to_be_visible()
    assert in_use(home=home) == SHIPPED

    with open_judgements(home / FILE) as judgements:
        standing = judgements.standing()
    said = {TEXT[one.place.start : one.place.end]: one.label for one in standing}
    assert {text: (label.role, *label.stances.values()) for text, label in said.items()} == meant
    assert len({debate for label in said.values() for debate in label.stances}) == 1
    assert len(standing) == CORRECTED
    measured = sum(one.random_share for one in standing)
    assert CORRECTED // 3 <= measured <= len(PLACES) * len(THINGS) // 3
    assert {one.model for one in standing} == {load_model(tiny_model_folder).name}
    assert model.labels == {"role": CORRECTED - measured, "stance": CORRECTED - measured}
