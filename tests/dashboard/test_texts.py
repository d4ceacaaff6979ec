import importlib
import re
import string
from pathlib import Path

import pytest

from dashboard import texts
from dashboard.texts import plain, shorten, translate

MODULES = sorted(path.stem for path in Path(texts.__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("module", MODULES)
def test_every_text_is_there_in_both_languages_with_the_same_fields(module: str) -> None:
    found = importlib.import_module(f"dashboard.texts.{module}").TEXTS
    for key, wordings in found.items():
        assert key.startswith(f"{module}.")
        assert set(wordings) == {"nl", "en"}
        assert all(wording.strip() for wording in wordings.values())
        assert fields(wordings["nl"]) == fields(wordings["en"]), key


def test_a_text_is_filled_in_the_language_asked_for() -> None:
    assert translate("nl", "common.reaction", number=3) == "reactie 3"
    assert translate("en", "common.reaction", number=3) == "reaction 3"


@pytest.mark.parametrize("text", ["**vet**", "$x^2$", "[a](http://b)", "<b>", "# kop", ":red[x]", "`a`", "1. een"])
def test_no_character_of_plain_text_can_start_markup(text: str) -> None:
    shown = plain(text)
    assert all(
        shown[place - 1] == "\\"
        for place, character in enumerate(shown)
        if character in string.punctuation and character != "\\"
    )


def test_plain_text_breaks_emoji_codes_and_direction_tricks() -> None:
    assert ":smile:" not in plain("een :smile: en \u202eomgekeerd").replace("\\", "")
    assert "\u202e" not in plain("een \u202eomgekeerd")


@pytest.mark.parametrize("text", ["http://a.test", "HTTPS://a.test/b", "www.a.test", "jan@a.test"])
def test_an_address_in_a_text_is_no_link(text: str) -> None:
    shown = plain(text).replace("\\", "")
    assert shown.replace("\u2060", "") == text
    assert not re.search(r"https?://|www\.|\w@", shown, re.IGNORECASE)


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("een twee drie vier vijf", 15) == "een twee drie…"
    assert shorten("kort", 15) == "kort"
    assert len(shorten("x" * 300, 20)) == 20


def test_hostile_text_does_not_make_cutting_or_escaping_slow() -> None:
    assert len(shorten(":a" * 100_000, 50)) <= 50
    assert plain(":" * 200_000).count("\\:") == 200_000
