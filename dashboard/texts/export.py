"""Wording of the page on exporting."""

TEXTS = {
    "export.title": {"nl": "Exporteren", "en": "Export"},
    "export.intro": {
        "nl": "Alles over **{name}** meenemen. De bestanden worden op deze computer gemaakt.",
        "en": "Take all about **{name}** with you. The files are made on this computer.",
    },
    "export.map": {
        "nl": "**De kaart zelf** (.json). Te openen bij **Begin**, of met `debatkaart show`; er gaat niets verloren.",
        "en": "**The map itself** (.json). To be opened under **Start**, or with `debatkaart show`; nothing is lost.",
    },
    "export.map-button": {"nl": "Kaart (.json)", "en": "Map (.json)"},
    "export.keep": {"nl": "Bewaar op deze computer", "en": "Keep on this computer"},
    "export.kept": {
        "nl": "Bewaard. U vindt de kaart terug bij **Begin**, onder “Eerder gemaakte kaart”.",
        "en": "Kept. You find the map under **Start**, at “A map made before”.",
    },
    "export.report": {
        "nl": "**Rapport** (.html): een bladzijde met de balans, de sterkste punten, kritiek en aanbevelingen per "
        "debat. "
        "Leesbaar en af te drukken zonder debatkaart.",
        "en": "**Report** (.html, in Dutch): a page with the balance, strongest points, criticism and recommendations "
        "of "
        "each debate. Can be read and printed without debatkaart.",
    },
    "export.report-button": {"nl": "Rapport (.html)", "en": "Report (.html)"},
    "export.report-title": {"nl": "Debatkaart: {name}", "en": "Debatkaart: {name}"},
    "export.tables": {
        "nl": "**Tabellen** voor Excel of een ander rekenprogramma. Een cel die een formule had kunnen worden, begint "
        "met "
        "een apostrof.",
        "en": "**Tables** for Excel or another spreadsheet (column names in Dutch). A cell that could have become a "
        "formula begins with an apostrophe.",
    },
    "export.xlsx-button": {"nl": "Alle tabellen (.xlsx)", "en": "All tables (.xlsx)"},
    "export.csv.zinnen": {"nl": "Zinnen (.csv)", "en": "Sentences (.csv)"},
    "export.csv.verbanden": {"nl": "Verbanden (.csv)", "en": "Relations (.csv)"},
    "export.csv.kernpunten": {"nl": "Kernpunten (.csv)", "en": "Key points (.csv)"},
    "export.csv.documenten": {"nl": "Documenten (.csv)", "en": "Documents (.csv)"},
    "export.csv.debatten": {"nl": "Debatten (.csv)", "en": "Debates (.csv)"},
    "export.figures": {
        "nl": "**Figuren.** Wijs een figuur aan en klik op het fototoestel rechtsboven: dan krijgt u hem als SVG, dat "
        "in elke grootte scherp blijft. De argumentenkaart geeft rechtsboven een PNG.",
        "en": "**Figures.** Point at a figure and click the camera at its top right: you get it as SVG, which stays "
        "sharp at any size. The argument map gives a PNG at its top right.",
    },
}
