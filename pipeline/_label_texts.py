"""What the commands about labels say, in Dutch and English."""

from collections.abc import Mapping

from corpus import Language

Wording = Mapping[Language, str]

LABEL_HELP: Mapping[str, Wording] = {
    "labels": {"nl": "Labels van mensen: naar en van een bestand.", "en": "Labels by people: to and from a file."},
    "labels.export": {"nl": "Schrijf alle labels naar een bestand.", "en": "Write all labels to a file."},
    "labels.import": {
        "nl": "Neem labels uit een bestand over; wat dubbel is of botst, wordt gemeld en niet stil samengevoegd.",
        "en": "Take in labels from a file; what is double or in conflict is reported, never merged silently.",
    },
    "labels.format": {
        "nl": "jsonl (alles, ook de teksten), csv, label-studio, prodigy of cas; zonder dit beslist de bestandsnaam.",
        "en": "jsonl (everything, the texts too), csv, label-studio, prodigy or cas; without it the file's "
        "name decides.",
    },
    "labels.out": {"nl": "Waar het bestand komt; - is standaarduitvoer.", "en": "Where the file goes; - is stdout."},
    "labels.annotator": {
        "nl": "Alleen de labels van deze persoon (meer keren te geven).",
        "en": "Only the labels of this person (may be given more than once).",
    },
    "labels.file": {"nl": "Bestand met labels; - is standaardinvoer.", "en": "File with labels; - is stdin."},
    "labels.by": {
        "nl": "Van wie de labels zijn, waar het bestand geen naam noemt.",
        "en": "Whose labels they are, where the file has no name.",
    },
    "labels.replace": {
        "nl": "Laat bij een botsing het bestand gelden; wat er stond, blijft in de geschiedenis.",
        "en": "Let the file count where it conflicts; what was there stays in the history.",
    },
    "labels.config": {
        "nl": "Geef de labelinterface (XML) om in een project van Label Studio te plakken.",
        "en": "Print the labelling interface (XML) to paste into a Label Studio project.",
    },
}

LABEL_MESSAGES: Mapping[str, Wording] = {
    "exported": {"nl": "{count} labels geschreven naar {out}.", "en": "{count} labels written to {out}."},
    "no-labels": {"nl": "Er zijn nog geen labels.", "en": "There are no labels yet."},
    "taken": {
        "nl": "{added} labels overgenomen, {duplicates} stonden er al, {conflicts} botsen, {faults} zijn onbruikbaar.",
        "en": "{added} labels taken in, {duplicates} were there already, {conflicts} conflict, {faults} are unusable.",
    },
    "elsewhere": {
        "nl": "{count} labels staan op een stuk tekst dat hier geen zin is; geen kaart toont ze.",
        "en": "{count} labels lie on a stretch of text that is no sentence here; no map shows them.",
    },
    "conflict": {
        "nl": "{where}: {annotator} zei op {start}–{end} eerder iets anders ({kept}); in het bestand: {given}.",
        "en": "{where}: {annotator} said something else at {start}–{end} before ({kept}); in the file: {given}.",
    },
    "replaced": {"nl": "Het bestand geldt nu.", "en": "The file counts now."},
    "left": {
        "nl": "Wat er stond, blijft gelden; met --replace geldt het bestand.",
        "en": "What was there still counts; with --replace the file does.",
    },
    "more": {"nl": "… en nog {count}.", "en": "… and {count} more."},
    "unknown-format": {
        "nl": "Er is geen formaat “{format}”; wel: {known}.",
        "en": "There is no format “{format}”; these are: {known}.",
    },
}
