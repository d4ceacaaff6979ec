"""Wording of searching."""

TEXTS = {
    "search.title": {"nl": "Zoeken", "en": "Search"},
    "search.box": {"nl": "Zoek in alle zinnen", "en": "Search all sentences"},
    "search.box-help": {
        "nl": 'Vindt ook verbuigingen: “bewoner” vindt “bewoners”. Gebruik "twee woorden" voor een vaste volgorde, '
        "-woord om uit te sluiten, jongeren* of *werk voor het begin of einde van een woord.",
        "en": 'Finds Dutch inflections too: “bewoner” finds “bewoners”. Use "two words" for words in a row, -word to '
        "leave out, jongeren* or *werk for the beginning or end of a word.",
    },
    "search.placeholder": {"nl": "bijvoorbeeld: parkeren centrum", "en": "for example: parkeren centrum"},
    "search.mode": {"nl": "Zoek op", "en": "Search by"},
    "search.mode.words": {"nl": "woorden", "en": "words"},
    "search.mode.meaning": {"nl": "betekenis", "en": "meaning"},
    "search.meaning-help": {
        "nl": "Schrijf een zin; u krijgt de zinnen die er in betekenis het meest op lijken.",
        "en": "Write a sentence; you get the sentences nearest to it in meaning.",
    },
    "search.filters": {"nl": "Filters", "en": "Filters"},
    "search.debate": {"nl": "Debat", "en": "Debate"},
    "search.debate.any": {"nl": "Maakt niet uit", "en": "Any"},
    "search.sides": {"nl": "Kant", "en": "Side"},
    "search.roles": {"nl": "Soort zin", "en": "Kind of sentence"},
    "search.documents": {"nl": "Tekst", "en": "Text"},
    "search.speakers": {"nl": "Spreker", "en": "Speaker"},
    "search.any": {"nl": "Maakt niet uit", "en": "Any"},
    "search.since": {"nl": "Vanaf", "en": "From"},
    "search.until": {"nl": "Tot en met", "en": "Until"},
    "search.certain": {"nl": "Alleen wat zeker is", "en": "Only what is certain"},
    "search.found": {"nl": "{count} zinnen gevonden", "en": "{count} sentences found"},
    "search.found-one": {"nl": "1 zin gevonden", "en": "1 sentence found"},
    "search.some-words": {
        "nl": "Geen zin heeft alle woorden; dit zijn zinnen met een deel ervan.",
        "en": "No sentence has all words; these have some of them.",
    },
    "search.alike": {
        "nl": "De {count} zinnen die er het meest op lijken, de beste eerst",
        "en": "The {count} sentences most like it, the best first",
    },
    "search.nothing": {
        "nl": "Niets gevonden. Haal een woord of filter weg, of zoek op **betekenis**.",
        "en": "Nothing found. Remove a word or a filter, or search by **meaning**.",
    },
    "search.nothing-alike": {
        "nl": "Geen zin voldoet aan deze filters.",
        "en": "No sentence fits these filters.",
    },
    "search.begin": {
        "nl": "Typ een of meer woorden, of stel alleen filters in om te bladeren.",
        "en": "Type one or more words, or set filters alone to browse.",
    },
    "search.begin-meaning": {
        "nl": "Typ een zin om zinnen te vinden die er in betekenis op lijken.",
        "en": "Type a sentence to find sentences like it in meaning.",
    },
    "search.more-like": {"nl": "Meer zoals deze", "en": "More like this"},
    "search.reading": {
        "nl": "De zinnen worden gelezen; de eerste keer duurt dit even…",
        "en": "Reading the sentences; the first time this takes a while…",
    },
}
