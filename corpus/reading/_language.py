"""Which language a document is in, offline."""

from functools import cache
from typing import Any

DUTCH = "nl"
# Below this many letters every language library guesses.
MIN_LETTERS = 25
# The score is a sum over the text: more letters change nothing but the time it takes.
MAX_CHARACTERS = 200_000


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; "nl" where it is too short to tell."""
    sample = text[:MAX_CHARACTERS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return DUTCH
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE)
