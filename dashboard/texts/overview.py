"""Wording of the overview."""

TEXTS = {
    "overview.title": {"nl": "Overzicht van een debat", "en": "Overview of a debate"},
    "overview.certain-only": {"nl": "Alleen zekere oordelen", "en": "Certain judgements only"},
    "overview.certain-help": {
        "nl": "Laat zinnen weg waarvan het model zelf zegt dat het de kant niet zeker weet.",
        "en": "Leave out sentences of whose side the model itself is not sure.",
    },
    "overview.side-count": {
        "nl": "**{sentences}** · {documents} · {speakers} · {uncertain} onzeker",
        "en": "**{sentences}** · {documents} · {speakers} · {uncertain} uncertain",
    },
    "overview.share": {
        "nl": "{percent}% van de zinnen met een kant staat aan de kant van “{name}”. Met andere documenten van deze "
        "soort zou dat waarschijnlijk tussen {low}% en {high}% liggen.",
        "en": "{percent}% of the sentences with a side are on the side of “{name}”. With other documents of the same "
        "kind it would probably lie between {low}% and {high}%.",
    },
    "overview.share-no-interval": {
        "nl": "{percent}% van de zinnen met een kant staat aan de kant van “{name}”. Er zijn te weinig documenten om "
        "te zeggen hoe zeker dat is.",
        "en": "{percent}% of the sentences with a side are on the side of “{name}”. There are too few documents to say "
        "how sure that is.",
    },
    "overview.placed": {
        "nl": "{placed} van alle {all} zinnen kregen in dit debat een kant; {neutral} gaan erover zonder kant te "
        "kiezen. De overige gaan volgens het model over iets anders.",
        "en": "{placed} of all {all} sentences got a side in this debate; {neutral} are about it without taking a "
        "side. The others are about something else, the model says.",
    },
    "overview.few": {
        "nl": "Er staan maar weinig zinnen aan een kant ({placed}). Lees ze zelf; "
        "trek uit de verhouding geen conclusie.",
        "en": "Few sentences are on a side ({placed}). Read them yourself; conclude nothing from the proportion.",
    },
    "overview.nothing": {
        "nl": "Geen zin kreeg in dit debat een kant ({neutral} gaan erover zonder kant te kiezen, van alle {sentences} "
        "zinnen). Kies hierboven een ander debat, of zet “Alleen zekere oordelen” uit. Klopt het niet met wat u las, "
        "herschrijf dan de stellingen bij **Debatten**.",
        "en": "No sentence got a side in this debate ({neutral} are about it without taking one, of all {sentences} "
        "sentences). Choose another debate above, or switch off “Certain judgements only”. If that is not what you "
        "read, rewrite the statements under **Debates**.",
    },
    "overview.points": {"nl": "Sterkste punten tegenover elkaar", "en": "Strongest points face to face"},
    "overview.points-help": {
        "nl": "Zinnen van één kant die hetzelfde zeggen, samengenomen. Wat het vaakst gezegd wordt, staat bovenaan.",
        "en": "Sentences of one side that say the same, taken together. What is said most often comes first.",
    },
    "overview.no-points": {
        "nl": "Geen punt dat door meer zinnen gedragen wordt.",
        "en": "No point that several sentences make.",
    },
    "overview.tab.documents": {"nl": "Per bron", "en": "By source"},
    "overview.tab.speakers": {"nl": "Per spreker", "en": "By speaker"},
    "overview.tab.time": {"nl": "Door de tijd", "en": "Over time"},
    "overview.tab.roles": {"nl": "Per rol", "en": "By role"},
    "overview.alt.documents": {
        "nl": "Staven per bron: zinnen aan kant A naar links, aan kant B naar rechts.",
        "en": "Bars by source: sentences on side A to the left, on side B to the right.",
    },
    "overview.alt.speakers": {
        "nl": "Staven per spreker: zinnen aan kant A naar links, aan kant B naar rechts.",
        "en": "Bars by speaker: sentences on side A to the left, on side B to the right.",
    },
    "overview.alt.time": {
        "nl": "Kolommen per maand: zinnen aan kant A en aan kant B.",
        "en": "Columns by month: sentences on side A and on side B.",
    },
    "overview.alt.roles": {
        "nl": "Staven per rol: zinnen aan kant A naar links, aan kant B naar rechts.",
        "en": "Bars by role: sentences on side A to the left, on side B to the right.",
    },
    "overview.axis": {"nl": "aantal zinnen", "en": "number of sentences"},
    "overview.hover": {
        "nl": "{label}: {count} aan de kant van “{name}”. Klik om te lezen.",
        "en": "{label}: {count} on the side of “{name}”. Click to read.",
    },
    "overview.click": {
        "nl": "Klik op een staaf om de zinnen eronder te lezen.",
        "en": "Click a bar to read its sentences below.",
    },
    "overview.chosen": {"nl": "{mark} {label}", "en": "{mark} {label}"},
    "overview.more-bars": {
        "nl": "De {shown} met de meeste zinnen, van {count}.",
        "en": "The {shown} with most sentences, of {count}.",
    },
    "overview.all-bars": {"nl": "Alle tonen", "en": "Show all"},
    "overview.no-dates": {
        "nl": "Geen van deze documenten heeft een datum, dus er is geen verloop te tonen.",
        "en": "None of these documents has a date, so there is no course to show.",
    },
    "overview.months": {
        "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    },
}
