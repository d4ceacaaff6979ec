"""Wording of the speakers."""

TEXTS = {
    "speakers.title": {"nl": "Sprekers", "en": "Speakers"},
    "speakers.lead": {
        "nl": "Wie staat waar. Een naam is in de hele kaart één persoon; een schrijver zonder naam en “de wethouder” "
        "tellen per tekst.",
        "en": "Who stands where. A name is one person in the whole map; an unsigned author and “the alderman” count "
        "for their text alone.",
    },
    "speakers.certain": {"nl": "Alleen wat zeker is", "en": "Only what is certain"},
    "speakers.tab.sides": {"nl": "Wie staat waar", "en": "Who stands where"},
    "speakers.tab.agreement": {"nl": "Wie is het eens", "en": "Who agrees"},
    "speakers.tab.changes": {"nl": "Wie wisselt van kant", "en": "Who changes side"},
    "speakers.one": {"nl": "Meer over", "en": "More about"},
    "speakers.one.nobody": {"nl": "Kies een spreker", "en": "Choose a speaker"},
    "speakers.axis": {"nl": "zinnen aan elke kant", "en": "sentences on each side"},
    "speakers.hover": {
        "nl": "{speaker}: {count} zinnen voor {name}",
        "en": "{speaker}: {count} sentences for {name}",
    },
    "speakers.alt.sides": {
        "nl": "Staven: per spreker het aantal zinnen aan elke kant. Dezelfde getallen staan bij “Meer over”.",
        "en": "Bars: for each speaker the number of sentences on each side. “More about” gives the same numbers.",
    },
    "speakers.click": {
        "nl": "Klik op een staaf of kies een spreker om de zinnen te zien.",
        "en": "Click a bar or choose a speaker to see the sentences.",
    },
    "speakers.more": {
        "nl": "De {shown} meest sprekende van {count} sprekers.",
        "en": "The {shown} most heard of {count} speakers.",
    },
    "speakers.nobody": {
        "nl": "Nog niemand neemt een kant in dit debat. Kies een ander debat, of laad meer teksten op **Begin**.",
        "en": "Nobody takes a side in this debate yet. Choose another debate, or load more texts on **Start**.",
    },
    "speakers.summary": {
        "nl": "{speaker}: {a} zinnen voor {name_a}, {b} voor {name_b}, {neutral} neutraal, in {documents} teksten.",
        "en": "{speaker}: {a} sentences for {name_a}, {b} for {name_b}, {neutral} neutral, in {documents} texts.",
    },
    "speakers.scope": {"nl": "Over", "en": "On"},
    "speakers.scope.debate": {"nl": "Dit debat", "en": "This debate"},
    "speakers.scope.all": {"nl": "Alle debatten", "en": "All debates"},
    "speakers.agreement.lead": {
        "nl": "100 is helemaal eens, 0 helemaal oneens: het gemiddelde over de debatten waarin beide een kant kiezen. "
        "Met weinig zinnen zegt een getal weinig.",
        "en": "100 is full agreement, 0 full disagreement: the mean over the debates in which both take a side. With "
        "few sentences a number says little.",
    },
    "speakers.agreement.hover": {
        "nl": "{one} en {other}: {percent} van 100 eens, gemeten over {shared} debatten",
        "en": "{one} and {other}: agree {percent} of 100, measured on {shared} debates",
    },
    "speakers.agreement.alt": {
        "nl": "Tabel: voor elk paar sprekers hoe ver zij het eens zijn, van 0 tot 100.",
        "en": "Table: for each pair of speakers how far they agree, from 0 to 100.",
    },
    "speakers.agreement.few": {
        "nl": "Er zijn nog geen twee sprekers die in hetzelfde debat een kant kiezen.",
        "en": "There are no two speakers yet who take a side in the same debate.",
    },
    "speakers.agreement.click": {
        "nl": "Klik op een vakje om de zinnen van beide te zien.",
        "en": "Click a square to see the sentences of both.",
    },
    "speakers.changes.lead": {
        "nl": "Wie in de ene tekst aan de ene kant staat en in een andere aan de andere. Dat kan een omslag zijn, en "
        "ook een citaat of een fout van het model: lees de zinnen na.",
        "en": "Who is on one side in one text and on the other in another. That can be a change of mind, and also a "
        "quotation or a mistake of the model: read the sentences.",
    },
    "speakers.changes.none": {
        "nl": "Niemand wisselt tussen teksten van kant. Alleen wie in meer dan één tekst spreekt, kan hier staan.",
        "en": "Nobody changes side between texts. Only those who speak in more than one text can stand here.",
    },
    "speakers.changes.position": {
        "nl": "{date}: {side} in “{title}” (zinnen: {count})",
        "en": "{date}: {side} in “{title}” (sentences: {count})",
    },
    "speakers.changes.undated": {"nl": "zonder datum", "en": "no date"},
    "speakers.changes.read": {"nl": "Toon de zinnen", "en": "Show the sentences"},
}
