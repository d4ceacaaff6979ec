"""Wording of the argument map."""

TEXTS = {
    "argument_map.title": {"nl": "Argumentenkaart", "en": "Argument map"},
    "argument_map.lead": {
        "nl": "Links wat voor de ene kant pleit, rechts wat voor de andere. Wat ergens onder hangt, steunt het of valt "
        "het aan. Klik op een punt voor de zinnen.",
        "en": "On the left what speaks for one side, on the right for the other. What hangs under something supports "
        "or attacks it. Click a mark for its sentences.",
    },
    "argument_map.show": {"nl": "Toon", "en": "Show"},
    "argument_map.show.points": {"nl": "Hoofdpunten", "en": "Key points"},
    "argument_map.show.all": {"nl": "Ook losse zinnen", "en": "Single sentences too"},
    "argument_map.most": {"nl": "Hoogstens", "en": "At most"},
    "argument_map.more": {"nl": "Meer keuzes", "en": "More choices"},
    "argument_map.roles": {"nl": "Soorten zinnen", "en": "Kinds of sentences"},
    "argument_map.sides": {"nl": "Kanten", "en": "Sides"},
    "argument_map.certain": {"nl": "Alleen wat zeker is", "en": "Only what is certain"},
    "argument_map.zoom": {"nl": "Zoomen en schuiven met de muis", "en": "Zoom and move with the mouse"},
    "argument_map.save": {"nl": "Bewaar als plaatje", "en": "Save as a picture"},
    "argument_map.tab.map": {"nl": "Kaart", "en": "Map"},
    "argument_map.tab.list": {"nl": "Lijst", "en": "List"},
    "argument_map.hidden.sentences": {
        "nl": "Nog {count} argumenten zijn niet getoond. Kies **Ook losse zinnen** of een hoger aantal.",
        "en": "{count} more arguments are not shown. Choose **Single sentences too** or a higher number.",
    },
    "argument_map.hidden.more": {
        "nl": "Nog {count} argumenten zijn niet getoond. Kies een hoger aantal.",
        "en": "{count} more arguments are not shown. Choose a higher number.",
    },
    "argument_map.hidden.fewer": {
        "nl": "Nog {count} argumenten zijn niet getoond. Kies bij **Meer keuzes** minder soorten zinnen.",
        "en": "{count} more arguments are not shown. Choose fewer kinds of sentences under **More choices**.",
    },
    "argument_map.legend": {
        "nl": "■ bewering · ● onderbouwing · ◆ kritiek · ▲ aanbeveling  |  groene lijn en +: steunt · rode "
        "streepjeslijn en −: valt aan · dunne lijn: staat aan deze kant  |  open teken en ?: onzeker · ⚑: kritiek "
        "waarop niemand ingaat",
        "en": "■ claim · ● premise · ◆ criticism · ▲ recommendation  |  green line and +: supports · red dashed line "
        "and −: attacks · thin line: is on this side  |  open mark and ?: uncertain · ⚑: criticism that nobody answers",
    },
    "argument_map.alt": {
        "nl": "Argumentenkaart van het debat “{question}” met {count} argumenten. De lijst onder het tabblad Lijst "
        "heeft dezelfde inhoud.",
        "en": "Argument map of the debate “{question}” with {count} arguments. The list on the tab List has the same "
        "content.",
    },
    "argument_map.unanswered": {"nl": "onbeantwoorde kritiek", "en": "unanswered criticism"},
    "argument_map.times": {"nl": "{count} zinnen zeggen dit", "en": "{count} sentences say this"},
    "argument_map.supports": {"nl": "steunt wat erboven staat", "en": "supports what is above"},
    "argument_map.attacks": {"nl": "valt aan wat erboven staat", "en": "attacks what is above"},
    "argument_map.on-side": {"nl": "staat aan deze kant", "en": "is on this side"},
    "argument_map.empty": {
        "nl": "In dit debat staat nog geen argument aan een kant. Kies een ander debat, zet **Alleen wat zeker is** "
        "uit, of laad meer teksten op **Begin**.",
        "en": "No argument is on a side in this debate yet. Choose another debate, switch off **Only what is "
        "certain**, or load more texts on **Start**.",
    },
    "argument_map.open": {
        "nl": "{count} × kritiek waarop niemand ingaat",
        "en": "{count} × criticism that nobody answers",
    },
    "argument_map.choose": {
        "nl": "Klik in de kaart op een argument om de zinnen te zien.",
        "en": "Click an argument in the map to see its sentences.",
    },
    "argument_map.list.pick": {"nl": "Zinnen van", "en": "Sentences of"},
    "argument_map.list.nothing": {"nl": "Kies een argument", "en": "Choose an argument"},
}
