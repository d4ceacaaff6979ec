"""The words by which Dutch texts say who speaks: names, roles and verbs of saying."""

import re
from collections.abc import Sequence

from corpus._nouns import UNATTRIBUTED

_VERBS = (
    "zegt|zei|zeggen|vindt|vond|vinden|stelt|stelde|stellen|meent|meende|menen|denkt|dacht|vreest|vreesde|"
    "betoogt|betoogde|betogen|pleit|pleitte|pleiten|waarschuwt|waarschuwde|waarschuwen|benadrukt|benadrukte|"
    "vertelt|vertelde|schrijft|schreef|concludeert|concludeerde|verwacht|verwachtte|hoopt|hoopte|gelooft|"
    "geloofde|reageert|reageerde|antwoordt|antwoordde|legt uit|legde uit|voegt toe|oordeelt|oordeelde|klaagt|"
    "klaagde|noemt|noemde|ziet|weet|beaamt|erkent|erkende|bevestigt|vraagt|schrikt|besluit|bepleit|bepleitte"
)
_TITLE = (
    r"(?:[Dd]e heer|[Mm]evrouw|[Dd]hr\.|[Mm]w\.|[Ww]ethouder|[Mm]inister|[Ss]taatssecretaris|[Bb]urgemeester|"
    r"[Dd]irecteur|[Oo]nderzoeker|[Hh]oogleraar|[Rr]aadslid|[Kk]amerlid|[Ff]ractievoorzitter|[Pp]ublicist|[Ss]enator)"
)
_NAME_WORD = r"[A-ZÀ-Þ](?:[\w’'-]{1,30}|\.)"
_PARTICLE = r"(?:van|de|der|den|het|ter|ten|te|’t|'t|el|al)"
_NAME = rf"(?:{_PARTICLE} ){{0,3}}{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_NAME_WORD}){{0,4}}"
_ROLE = (
    r"(?:[Dd]e|[Hh]et|[Ee]en) (?:wethouder|minister|staatssecretaris|burgemeester|directeur|onderzoeker|raad|college|"
    r"gemeente|kabinet|premier|voorzitter|huisarts|docent|bewoner|lezer|hoogleraar|schrijver)\b"
)
_PRONOUN = r"(?:[Hh]ij|[Zz]ij|[Zz]e|[Hh]em|[Hh]aar)\b"
# "publicist en GroenLinks-senator" before the name: lower case words, joined.
_OCCUPATION = r"(?:[a-z][\w-]{2,30} en )?(?:[\w-]{2,40} ){0,2}?"
_HOLDER = rf"(?:(?P<role>{_ROLE})|(?P<pronoun>{_PRONOUN})|(?:{_TITLE} |{_OCCUPATION})(?P<name>{_NAME}))"
# A sentence often opens with a capital that starts no name.
_NO_NAMES = frozenset(
    [
        "De",
        "Het",
        "Een",
        "Dat",
        "Dit",
        "Die",
        "Deze",
        "Er",
        "Ik",
        "Wij",
        "We",
        "U",
        "Je",
        "Jij",
        "Jullie",
        "Men",
        "Niemand",
        "Iedereen",
        "Wie",
        "Wat",
        "Waar",
        "Hoe",
        "Waarom",
        "Als",
        "Maar",
        "En",
        "Of",
        "Want",
        "Dus",
        "Ook",
        "Zo",
        "Toch",
        "Daar",
        "Daarom",
        "Hier",
        "Nu",
        "Dan",
        "Toen",
        "In",
        "Op",
        "Bij",
        "Met",
        "Voor",
        "Van",
        "Om",
        "Uit",
        "Volgens",
        "Niet",
        "Geen",
        "Zijn",
        "Haar",
        "Hij",
        "Zij",
        "Ze",
        "Hun",
        "Mijn",
        "Ons",
        "Onze",
        "Veel",
        "Sommige",
        "Alle",
        "Bijna",
        "Critici",
        "Tegenstanders",
        "Voorstanders",
        "Sommigen",
        "Velen",
        "Deskundigen",
    ]
)
_NOBODY = re.compile(
    rf"\b(?:[Ee]r wordt (?:\w{{2,12}} ){{0,2}}(?:gedacht|gezegd|beweerd|gesteld)|[Mm]en (?:{_VERBS})|"
    rf"(?:{_VERBS}) (?:men|critici|tegenstanders|voorstanders|sommigen|velen|deskundigen)\b|"
    rf"(?:[Cc]ritici|[Tt]egenstanders|[Vv]oorstanders|[Ss]ommigen|[Vv]elen|[Dd]eskundigen) (?:{_VERBS})|"
    r"[Vv]olgens (?:critici|sommigen|velen|deskundigen|tegenstanders|voorstanders))\b"
)
_ACCORDING = re.compile(rf"\b(?:[Vv]olgens|[Aa]ldus|[Nn]aar het oordeel van|[Ii]n de ogen van) {_HOLDER}")
_INVERTED = re.compile(rf"(?:[,’”»'\"]\s?|^(?:Zo|Ook|Toch|Daarom|Verder|Dat) )(?:{_VERBS}) {_HOLDER}")
_DIRECT = re.compile(rf"^{_HOLDER}(?: \([^()]{{1,60}}\))?(?:, [^,.:]{{3,120}},)? (?:{_VERBS})\b")
_SPEAKS_BEFORE = re.compile(rf"^{_HOLDER}(?: \([^()]{{1,60}}\))?: ?[‘“„«'\"]")
# "GroenLinks-senator Jos …": the first word looks like a name and is none.
_PARTY_ROLE = re.compile(r"^[A-Z]\w{1,30}-[a-z]{3,30} ")
_FULL_NAME = re.compile(rf"\b{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_NAME_WORD}){{1,4}}")


def find_full_names(text: str) -> list[str]:
    """Every run of two or more name words, in the order of the text."""
    names = [_PARTY_ROLE.sub("", name.group()) for name in _FULL_NAME.finditer(text)]
    return [name for name in names if " " in name and name.split()[0] not in _NO_NAMES]


def _full(name: str, known: Sequence[str]) -> str:
    return next((full for full in known if full == name or full.endswith(f" {name}")), name)


def _resolve(found: re.Match[str], known: Sequence[str], last: str | None) -> str | None:
    if found["pronoun"]:
        return last
    if found["role"]:
        return found["role"][0].lower() + found["role"][1:]
    name = _PARTY_ROLE.sub("", found["name"])
    return None if name in _NO_NAMES else _full(name, known)


def find_holder(sentence: str, *, known: Sequence[str], last: str | None) -> str | None:
    """Who a sentence says to hold its view, None where it reports nobody.

    Args:
        sentence: With the words inside quotation marks left out.
        known: Full names of the document, for a surname alone.
        last: The last one who was named, for a pronoun.
    """
    for pattern in (_ACCORDING, _INVERTED, _SPEAKS_BEFORE, _DIRECT):
        found = pattern.search(sentence)
        holder = _resolve(found, known, last) if found else None
        # "Intussen reageert …": only a known surname opens a sentence by itself.
        is_bare = pattern is _DIRECT and holder and found and holder == found[0].split()[0]
        if holder and not is_bare:
            return holder
    return UNATTRIBUTED if _NOBODY.search(sentence) else None
