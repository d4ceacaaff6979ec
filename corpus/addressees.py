"""Who should act on a recommendation."""

import re

_ACTOR_NOUNS = (
    "gemeenten?|gemeenteraad|raad|raadsleden|college|colleges|wethouders?|burgemeester|ministers?|staatssecretaris|"
    "kabinet|regering|rijk|overheid|overheden|provincies?|politiek|politici|politie|kamer|scholen|school|corporaties|"
    "woningcorporaties|zorgverzekeraars|verzekeraars|zorgaanbieders|bewoners|inwoners|burgers|ouders|werkgevers|"
    "bedrijven|ondernemers|instellingen|welzijnsinstellingen|welzijnsorganisaties|organisaties|professionals|"
    "sociaal werkers|hulpverleners|leraren|docenten|artsen|huisartsen|universiteiten|ambtenaren|bestuurders|managers|"
    "vrijwilligers|partijen|fracties|voorzitter|sector|bestuur"
)
_ACTOR = (
    rf"(?:(?:[Dd]e|[Hh]et|[Oo]nze|[Aa]lle|[Dd]eze|[Dd]it) )?(?:[\w-]{{3,20}}e )?(?:{_ACTOR_NOUNS})\b"
    r"(?: (?:Amsterdam|Rotterdam|Den Haag|Utrecht|(?-i:[A-Z])[\w-]{2,30})(?= (?:moet|dient|zou)))?"
)
_MUST = r"(?:moet|moeten|dient|dienen|hoort|horen|zou|zouden|mag|mogen)\b"
_SUBJECT = re.compile(
    rf"(?:^|[,;:] |\b(?:dat|dus|en|maar|want) )(?P<who>{_ACTOR}) (?:\w{{2,12}} ){{0,2}}{_MUST}", re.IGNORECASE
)
_INVERTED = re.compile(rf"\b{_MUST} (?P<who>{_ACTOR})", re.IGNORECASE)
_REQUEST = re.compile(
    rf"\b(?:verzoek(?:t|en)?|vra(?:ag|agt|gen)|draagt|adviseert|smee[kt]t?) (?P<who>{_ACTOR})", re.IGNORECASE
)
_CALL = re.compile(rf"\broep(?:t|en)? (?P<who>{_ACTOR}) (?:\w{{2,12}} ){{0,2}}op\b", re.IGNORECASE)
_CALL_LAST = re.compile(rf"\b(?:oproep|beroep|roep(?:t|en)? op)(?: aan| op)? (?P<who>{_ACTOR})", re.IGNORECASE)
_VOCATIVE = re.compile(
    r"^[‘“'\"]?(?P<who>(?:Beste |Geachte )?(?:[Ww]ethouder|[Mm]inister|[Vv]oorzitter|[Gg]emeente|[Cc]ollege|[Rr]aad)),"
)
_PATTERNS = (_REQUEST, _CALL, _CALL_LAST, _VOCATIVE, _SUBJECT, _INVERTED)


def find_addressee(sentence: str) -> str | None:
    """Who should act according to a recommendation, as in the text ("het college"); None where nobody is named."""
    found = next((match for pattern in _PATTERNS if (match := pattern.search(sentence))), None)
    return found["who"] if found else None
