"""Wording of the comparison."""

TEXTS = {
    "compare.title": {"nl": "Vergelijken", "en": "Compare"},
    "compare.lead": {
        "nl": "Zet twee groepen teksten naast elkaar: waarin verschilt de balans, en wat zegt alleen de ene groep?",
        "en": "Put two groups of texts side by side: how does the balance differ, and what does only one of them say?",
    },
    "compare.by": {"nl": "Groepeer op", "en": "Group by"},
    "compare.by.source": {"nl": "bron", "en": "source"},
    "compare.by.author": {"nl": "schrijver", "en": "author"},
    "compare.by.year": {"nl": "jaar", "en": "year"},
    "compare.by.month": {"nl": "maand", "en": "month"},
    "compare.by.document": {"nl": "tekst", "en": "text"},
    "compare.left": {"nl": "Links", "en": "Left"},
    "compare.right": {"nl": "Rechts", "en": "Right"},
    "compare.option": {"nl": "{name} ({count})", "en": "{name} ({count})"},
    "compare.others": {"nl": "Alle andere teksten", "en": "All other texts"},
    "compare.group-left": {"nl": "Links: {names}", "en": "Left: {names}"},
    "compare.group-right": {"nl": "Rechts: {names}", "en": "Right: {names}"},
    "compare.and-more": {"nl": "{name} en {count} meer", "en": "{name} and {count} more"},
    "compare.certain": {"nl": "Alleen wat zeker is", "en": "Only what is certain"},
    "compare.one-document": {
        "nl": "Om te vergelijken zijn twee teksten nodig; deze kaart heeft er één. Laad er meer op **Begin**.",
        "en": "Comparing takes two texts; this map has one. Load more on **Start**.",
    },
    "compare.choose-left": {"nl": "Kies links minstens één groep.", "en": "Choose at least one group on the left."},
    "compare.overlap": {
        "nl": "{count} teksten staan in beide groepen en tellen in beide.",
        "en": "{count} texts are in both groups and count in both.",
    },
    "compare.balance": {"nl": "Balans", "en": "Balance"},
    "compare.no-share": {
        "nl": "In minstens een van de groepen staat geen zin aan een kant, dus er is geen balans te vergelijken.",
        "en": "In at least one group no sentence takes a side, so there is no balance to compare.",
    },
    "compare.all-for": {"nl": "alles {name}", "en": "all {name}"},
    "compare.hover": {
        "nl": "{group}: {a} zinnen voor {name_a}, {b} voor {name_b}, {neutral} neutraal, in {documents} teksten",
        "en": "{group}: {a} sentences for {name_a}, {b} for {name_b}, {neutral} neutral, in {documents} texts",
    },
    "compare.difference": {
        "nl": "Het aandeel voor “{name}” is links {percent} procentpunt {more} dan rechts (95%-interval: {low} tot "
        "{high}).",
        "en": "The share for “{name}” is {percent} percentage points {more} on the left than on the right (95% "
        "interval: {low} to {high}).",
    },
    "compare.difference-plain": {
        "nl": "Het aandeel voor “{name}” is links {percent} procentpunt {more} dan rechts. Voor een interval zijn in "
        "elke groep minstens twee teksten nodig.",
        "en": "The share for “{name}” is {percent} percentage points {more} on the left than on the right. An interval "
        "takes at least two texts in each group.",
    },
    "compare.more": {"nl": "hoger", "en": "higher"},
    "compare.less": {"nl": "lager", "en": "lower"},
    "compare.chance": {
        "nl": "Nul ligt binnen het interval: met deze teksten kan het verschil toeval zijn.",
        "en": "Zero lies within the interval: with these texts the difference can be chance.",
    },
    "compare.no-chance": {
        "nl": "Nul ligt buiten het interval: het verschil hangt niet aan een enkele tekst.",
        "en": "Zero lies outside the interval: the difference does not hang on a single text.",
    },
    "compare.alt": {
        "nl": "Twee punten: het aandeel van “{name}” links en rechts, met het interval. De zin eronder zegt hetzelfde.",
        "en": "Two dots: the share of “{name}” left and right, with the interval. The sentence below says the same.",
    },
    "compare.click": {"nl": "Klik op een punt voor de zinnen.", "en": "Click a dot for the sentences."},
    "compare.only-left": {"nl": "Alleen links ({count})", "en": "Only left ({count})"},
    "compare.only-right": {"nl": "Alleen rechts ({count})", "en": "Only right ({count})"},
    "compare.shared": {"nl": "Beide groepen ({count})", "en": "Both groups ({count})"},
    "compare.said": {"nl": "Wat er gezegd wordt", "en": "What is said"},
    "compare.nothing-only": {
        "nl": "Niets wat de andere groep niet ook zegt.",
        "en": "Nothing that the other does not say too.",
    },
    "compare.rest": {
        "nl": "En nog {count}, met telkens één of enkele zinnen.",
        "en": "And {count} more, of one or a few sentences each.",
    },
    "compare.nothing-shared": {"nl": "Geen punt komt in beide groepen voor.", "en": "No point occurs in both groups."},
    "compare.read": {"nl": "Zinnen ({count})", "en": "Sentences ({count})"},
    "compare.words": {"nl": "Woorden die opvallen", "en": "Words that stand out"},
    "compare.words-lead": {
        "nl": "Woorden die de ene groep vaker gebruikt dan toeval verklaart, met hoe vaak links en rechts.",
        "en": "Words that one group uses more than chance explains, with how often left and right.",
    },
    "compare.word": {"nl": "{word} ({left} – {right})", "en": "{word} ({left} – {right})"},
    "compare.words-left": {"nl": "Vooral links", "en": "More on the left"},
    "compare.words-right": {"nl": "Vooral rechts", "en": "More on the right"},
    "compare.no-words": {
        "nl": "Geen woord valt op; daar is meer tekst voor nodig.",
        "en": "No word stands out; that takes more text.",
    },
}
