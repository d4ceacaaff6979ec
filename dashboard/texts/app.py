"""Wording of the navigation."""

TEXTS = {
    "app.section.begin": {"nl": "Beginnen", "en": "Begin"},
    "app.section.explore": {"nl": "Verkennen", "en": "Explore"},
    "app.section.compare": {"nl": "Wie zegt wat", "en": "Who says what"},
    "app.section.improve": {"nl": "Verbeteren", "en": "Improve"},
    "app.section.more": {"nl": "Werken met de kaart", "en": "Work with the map"},
    "app.page.start": {"nl": "Begin", "en": "Start"},
    "app.page.overview": {"nl": "Overzicht", "en": "Overview"},
    "app.page.argument_map": {"nl": "Argumentenkaart", "en": "Argument map"},
    "app.page.reader": {"nl": "Lezer", "en": "Reader"},
    "app.page.search": {"nl": "Zoeken", "en": "Search"},
    "app.page.speakers": {"nl": "Sprekers", "en": "Speakers"},
    "app.page.recommendations": {"nl": "Aanbevelingen", "en": "Recommendations"},
    "app.page.compare": {"nl": "Vergelijken", "en": "Compare"},
    "app.page.debates": {"nl": "Debatten", "en": "Debates"},
    "app.page.label": {"nl": "Labelen", "en": "Label"},
    "app.page.retrain": {"nl": "Bijleren", "en": "Retrain"},
    "app.page.trust": {"nl": "Betrouwbaarheid", "en": "Trust"},
    "app.page.export": {"nl": "Exporteren", "en": "Export"},
    "app.loaded": {
        "nl": "Geopend: **{name}**  \n{documents} · {sentences}",
        "en": "Open: **{name}**  \n{documents} · {sentences}",
    },
    "app.upload-button": {"nl": "Kies bestanden", "en": "Choose files"},
    "app.upload-limit": {
        "nl": "of sleep ze hierheen, hooguit 200 MB per bestand",
        "en": "or drag them here, at most 200 MB each",
    },
    "app.language": {"nl": "Taal", "en": "Language"},
    "app.private": {
        "nl": "Alles blijft op deze computer: er gaat niets over het netwerk.",
        "en": "Everything stays on this computer: nothing goes over the network.",
    },
}
