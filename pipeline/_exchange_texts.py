"""What the exchange of maps says, in Dutch and English: faults in foreign files, and the messages of its commands."""

from collections.abc import Mapping

from pipeline._texts import Wording

FAULTS: Mapping[str, Wording] = {
    "argdown-comment": {"nl": "dit commentaar eindigt nergens", "en": "this comment ends nowhere"},
    "argdown-data": {"nl": "de accolade gaat open en niet dicht", "en": "the brace is opened and not closed"},
    "argdown-empty": {
        "nl": "dit is geen Argdown: er staat geen kop, bewering of argument in",
        "en": "this is no Argdown: it has no heading, statement or argument",
    },
    "argdown-head": {"nl": "de kop eindigt nergens met ===", "en": "the head ends nowhere with ==="},
    "argdown-loop": {"nl": "{id} staat in verband met zichzelf", "en": "{id} is related to itself"},
    "argdown-missing": {"nl": "{id} heeft nergens een tekst", "en": "{id} is given a text nowhere"},
    "argdown-orphan": {"nl": "boven dit verband staat niets", "en": "nothing stands above this relation"},
    "repeated": {"nl": "“{id}” komt twee keer voor", "en": "“{id}” occurs twice"},
    "unknown-node": {"nl": "knoop “{id}” bestaat niet", "en": "there is no node “{id}”"},
    "transition": {
        "nl": "een {source}-knoop mag niet naar een {target}-knoop wijzen",
        "en": "a node of type {source} must not point to one of type {target}",
    },
    "no-premise": {"nl": "knoop “{id}” heeft geen inkomende lijn", "en": "node “{id}” has no incoming edge"},
    "no-conclusion": {"nl": "knoop “{id}” heeft geen uitgaande lijn", "en": "node “{id}” has no outgoing edge"},
    "conclusions": {
        "nl": "knoop “{id}” heeft {count} conclusies; het mag er één zijn",
        "en": "node “{id}” has {count} conclusions; it may have one",
    },
    "not-a-locution": {"nl": "knoop “{id}” is geen L-knoop", "en": "node “{id}” is not of type L"},
    "unknown-participant": {"nl": "deelnemer “{id}” bestaat niet", "en": "there is no participant “{id}”"},
    "unknown-resource": {"nl": "bron “{id}” bestaat niet", "en": "there is no resource “{id}”"},
    "other-quote": {
        "nl": "staat niet in de bron op positie {offset}",
        "en": "is not what the resource says at {offset}",
    },
    "differs": {
        "nl": "de graaf en “debatkaart” verschillen over “{id}”; haal “debatkaart” weg om alleen de graaf te lezen",
        "en": "the graph and “debatkaart” disagree about “{id}”; remove “debatkaart” to read the graph alone",
    },
    "undeclared-key": {"nl": "sleutel “{id}” is niet verklaard", "en": "key “{id}” is not declared"},
    "wrong-root": {"nl": "moet {expected} zijn", "en": "must be {expected}"},
    "missing": {"nl": "ontbreekt", "en": "is missing"},
    "wrong-type": {"nl": "“{value}” is geen {type}", "en": "“{value}” is not of type {type}"},
    "unknown-scheme": {
        "nl": "moet precies een van deze zijn: {expected}",
        "en": "must be exactly one of these: {expected}",
    },
    "both-kinds": {"nl": "moet óf atom óf scheme zijn", "en": "must be either atom or scheme"},
    "empty-text": {"nl": "een bewering zonder tekst", "en": "a statement without text"},
    "itself": {"nl": "“{id}” verwijst naar zichzelf", "en": "“{id}” points to itself"},
    "not-kept": {
        "nl": "een {type}-knoop past niet in een argumentenkaart",
        "en": "a node of type {type} has no place in an argument map",
    },
    "about-a-relation": {
        "nl": "een relatie met een relatie past niet in een argumentenkaart",
        "en": "a relation to a relation has no place in an argument map",
    },
    "missing-table": {"nl": "ontbreekt in het zipbestand", "en": "is missing from the zip file"},
    "strange-entry": {"nl": "hoort niet in deze bundel", "en": "does not belong in this bundle"},
    "columns": {"nl": "de kolommen moeten deze zijn: {expected}", "en": "the columns must be: {expected}"},
    "cells": {"nl": "heeft {found} cellen, niet {expected}", "en": "has {found} cells, not {expected}"},
    "bad-cell": {"nl": "kolom {column}: “{value}” klopt niet", "en": "column {column}: “{value}” is wrong"},
}

# Why a file is not read at all.
REASONS: Mapping[str, Wording] = {
    "too-large": {"nl": "het is groter dan {limit} MB", "en": "it is larger than {limit} MB"},
    "too-many": {
        "nl": "er staan meer dan {limit} elementen in",
        "en": "there are more than {limit} elements in it",
    },
    "too-deep": {"nl": "het is te diep genest", "en": "it is nested too deeply"},
    "doctype": {
        "nl": "er staat een DOCTYPE in, en die lezen we om veiligheidsredenen niet",
        "en": "it has a DOCTYPE, which is not read for safety",
    },
    "bad-xml": {"nl": "regel {line} is geen geldige XML", "en": "line {line} is not valid XML"},
    "bad-zip": {"nl": "het is geen heel zipbestand", "en": "it is not a whole zip file"},
    "unknown-format": {
        "nl": "het formaat is onbekend; gelezen worden: {known}",
        "en": "its format is unknown; these are read: {known}",
    },
    "not-readable": {
        "nl": "{format} kan niet worden ingelezen, alleen geschreven; gelezen worden: {known}",
        "en": "{format} cannot be read back, only written; these are read: {known}",
    },
    "not-checkable": {
        "nl": "voor {format} is er geen controle; wel voor: {known}",
        "en": "there is no check for {format}; there is one for: {known}",
    },
    "no-statements": {"nl": "er staan geen beweringen in", "en": "there are no statements in it"},
}

MESSAGES: Mapping[str, Wording] = {
    "exported": {"nl": "{target} geschreven ({format}).", "en": "Wrote {target} ({format})."},
    "imported": {
        "nl": "{target} geschreven uit {source} ({format}): {documents}, {sentences}, {arguments}.",
        "en": "Wrote {target} from {source} ({format}): {documents}, {sentences}, {arguments}.",
    },
    "merged": {
        "nl": "{target} geschreven uit {maps}: {documents}, {sentences}, {arguments}.",
        "en": "Wrote {target} from {maps}: {documents}, {sentences}, {arguments}.",
    },
    "file-good": {"nl": "{source} is in orde ({format}).", "en": "{source} is valid ({format})."},
    "appeared": {"nl": "Nieuwe argumenten", "en": "New arguments"},
    "vanished": {"nl": "Verdwenen argumenten", "en": "Vanished arguments"},
    "changed": {"nl": "Anders beoordeeld", "en": "Judged differently"},
    "relations-appeared": {"nl": "Nieuwe verbanden", "en": "New relations"},
    "relations-vanished": {"nl": "Verdwenen verbanden", "en": "Vanished relations"},
    "same": {"nl": "Geen verschil in argumenten.", "en": "No difference in arguments."},
    "no-side": {"nl": "geen kant", "en": "no side"},
    "role": {"nl": "rol", "en": "role"},
}

ROLES: Mapping[str, Wording] = {
    "claim": {"nl": "bewering", "en": "claim"},
    "premise": {"nl": "onderbouwing", "en": "premise"},
    "criticism": {"nl": "kritiek", "en": "criticism"},
    "recommendation": {"nl": "aanbeveling", "en": "recommendation"},
    "none": {"nl": "geen rol", "en": "no role"},
}

RELATIONS: Mapping[str, Wording] = {
    "support": {"nl": "steunt", "en": "supports"},
    "attack": {"nl": "bestrijdt", "en": "attacks"},
}
