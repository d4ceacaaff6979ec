"""What `debatkaart train` says, in Dutch and English."""

from collections.abc import Mapping

from corpus import Language

Wording = Mapping[Language, str]

HELP: Mapping[str, Wording] = {
    "train": {
        "nl": "Train een heel nieuw model: rollen en kanten, van een encoder af. Gebruik het daarna met "
        "debatkaart map --model MAP of debatkaart place --model MAP. Duurt uren; bijleren van eigen oordelen doet "
        "debatkaart retrain.",
        "en": "Train a whole new model: roles and sides, from an encoder. Use it afterwards with debatkaart map "
        "--model FOLDER or debatkaart place --model FOLDER. Takes hours; debatkaart retrain teaches your judgements.",
    },
    "out": {"nl": "Nieuwe map voor het model.", "en": "New folder for the model."},
    "data": {
        "nl": "Map met meer om van te leren dan het meegeleverde corpus; wat er van deze bestanden staat, wordt "
        "gebruikt: {files}.",
        "en": "Folder with more to learn from than the corpus that comes along; of these files those are used that are "
        "there: {files}.",
    },
    "encoder": {
        "nl": "Encoder op huggingface.co of in een lokale map; zonder dit die van het meegeleverde model.",
        "en": "Encoder on huggingface.co or in a local folder; without it that of the model that comes along.",
    },
    "revision": {"nl": "Commit van de encoder.", "en": "Commit of the encoder."},
    "encoders": {
        "nl": "Toon de encoders die voor het Nederlands geschikt zijn.",
        "en": "Show encoders that suit Dutch.",
    },
    "recipe": {
        "nl": 'JSON-bestand dat het recept verandert, zoals {"role": {"epochs": 2}, "stance": {"frozen_layers": 6}}; '
        "alle mogelijkheden staan onder options in report.json.",
        "en": 'JSON file that changes the recipe, like {"role": {"epochs": 2}, "stance": {"frozen_layers": 6}}; all '
        "that is possible stands under options in report.json.",
    },
    "seed": {"nl": "Getal waarmee het toeval begint.", "en": "Number that chance starts from."},
    "minutes": {
        "nl": "Train niet langer dan dit; het resultaat hangt dan van de computer af.",
        "en": "Train no longer than this; the result then depends on the computer.",
    },
    "resume": {
        "nl": "Ga door met de training die in de map van --out begonnen is.",
        "en": "Go on with the training that was begun in the folder of --out.",
    },
    "json": {"nl": "Geef het verslag als JSON.", "en": "Give the report as JSON."},
}

MESSAGES: Mapping[str, Wording] = {
    "no-out": {"nl": "Noem met --out een map voor het model.", "en": "Name a folder for the model with --out."},
    "resume-alone": {
        "nl": "Bij --resume horen alleen --out en --json; de rest ligt al vast.",
        "en": "Only --out and --json go with --resume; the rest was settled before.",
    },
    "revision-alone": {"nl": "--revision hoort bij --encoder.", "en": "--revision goes with --encoder."},
    "bad-number": {"nl": "{option} moet {least} zijn.", "en": "{option} must be {least}."},
    "from-zero": {"nl": "een getal vanaf 0", "en": "a number from 0"},
    "above-zero": {"nl": "een getal boven 0", "en": "a number above 0"},
    "found": {"nl": "Gebruikt: {files}.", "en": "In use: {files}."},
    "missing": {"nl": "Niet gevonden en dus niet gebruikt: {files}.", "en": "Not found, so not in use: {files}."},
    "step": {
        "nl": "Trainen ({task}): {percent}%, verlies {loss}, nog {left}",
        "en": "Training ({task}): {percent}%, loss {loss}, {left} left",
    },
    "task.role": {"nl": "rol", "en": "role"},
    "task.stance": {"nl": "kant", "en": "side"},
    "calibrate": {"nl": "Inpakken en ijken", "en": "Packing and calibrating"},
    "minutes": {"nl": "{count} minuten", "en": "{count} minutes"},
    "soon": {"nl": "minder dan een minuut", "en": "less than a minute"},
    "interrupted": {
        "nl": "Gestopt; ga door met: debatkaart train --out {out} --resume",
        "en": "Stopped; go on with: debatkaart train --out {out} --resume",
    },
    "done": {
        "nl": "Klaar na {minutes} minuten: {model}. Gebruik het met: debatkaart map TEKSTEN --model {out}",
        "en": "Done after {minutes} minutes: {model}. Use it with: debatkaart map TEXTS --model {out}",
    },
    "encoder": {
        "nl": "{name}  {title}; licentie {licence}; {revision}",
        "en": "{name}  {title}; licence {licence}; {revision}",
    },
    "licence-unknown": {"nl": "niet nagegaan, zie de modelkaart", "en": "not verified, see its model card"},
    "pinned": {"nl": "revisie {revision}", "en": "revision {revision}"},
    "not-pinned": {
        "nl": "revisie main (niet vastgelegd: geef --revision voor een herhaalbaar resultaat)",
        "en": "revision main (not pinned: give --revision for a result that can be repeated)",
    },
    "longest": {"nl": "leest {count} woordstukken tegelijk", "en": "reads {count} pieces at once"},
    "prefix": {"nl": "voorvoegsel “{prefix}”", "en": "prefix “{prefix}”"},
}
