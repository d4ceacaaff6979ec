"""Wording of the page on trust."""

TEXTS = {
    "trust.title": {"nl": "Hoe betrouwbaar is dit?", "en": "How far can this be trusted?"},
    "trust.intro": {
        "nl": "Een taalmodel heeft elke zin beoordeeld, geen mens. Het zegt er zelf bij wanneer het onzeker is. "
        "Gebruik de kaart om te vinden wat u moet lezen, niet in plaats van lezen.",
        "en": "A language model judged each sentence, not a person. It says so itself when it is uncertain. "
        "Use the map to find what to read, not instead of reading.",
    },
    "trust.material": {"nl": "In dit materiaal", "en": "In this material"},
    "trust.no-map": {
        "nl": "Er is nog geen kaart geopend; hieronder staat wat voor elke kaart geldt.",
        "en": "No map is open yet; what holds for every map is below.",
    },
    "trust.made-by": {
        "nl": "Deze kaart is gemaakt met {software}, model {model}.",
        "en": "This map was made with {software}, model {model}.",
    },
    "trust.by-annotators": {
        "nl": "De oordelen in deze kaart komen uit ons corpus; van het taalmodel zijn alleen de kernpunten.",
        "en": "The judgements in this map are those of our corpus; only the key points are the language model's.",
    },
    "trust.roles": {"nl": "Rollen", "en": "Roles"},
    "trust.sides": {"nl": "Kanten in “{question}”", "en": "Sides in “{question}”"},
    "trust.doubt": {
        "nl": "van {judged} oordelen zijn er {count} onzeker ({percent}%).",
        "en": "of {judged} judgements {count} are uncertain ({percent}%).",
    },
    "trust.show-doubted": {"nl": "Toon de onzekere zinnen", "en": "Show the uncertain sentences"},
    "trust.documents": {"nl": "Onzekerheid per document", "en": "Uncertainty by document"},
    "trust.column.role": {"nl": "Rol", "en": "Role"},
    "trust.column.document": {"nl": "Document", "en": "Document"},
    "trust.column.judged": {"nl": "Zinnen", "en": "Sentences"},
    "trust.column.doubted": {"nl": "Waarvan onzeker", "en": "Of which uncertain"},
    "trust.column.warnings": {"nl": "Let op", "en": "Beware"},
    "trust.warning.not-dutch": {"nl": "lijkt niet Nederlands", "en": "does not look Dutch"},
    "trust.warning.mojibake": {"nl": "verminkte letters", "en": "garbled letters"},
    "trust.model": {"nl": "Het model", "en": "The model"},
    "trust.model-is": {
        "nl": "Een klein Nederlands taalmodel (van het soort BERT) dat op deze computer draait. Het deelt elke zin een "
        "rol "
        "toe, legt verbanden tussen zinnen die dicht bij elkaar staan, en vergelijkt elke zin met de twee stellingen "
        "van "
        "een debat.",
        "en": "A small Dutch language model (of the BERT kind) that runs on this computer. It gives each sentence a "
        "role, "
        "links sentences that are close together, and compares each sentence with the two statements of a debate.",
    },
    "trust.measured": {
        "nl": "Gemeten op echte Nederlandse teksten waarop niet getraind is. 1 is foutloos. De cijfers komen uit de "
        "modelkaart hieronder.",
        "en": "Measured on real Dutch texts that were not trained on. 1 is perfect. The figures come from the model "
        "card below.",
    },
    "trust.figure.role": {"nl": "Rol van een zin (F1)", "en": "Role of a sentence (F1)"},
    "trust.figure.role-help": {
        "nl": "Gemiddelde over de vijf rollen. Ook goede lezers zijn het niet altijd eens; de kaart hieronder geeft "
        "hun "
        "cijfer.",
        "en": "Mean over the five roles. Good readers do not always agree either; the card below has their figure.",
    },
    "trust.figure.side": {"nl": "Kant in een debat (F1)", "en": "Side in a debate (F1)"},
    "trust.figure.side-help": {
        "nl": "Hoe vaak een zin aan de juiste kant van het juiste debat komt. Is dit cijfer laag, ga dan niet af op de "
        "kanten.",
        "en": "How often a sentence gets the right side of the right debate. Where this is low, do not rely on sides.",
    },
    "trust.figure.speaker": {"nl": "Spreker juist", "en": "Speaker right"},
    "trust.figure.speaker-help": {
        "nl": "Het deel van de zinnen waarvan de spreker goed is gevonden.",
        "en": "The part of the sentences whose speaker was found rightly.",
    },
    "trust.figure.relation": {"nl": "Verband juist (F1)", "en": "Relation right (F1)"},
    "trust.figure.relation-help": {
        "nl": "Hoe vaak een verband tussen twee zinnen en zijn soort allebei kloppen.",
        "en": "How often a relation between two sentences and its type are both right.",
    },
    "trust.no-card": {
        "nl": "De modelkaart is niet meegeïnstalleerd, dus er zijn geen cijfers te tonen.",
        "en": "The model card was not installed, so there are no figures to show.",
    },
    "trust.limits": {
        "nl": "**Wat het niet weet**\n\n"
        "- Ironie en sarcasme ziet het vaak niet.\n"
        "- Wie een standpunt van een ander weergeeft, kan zelf aan die kant terechtkomen.\n"
        "- Verbanden vindt het alleen binnen een document, tussen zinnen die dicht bij elkaar staan.\n"
        "- Het weet niets van de wereld buiten de tekst: of iets waar is, beoordeelt het niet.\n"
        "- Alleen Nederlands; andere talen worden gemeld maar niet begrepen.",
        "en": "**What it does not know**\n\n"
        "- It often misses irony and sarcasm.\n"
        "- Somebody who reports the view of another can end up on that side.\n"
        "- It finds relations within a document only, between sentences that are close together.\n"
        "- It knows nothing of the world outside the text: it does not judge whether something is true.\n"
        "- Dutch only; other languages are reported but not understood.",
    },
    "trust.card": {"nl": "De volledige modelkaart (Engels)", "en": "The whole model card"},
}
