"""Everything that the command line says, in Dutch and English; one place for all wording."""

from collections.abc import Mapping

from corpus import Language

Wording = Mapping[Language, str]


def plural(count: int, noun: str, language: Language) -> str:
    """A count with its noun: `plural(2, "sentence", "nl")` is "2 zinnen"."""
    one, many = NOUNS[noun][language]
    return f"{count} {one if count == 1 else many}"


NOUNS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "sentence": {"nl": ("zin", "zinnen"), "en": ("sentence", "sentences")},
    "document": {"nl": ("tekst", "teksten"), "en": ("text", "texts")},
    "speaker": {"nl": ("spreker", "sprekers"), "en": ("speaker", "speakers")},
    "argument": {"nl": ("argument", "argumenten"), "en": ("argument", "arguments")},
    "fault": {"nl": ("fout", "fouten"), "en": ("fault", "faults")},
    "row": {"nl": ("rij", "rijen"), "en": ("row", "rows")},
    "debate": {"nl": ("debat", "debatten"), "en": ("debate", "debates")},
}

HELP: Mapping[str, Wording] = {
    "app": {
        "nl": "Brengt Nederlandse debatten in kaart: wie zegt wat, aan welke kant, en waarom.",
        "en": "Maps Dutch debates: who argues what, on which side, and on which grounds.",
    },
    "lang": {"nl": "Taal van de meldingen: nl of en.", "en": "Language of messages: nl or en."},
    "map": {
        "nl": "Maak van teksten een argumentenkaart (JSON).",
        "en": "Make an argument map (JSON) from texts.",
    },
    "map.inputs": {
        "nl": "Bestanden of mappen met .txt, .md, .html, .pdf, .docx, .csv of .jsonl; - is standaardinvoer.",
        "en": "Files or folders with .txt, .md, .html, .pdf, .docx, .csv or .jsonl; - is standard input.",
    },
    "debates-file": {
        "nl": "Debattenbestand (JSON); zonder dit gelden de ingebouwde debatten.",
        "en": "Debates file (JSON); the built-in debates without it.",
    },
    "model": {
        "nl": "Map van een model dat met debatkaart train gemaakt is; zonder dit geldt het model in gebruik.",
        "en": "Folder of a model that debatkaart train made; the model in use without it.",
    },
    "map.out": {"nl": "Waar de kaart komt; - is standaarduitvoer.", "en": "Where the map goes; - is standard output."},
    "column.text": {"nl": "Kolom met de tekst (csv, jsonl).", "en": "Column with the text (csv, jsonl)."},
    "column.title": {"nl": "Kolom met de titel.", "en": "Column with the title."},
    "column.author": {"nl": "Kolom met de schrijver.", "en": "Column with the author."},
    "column.date": {"nl": "Kolom met de datum.", "en": "Column with the date."},
    "quiet": {
        "nl": "Zeg alleen wat misging: geen voortgang en geen waarschuwingen.",
        "en": "Say only what failed: no progress and no warnings.",
    },
    "json": {"nl": "Geef het resultaat als JSON.", "en": "Give the result as JSON."},
    "show": {
        "nl": "Toon een kaart als leesbare samenvatting in de terminal.",
        "en": "Show a map as a readable summary in the terminal.",
    },
    "map-file": {
        "nl": "Argumentenkaart (JSON); - is standaardinvoer.",
        "en": "Argument map (JSON); - is standard input.",
    },
    "show.debate": {"nl": "Toon alleen het debat met dit id.", "en": "Show only the debate with this id."},
    "check": {
        "nl": "Controleer een kaart of een bestand in een ander formaat op alle regels; eindigt met 1 bij fouten.",
        "en": "Check a map, or a file in another format, against all rules; exits with 1 when there are faults.",
    },
    "place": {
        "nl": "Beoordeel elke rij van een csv- of jsonl-bestand: rol, kant en zekerheid als nieuwe kolommen.",
        "en": "Judge each row of a csv or jsonl file: role, side and certainty as new columns.",
    },
    "place.rows": {"nl": "Rijen: .csv of .jsonl.", "en": "Rows: .csv or .jsonl."},
    "place.debate-column": {
        "nl": "Kolom met het id van het debat van elke rij; zonder dit komen alle debatten naast elkaar.",
        "en": "Column with the id of each row's debate; without it all debates come side by side.",
    },
    "place.out": {
        "nl": "Waar de rijen komen (.csv of .jsonl); - is standaarduitvoer.",
        "en": "Where the rows go (.csv or .jsonl); - is standard output.",
    },
    "debates": {"nl": "Toon de ingebouwde debatten.", "en": "List the built-in debates."},
    "debates.json": {
        "nl": "Geef ze als debattenbestand, om aan te passen.",
        "en": "Print them as a debates file, to adapt.",
    },
    "dashboard": {
        "nl": "Open het dashboard in de browser; niets verlaat deze computer.",
        "en": "Open the dashboard in the browser; nothing leaves this computer.",
    },
    "dashboard.map": {
        "nl": "Argumentenkaart (JSON) waarmee het dashboard opent.",
        "en": "Argument map (JSON) that the dashboard opens with.",
    },
    "dashboard.port": {
        "nl": "Poort; zonder dit de eerste vrije vanaf 8501.",
        "en": "Port; the first free one from 8501 without it.",
    },
    "dashboard.no-browser": {
        "nl": "Open geen browser, toon alleen het adres.",
        "en": "Open no browser, print the address only.",
    },
    "corpus": {"nl": "Het meegeleverde corpus.", "en": "The corpus that ships with debatkaart."},
    "corpus.check": {
        "nl": "Controleer het corpus en toon de cijfers.",
        "en": "Check the corpus and print its figures.",
    },
}

EXCHANGE_HELP: Mapping[str, Wording] = {
    "export": {
        "nl": "Schrijf een kaart in een ander formaat.",
        "en": "Write a map in another format.",
    },
    "export.to": {
        "nl": "json, xaif, aif, argdown, sadface, arguebuf, graphml, dot, svg, csv, annotation, parquet of html.",
        "en": "json, xaif, aif, argdown, sadface, arguebuf, graphml, dot, svg, csv, annotation, parquet or html.",
    },
    "export.out": {
        "nl": "Waar het bestand komt; zonder dit naast de kaart; - is standaarduitvoer.",
        "en": "Where the file goes; beside the map without it; - is standard output.",
    },
    "import": {
        "nl": "Maak van een bestand in een ander formaat een kaart.",
        "en": "Make a map of a file in another format.",
    },
    "import.file": {"nl": "Bestand; - is standaardinvoer.", "en": "File; - is standard input."},
    "from": {
        "nl": "Formaat van het bestand; zonder dit zegt de inhoud het.",
        "en": "Format of the file; its content tells without it.",
    },
    "merge": {"nl": "Voeg kaarten samen.", "en": "Merge maps."},
    "diff": {
        "nl": "Toon welke argumenten erbij kwamen, verdwenen of van kant wisselden.",
        "en": "Show which arguments appeared, vanished or changed sides.",
    },
}

# What click says in English, by the name of its exception; {name} is what the user typed or left out.
USAGE: Mapping[str, Wording] = {
    "NoSuchCommand": {"nl": "Het commando {name} bestaat niet.", "en": "There is no command {name}."},
    "NoSuchOption": {"nl": "De optie {name} bestaat niet.", "en": "There is no option {name}."},
    "MissingParameter": {"nl": "{name} ontbreekt.", "en": "{name} is missing."},
    "BadParameter": {"nl": "De waarde van {name} klopt niet.", "en": "The value of {name} is wrong."},
    "BadOptionUsage": {"nl": "De optie {name} mist een waarde.", "en": "Option {name} lacks a value."},
    "UsageError": {
        "nl": "Het commando klopt niet: {message}",
        "en": "The command is wrong: {message}",
    },
}

WARNINGS: Mapping[str, Wording] = {
    "not-dutch": {
        "nl": "de tekst lijkt geen Nederlands; de oordelen zijn dan niet te vertrouwen",
        "en": "the text does not look Dutch; judgements are not to be trusted then",
    },
    "mojibake": {
        "nl": "de tekst bevat verminkte tekens (zoals “Ã«”); sla het bestand opnieuw op als UTF-8",
        "en": "the text has mangled characters (such as “Ã«”); save the file as UTF-8 again",
    },
}

MESSAGES: Mapping[str, Wording] = {
    "error": {"nl": "Fout", "en": "Error"},
    "warning": {"nl": "Let op", "en": "Note"},
    "see-help": {"nl": "Zie debatkaart --help.", "en": "See debatkaart --help --lang en."},
    "bad-language": {"nl": "--lang kent nl en en, niet “{found}”.", "en": "--lang knows nl and en, not “{found}”."},
    "interrupted": {
        "nl": "Afgebroken; er is niets half geschreven.",
        "en": "Interrupted; nothing was half written.",
    },
    "unexpected": {
        "nl": "Onverwachte fout ({kind}: {what}). Meld dit met het commando dat u gaf.",
        "en": "Unexpected error ({kind}: {what}). Please report it with the command that you gave.",
    },
    "reading": {"nl": "Lezen", "en": "Reading"},
    "judging": {"nl": "Beoordelen", "en": "Judging"},
    "no-sentences": {"nl": "{source}: er staan geen zinnen in.", "en": "{source}: there are no sentences in it."},
    "failed": {
        "nl": "Niet gelukt: {failed} van {total} invoeren.",
        "en": "Failed: {failed} of {total} inputs.",
    },
    "map-written": {
        "nl": "{target} geschreven: {documents}, {sentences}, {arguments}. Bekijk het met: debatkaart show {target}",
        "en": "Wrote {target}: {documents}, {sentences}, {arguments}. See it with: debatkaart show {target} --lang en",
    },
    "rows-written": {"nl": "{target} geschreven: {rows} beoordeeld.", "en": "Wrote {target}: {rows} judged."},
    "rows-empty": {
        "nl": "{rows} zonder tekst; die kolommen zijn leeg gebleven.",
        "en": "{rows} without text; those columns were left empty.",
    },
    "agreement": {
        "nl": "overeenstemming van twee lezers, {label}: kappa {kappa:.3f}, alpha {alpha:.3f}",
        "en": "agreement of two annotators, {label}: kappa {kappa:.3f}, alpha {alpha:.3f}",
    },
    "check-good": {"nl": "goed", "en": "good"},
    "check-bad": {"nl": "FOUT", "en": "WRONG"},
    "at-least": {"nl": "minstens", "en": "at least"},
    "at-most": {"nl": "hoogstens", "en": "at most"},
    "map-good": {
        "nl": "{source} is in orde: {documents}, {sentences}, {debates}.",
        "en": "{source} is valid: {documents}, {sentences}, {debates}.",
    },
    "map-faulty": {"nl": "{source}: {faults}.", "en": "{source}: {faults}."},
    "more-faults": {"nl": "… en nog {count}", "en": "… and {count} more"},
}

SUMMARY: Mapping[str, Wording] = {
    "title": {"nl": "Argumentenkaart", "en": "Argument map"},
    "neutral": {"nl": "zonder kant te kiezen: {sentences}", "en": "taking no side: {sentences}"},
    "key-points": {"nl": "Sterkste punten voor “{pole}”", "en": "Strongest points for “{pole}”"},
    "no-key-points": {"nl": "geen", "en": "none"},
    "criticism": {"nl": "Kritiek waar niemand op ingaat", "en": "Criticism that nobody answers"},
    "recommendations": {"nl": "Aanbevelingen", "en": "Recommendations"},
    "addressee": {"nl": "aan {name}", "en": "to {name}"},
    "no-addressee": {"nl": "zonder geadresseerde", "en": "without an addressee"},
    "more": {"nl": "… en nog {count}", "en": "… and {count} more"},
    "times": {"nl": "{count}×", "en": "{count}×"},
    "uncertain": {
        "nl": "onzeker: {uncertain} van {judged} oordelen ({share}%); kijk die zelf na",
        "en": "uncertain: {uncertain} of {judged} judgements ({share}%); look at those yourself",
    },
    "skipped": {
        "nl": "{debates} zonder zinnen die een kant kiezen: niet getoond.",
        "en": "{debates} without sentences that take a side: not shown.",
    },
    "nothing": {
        "nl": "Geen enkele zin kiest een kant in een van de debatten.",
        "en": "No sentence takes a side in any of the debates.",
    },
    "author": {"nl": "de schrijver", "en": "the author"},
    "interviewer": {"nl": "de interviewer", "en": "the interviewer"},
    "unattributed": {"nl": "spreker onbekend", "en": "speaker unknown"},
    "reaction": {"nl": "reactie {number}", "en": "comment {number}"},
}

FAULTS: Mapping[str, Wording] = {
    "format": {"nl": "moet “{format}” zijn; dit is geen argumentenkaart", "en": "must be “{format}”; no argument map"},
    "missing-version": {"nl": "ontbreekt", "en": "is missing"},
    "version": {
        "nl": "versie {found} is onbekend; deze debatkaart leest versie {known}",
        "en": "version {found} is unknown; this debatkaart reads version {known}",
    },
    "repeated": {"nl": "“{id}” komt twee keer voor", "en": "“{id}” occurs twice"},
    "poles": {"nl": "de polen moeten a en b zijn, in die volgorde", "en": "the poles must be a and b, in that order"},
    "sha256": {"nl": "hoort niet bij de tekst", "en": "does not belong to the text"},
    "unknown-document": {"nl": "document “{id}” bestaat niet", "en": "there is no document “{id}”"},
    "unknown-sentence": {"nl": "zin “{id}” bestaat niet", "en": "there is no sentence “{id}”"},
    "unknown-debate": {"nl": "debat “{id}” bestaat niet", "en": "there is no debate “{id}”"},
    "overlap": {
        "nl": "begint op {start}, vóór het einde ({end}) van een eerdere zin van dit document",
        "en": "begins at {start}, before the end ({end}) of an earlier sentence of this document",
    },
    "empty-span": {"nl": "{start}..{end} is leeg", "en": "{start}..{end} is empty"},
    "outside": {
        "nl": "{end} ligt buiten de tekst van {length} tekens",
        "en": "{end} lies outside the text of {length} characters",
    },
    "other-text": {
        "nl": "is niet wat er in het document staat op {start}..{end}",
        "en": "is not what the document says at {start}..{end}",
    },
    "role-of-kind": {"nl": "iets van soort {kind} heeft geen rol", "en": "a {kind} has no role"},
    "itself": {"nl": "verwijst naar zichzelf", "en": "points to itself"},
    "sum": {"nl": "de scores tellen op tot {total}, niet tot 1", "en": "the scores add up to {total}, not to 1"},
    "not-highest": {"nl": "is {label}, maar {best} scoort hoger", "en": "is {label}, but {best} scores higher"},
    "no-argument": {"nl": "zin “{id}” heeft geen rol", "en": "sentence “{id}” has no role"},
    "double-relation": {
        "nl": "deze relatie van “{source}” naar “{target}” staat er al",
        "en": "this relation from “{source}” to “{target}” is there already",
    },
    "no-member": {"nl": "zin “{id}” hoort niet bij de leden", "en": "sentence “{id}” is not a member"},
    "other-side": {
        "nl": "zin “{id}” staat in dit debat niet aan kant {side}",
        "en": "sentence “{id}” is not on side {side} of this debate",
    },
}

# By pydantic's type of error; what is not here is said in pydantic's own words.
SHAPE_FAULTS: Mapping[str, Wording] = {
    "missing": {"nl": "ontbreekt", "en": "is missing"},
    "string_type": {"nl": "moet tekst zijn", "en": "must be a string"},
    "string_unicode": {"nl": "bevat tekens zonder UTF-8-vorm", "en": "has characters without a UTF-8 form"},
    "string_too_short": {"nl": "mag niet leeg zijn", "en": "must not be empty"},
    "string_pattern_mismatch": {"nl": "heeft niet de goede vorm", "en": "does not have the right form"},
    "int_type": {"nl": "moet een geheel getal zijn", "en": "must be a whole number"},
    "float_type": {"nl": "moet een getal zijn", "en": "must be a number"},
    "bool_type": {"nl": "moet true of false zijn", "en": "must be true or false"},
    "finite_number": {"nl": "moet een eindig getal zijn", "en": "must be a finite number"},
    "list_type": {"nl": "moet een lijst zijn", "en": "must be a list"},
    "model_type": {"nl": "moet een object zijn", "en": "must be an object"},
    "literal_error": {"nl": "moet een van deze zijn: {expected}", "en": "must be one of: {expected}"},
    "greater_than_equal": {"nl": "mag niet onder {ge} liggen", "en": "must not lie under {ge}"},
    "less_than_equal": {"nl": "mag niet boven {le} liggen", "en": "must not lie above {le}"},
    "extra_forbidden": {"nl": "hoort hier niet", "en": "does not belong here"},
    "too_short": {"nl": "heeft minder dan {min_length} elementen", "en": "has fewer than {min_length} elements"},
    "too_long": {"nl": "heeft meer dan {max_length} elementen", "en": "has more than {max_length} elements"},
}
