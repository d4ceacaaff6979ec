"""Wording of writing debates."""

TEXTS = {
    "debates.title": {"nl": "Debatten", "en": "Debates"},
    "debates.lead": {
        "nl": "Schrijf een debat met twee stellingen die elkaar tegenspreken, zie waar de zinnen vallen, en schaaf "
        "bij.",
        "en": "Write a debate with two statements that contradict each other, see where the sentences fall, and "
        "adjust.",
    },
    "debates.start": {"nl": "Begin met", "en": "Begin with"},
    "debates.new": {"nl": "een nieuw debat", "en": "a new debate"},
    "debates.from-map": {"nl": "{question} (in deze kaart)", "en": "{question} (in this map)"},
    "debates.from-store": {"nl": "{question} (bewaard)", "en": "{question} (kept)"},
    "debates.question": {"nl": "Vraag", "en": "Question"},
    "debates.question-example": {
        "nl": "bijvoorbeeld: Moet de bibliotheek op zondag open?",
        "en": "for example: Moet de bibliotheek op zondag open?",
    },
    "debates.name": {"nl": "Korte naam van kant {side}", "en": "Short name of side {side}"},
    "debates.name-example-a": {"nl": "bijvoorbeeld: open", "en": "for example: open"},
    "debates.name-example-b": {"nl": "bijvoorbeeld: dicht", "en": "for example: dicht"},
    "debates.statement": {"nl": "Stelling van kant {side}", "en": "Statement of side {side}"},
    "debates.statement-example-a": {
        "nl": "bijvoorbeeld: De bibliotheek moet op zondag open zijn.",
        "en": "in Dutch, for example: De bibliotheek moet op zondag open zijn.",
    },
    "debates.statement-example-b": {
        "nl": "bijvoorbeeld: De bibliotheek kan op zondag dicht blijven.",
        "en": "in Dutch, for example: De bibliotheek kan op zondag dicht blijven.",
    },
    "debates.advice": {
        "nl": "Schrijf elke stelling als een hele zin die iemand zou kunnen zeggen, zonder “niet” als het anders kan.",
        "en": "Write each statement as a whole Dutch sentence that somebody could say, without “niet” where possible.",
    },
    "debates.try": {"nl": "Bekijk waar de zinnen vallen", "en": "See where the sentences fall"},
    "debates.fault.question": {"nl": "Vul de vraag in.", "en": "Fill in the question."},
    "debates.fault.statement-a": {"nl": "Vul de stelling van kant A in.", "en": "Fill in the statement of side A."},
    "debates.fault.statement-b": {"nl": "Vul de stelling van kant B in.", "en": "Fill in the statement of side B."},
    "debates.fault.same": {
        "nl": "De twee stellingen zijn gelijk; dan kan niemand aan één kant staan.",
        "en": "The two statements are the same, so nobody can be on one side.",
    },
    "debates.judging": {
        "nl": "Het model leest de zinnen; de eerste keer duurt dit even…",
        "en": "The model reads the sentences; the first time this takes a while…",
    },
    "debates.no-map": {
        "nl": "Er is geen kaart geopend. U kunt een debat schrijven en bewaren, maar niet zien waar zinnen vallen.",
        "en": "No map is open. You can write and keep a debate, but not see where sentences fall.",
    },
    "debates.tried": {
        "nl": "De {count} zinnen die het dichtst bij de stellingen liggen, beoordeeld in hun verband. {left_out} "
        "andere zinnen zijn niet bekeken.",
        "en": "The {count} sentences nearest to the statements, judged in their context. {left_out} other sentences "
        "were not looked at.",
    },
    "debates.stale": {
        "nl": "De tekst is veranderd sinds deze proef; bekijk opnieuw waar de zinnen vallen.",
        "en": "The text has changed since this trial; see again where the sentences fall.",
    },
    "debates.falls": {"nl": "{side} ({count})", "en": "{side} ({count})"},
    "debates.falls-none": {"nl": "Geen zinnen.", "en": "No sentences."},
    "debates.unrelated": {"nl": "◌ gaat er niet over", "en": "◌ not about it"},
    "debates.fall": {"nl": "kans {percent}%{doubt}", "en": "probability {percent}%{doubt}"},
    "debates.read": {"nl": "Lees", "en": "Read"},
    "debates.doubt": {"nl": " · onzeker", "en": " · uncertain"},
    "debates.poor": {
        "nl": "Bijna geen zin kiest een kant. Maak de stellingen concreter, of gebruik woorden uit de teksten zelf.",
        "en": "Hardly any sentence takes a side. Make the statements more concrete, or use words from the texts.",
    },
    "debates.one-sided": {
        "nl": "Alles valt aan één kant. Spreken de stellingen elkaar echt tegen?",
        "en": "Everything falls on one side. Do the statements really contradict each other?",
    },
    "debates.keep": {"nl": "Bewaar", "en": "Keep"},
    "debates.kept": {"nl": "Het debat is bewaard op deze computer.", "en": "The debate is kept on this computer."},
    "debates.add": {"nl": "Zet in de kaart", "en": "Put into the map"},
    "debates.add-help": {
        "nl": "Beoordeelt alle zinnen van de kaart op dit debat, in hun verband. Een debat met hetzelfde kenmerk wordt "
        "vervangen.",
        "en": "Judges all sentences of the map on this debate, in their context. A debate with the same id is "
        "replaced.",
    },
    "debates.adding": {"nl": "Deel {done} van {count}…", "en": "Part {done} of {count}…"},
    "debates.added": {
        "nl": "Het debat staat in de kaart: {placed} zinnen gaan erover. Bekijk het bij **Overzicht**.",
        "en": "The debate is in the map: {placed} sentences are about it. Look at it in **Overview**.",
    },
    "debates.added-none": {
        "nl": "Het debat staat in de kaart, maar volgens het model gaat geen enkele zin erover. Maak de stellingen "
        "concreter en zet het debat opnieuw in de kaart.",
        "en": "The debate is in the map, but to the model no sentence is about it. Make the statements more concrete "
        "and put the debate into the map again.",
    },
    "debates.download": {"nl": "Download debattenbestand", "en": "Download debates file"},
    "debates.download-help": {
        "nl": "Dit debat en alle bewaarde debatten, als JSON voor `debatkaart map --debates`.",
        "en": "This debate and all kept debates, as JSON for `debatkaart map --debates`.",
    },
    "debates.kept-list": {"nl": "Bewaarde debatten ({count})", "en": "Kept debates ({count})"},
    "debates.drop": {"nl": "Verwijder", "en": "Remove"},
}
