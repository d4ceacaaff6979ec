"""Wording of the reader."""

TEXTS = {
    "reader.title": {"nl": "Lezer", "en": "Reader"},
    "reader.document": {"nl": "Document", "en": "Document"},
    "reader.document-option": {"nl": "{title} ({count})", "en": "{title} ({count})"},
    "reader.no-documents": {
        "nl": "Deze kaart heeft geen documenten. Laad teksten bij **Begin**.",
        "en": "This map has no documents. Load texts under **Start**.",
    },
    "reader.no-arguments": {
        "nl": "In deze tekst vond het model geen beweringen, onderbouwing, kritiek of aanbevelingen.",
        "en": "The model found no claims, premises, criticism or recommendations in this text.",
    },
    "reader.previous": {"nl": "Vorig argument", "en": "Previous argument"},
    "reader.next": {"nl": "Volgend argument", "en": "Next argument"},
    "reader.place": {"nl": "argument {number} van {count}", "en": "argument {number} of {count}"},
    "reader.count": {
        "nl": "{count}; blader met de knoppen of met de pijltjestoetsen ← en →",
        "en": "{count}; go through them with the buttons or with the arrow keys ← and →",
    },
    "reader.text": {"nl": "De tekst met gemarkeerde zinnen", "en": "The text with its sentences marked"},
    "reader.legend": {
        "nl": "◀ en ▶ zijn de twee kanten van het debat, ◇ is neutraal. ■ bewering, ● onderbouwing, ✕ kritiek, "
        "➜ aanbeveling. Een gestippelde lijn betekent: het model is onzeker. Wijs een zin aan, of ga er met Tab "
        "naartoe, voor de kansen en verbanden.",
        "en": "◀ and ▶ are the two sides of the debate, ◇ is neutral. ■ claim, ● premise, ✕ criticism, "
        "➜ recommendation. A dotted line means: the model is uncertain. Point at a sentence, or reach it with Tab, "
        "for scores and relations.",
    },
    "reader.scored": {"nl": "{label}: {percent}% kans ({doubt})", "en": "{label}: {percent}% probable ({doubt})"},
    "reader.unscored": {"nl": "{label} ({doubt})", "en": "{label} ({doubt})"},
    "reader.by-person": {"nl": "beoordeeld door {name}", "en": "judged by {name}"},
    "reader.addressee": {"nl": "gericht aan {name}", "en": "addressed to {name}"},
    "reader.duplicate": {
        "nl": "herhaling: telt niet nog eens mee",
        "en": "repetition: does not count again",
    },
    "reader.supports": {"nl": "steunt: “{text}”", "en": "supports: “{text}”"},
    "reader.attacks": {"nl": "valt aan: “{text}”", "en": "attacks: “{text}”"},
    "reader.warning.not-dutch": {
        "nl": "Deze tekst lijkt niet Nederlands; de oordelen erover zijn onbetrouwbaar.",
        "en": "This text does not look Dutch; the judgements on it cannot be trusted.",
    },
    "reader.warning.mojibake": {
        "nl": "In deze tekst zijn letters verminkt, waarschijnlijk door een verkeerde tekencodering.",
        "en": "Letters in this text are garbled, probably by a wrong encoding.",
    },
}
