"""Wording of the register of recommendations."""

TEXTS = {
    "recommendations.title": {"nl": "Aanbevelingen", "en": "Recommendations"},
    "recommendations.lead": {
        "nl": "Wie wat zou moeten doen, met de gronden die ervoor gegeven worden en de kritiek die erop kwam.",
        "en": "Who should do what, with the grounds given for it and the criticism that it drew.",
    },
    "recommendations.scope": {"nl": "Uit", "en": "From"},
    "recommendations.scope.debate": {"nl": "Dit debat", "en": "This debate"},
    "recommendations.scope.all": {"nl": "Alle teksten", "en": "All texts"},
    "recommendations.addressee": {"nl": "Wie moet iets doen?", "en": "Who should act?"},
    "recommendations.source": {"nl": "Tekst", "en": "Text"},
    "recommendations.side": {"nl": "Kant", "en": "Side"},
    "recommendations.everyone": {"nl": "Iedereen", "en": "Anyone"},
    "recommendations.all-texts": {"nl": "Alle teksten", "en": "All texts"},
    "recommendations.addressee-option": {"nl": "{name} ({count})", "en": "{name} ({count})"},
    "recommendations.nobody": {"nl": "Niemand genoemd", "en": "Nobody named"},
    "recommendations.with": {"nl": "Alleen met", "en": "Only with"},
    "recommendations.with.grounds": {"nl": "gronden", "en": "grounds"},
    "recommendations.with.criticism": {"nl": "kritiek", "en": "criticism"},
    "recommendations.count": {"nl": "{count} aanbevelingen", "en": "{count} recommendations"},
    "recommendations.count-one": {"nl": "1 aanbeveling", "en": "1 recommendation"},
    "recommendations.empty": {
        "nl": "In dit debat staan geen aanbevelingen. Kies **Alle teksten** om te zien of ze buiten dit debat vallen.",
        "en": "There are no recommendations in this debate. Choose **All texts** to see whether they fall outside it.",
    },
    "recommendations.empty-map": {
        "nl": "In deze teksten is geen enkele aanbeveling gevonden.",
        "en": "No recommendation was found in these texts.",
    },
    "recommendations.no-match": {
        "nl": "Geen aanbeveling past bij deze keuzes. Haal er een weg.",
        "en": "No recommendation fits these choices. Remove one.",
    },
    "recommendations.grounds": {"nl": "Gronden ({count})", "en": "Grounds ({count})"},
    "recommendations.criticism": {"nl": "Kritiek ({count})", "en": "Criticism ({count})"},
    "recommendations.repeated": {"nl": "staat er {count} keer", "en": "occurs {count} times"},
    "recommendations.alone": {
        "nl": "zonder gronden of kritiek in de tekst",
        "en": "no grounds or criticism in the text",
    },
}
