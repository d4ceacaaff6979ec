"""Which language a document is in, offline."""

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
    import py3langid  # noqa: PLC0415 (numpy and a model of 4 MB, needed by nothing else here)

    return str(py3langid.classify(sample)[0])
