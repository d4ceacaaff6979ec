"""What `debatkaart retrain` says, in Dutch and English."""

from collections.abc import Mapping

from corpus import Language

Wording = Mapping[Language, str]

HELP: Mapping[str, Wording] = {
    "retrain": {
        "nl": "Leer het model bij van uw oordelen, vergelijk het met het model in gebruik, en neem het in gebruik of "
        "neem een eerder model terug. Nieuwe of hernoemde rollen kunnen niet.",
        "en": "Teach the model your judgements, compare it with the model in use, and take it into use or put an "
        "earlier one back. New or renamed roles are not supported.",
    },
    "status": {"nl": "Toon hoe ver het is, en alle modellen.", "en": "Show how far it is, and all models."},
    "cancel": {"nl": "Stop het bijleren dat loopt.", "en": "Stop the retraining that runs."},
    "promote": {
        "nl": "Neem dit model in gebruik; shipped is het meegeleverde.",
        "en": "Take this model into use; shipped is the one that came along.",
    },
    "anyway": {
        "nl": "Met --promote: ook als de vaste regel het afwijst.",
        "en": "With --promote: even where the written rule refuses it.",
    },
    "back": {"nl": "Neem het vorige model terug.", "en": "Put the previous model back."},
    "task": {"nl": "Alleen rol of alleen kant: role of stance.", "en": "Only roles or only sides: role or stance."},
    "seed": {"nl": "Getal waarmee het toeval begint.", "en": "Number that chance starts from."},
    "detach": {
        "nl": "Wacht niet tot het klaar is; het gaat op de achtergrond door.",
        "en": "Do not wait until it is done; it goes on in the background.",
    },
    "json": {"nl": "Geef het resultaat als JSON.", "en": "Give the result as JSON."},
}

MESSAGES: Mapping[str, Wording] = {
    "one-at-a-time": {
        "nl": "--status, --cancel, --promote en --back gaan niet samen; kies er een.",
        "en": "--status, --cancel, --promote and --back exclude each other; choose one.",
    },
    "anyway-alone": {"nl": "--anyway hoort bij --promote.", "en": "--anyway goes with --promote."},
    "bad-task": {"nl": "--task is role of stance, niet “{task}”.", "en": "--task is role or stance, not “{task}”."},
    "training": {"nl": "Bijleren", "en": "Retraining"},
    "begun": {
        "nl": "Het bijleren is begonnen ({model}); volg het met debatkaart retrain --status.",
        "en": "Retraining has begun ({model}); follow it with debatkaart retrain --status.",
    },
    "asked": {"nl": "Gevraagd om te stoppen.", "en": "Asked to stop."},
    "promoted": {"nl": "In gebruik: {name}.", "en": "In use: {name}."},
    "shipped": {"nl": "het meegeleverde model", "en": "the shipped model"},
    "none": {"nl": "Er is nog nooit bijgeleerd.", "en": "There has been no retraining yet."},
    "status.running": {
        "nl": "Bijleren van {model}: {percent}% ({stage}); {left}.",
        "en": "Retraining {model}: {percent}% ({stage}); {left}.",
    },
    "status.done": {
        "nl": "{model} is klaar met bijleren, na {minutes} minuten.",
        "en": "Retraining {model} is done after {minutes} minutes.",
    },
    "status.cancelled": {"nl": "Het bijleren van {model} is gestopt.", "en": "Retraining {model} was stopped."},
    "status.failed": {
        "nl": "Het bijleren van {model} is mislukt: {reason}",
        "en": "Retraining {model} failed: {reason}",
    },
    "status.died": {
        "nl": "Het bijleren van {model} is onverwacht afgebroken; er is niets veranderd. Begin opnieuw.",
        "en": "Retraining {model} ended unexpectedly; nothing was changed. Start again.",
    },
    "left": {"nl": "nog ongeveer {minutes} minuten", "en": "about {minutes} minutes left"},
    "left-soon": {"nl": "nog minder dan een minuut", "en": "less than a minute left"},
    "left-unknown": {"nl": "resterende tijd nog onbekend", "en": "time left not known yet"},
    "stage.start": {"nl": "start", "en": "starting"},
    "stage.prepare": {"nl": "voorbereiden", "en": "preparing"},
    "stage.role": {"nl": "rollen leren", "en": "learning roles"},
    "stage.stance": {"nl": "kanten leren", "en": "learning sides"},
    "stage.calibrate": {"nl": "scores ijken", "en": "calibrating scores"},
    "stage.compare": {"nl": "vergelijken", "en": "comparing"},
    "model": {
        "nl": "{id}  {name}  ({made}; geleerd van {role} rollen en {stance} kanten){mark}",
        "en": "{id}  {name}  ({made}; learnt from {role} roles and {stance} sides){mark}",
    },
    "in-use": {"nl": "  IN GEBRUIK", "en": "  IN USE"},
    "comparison": {
        "nl": "    {task}, {place}: {before} wordt {after} (verschil {low} tot {high}; {count} oordelen){doubt}",
        "en": "    {task}, {place}: {before} becomes {after} (difference {low} to {high}; {count} judgements){doubt}",
    },
    "cannot-tell": {
        "nl": "; te weinig om iets te kunnen zeggen (minder dan {least})",
        "en": "; too few to tell (fewer than {least})",
    },
    "no-own": {
        "nl": "    Geen oordelen over willekeurige zinnen: op uw eigen teksten valt niets te zeggen.",
        "en": "    No judgements of random sentences: nothing can be told on your own texts.",
    },
    "refused": {"nl": "    Afgewezen: {reason}.", "en": "    Refused: {reason}."},
    "may": {
        "nl": "    Mag in gebruik: debatkaart retrain --promote {id}",
        "en": "    May be taken into use: debatkaart retrain --promote {id}",
    },
    "place.own": {"nl": "uw willekeurige zinnen", "en": "your random sentences"},
    "place.corpus": {"nl": "meegeleverde testteksten", "en": "shipped test texts"},
}
