"""The words by which Dutch texts say who speaks: names, roles and verbs of saying."""

import re
from collections.abc import Mapping, Sequence

from corpus._nouns import UNATTRIBUTED

_VERBS = (
    "zegt|zei|zeggen|vindt|vond|vinden|stelt|stelde|stellen|meent|meende|menen|denkt|dacht|vreest|vreesde|"
    "betoogt|betoogde|betogen|pleit|pleitte|pleiten|waarschuwt|waarschuwde|waarschuwen|benadrukt|benadrukte|"
    "vertelt|vertelde|schrijft|schreef|concludeert|concludeerde|verwacht|verwachtte|hoopt|hoopte|gelooft|"
    "geloofde|reageert|reageerde|antwoordt|antwoordde|legt uit|legde uit|voegt toe|oordeelt|oordeelde|klaagt|"
    "klaagde|noemt|noemde|ziet|weet|beaamt|erkent|erkende|bevestigt|vraagt|schrikt|besluit|bepleit|bepleitte|wijst|wees|"
    "vervolgt|vervolgde|merkt|merkte|geeft aan|gaf aan|zegt toe|constateert|constateerde|adviseert|roept op"
)
# Verbs that a name parts from their other half: "voegt zij toe".
_PARTED = "legt|legde|voegt|voegde|geeft|gaf"
_HOLDS = (
    r"is (?:van (?:mening|oordeel)|voorstander|tegenstander|kritisch|bang|het (?:er|daar|hier)(?:mee)? )|"
    r"sluit zich|stelt voor|dringt aan"
)
_TITLE = (
    r"(?:[Dd]e heer|[Mm]evrouw|[Dd]hr\.|[Mm]w\.|[Ww]ethouder|[Mm]inister|[Ss]taatssecretaris|[Bb]urgemeester|"
    r"[Dd]irecteur|[Oo]nderzoeker|[Hh]oogleraar|[Rr]aadslid|[Kk]amerlid|[Ff]ractievoorzitter|[Pp]ublicist|[Ss]enator)"
)
_NAME_WORD = r"[A-ZÀ-Þ](?:[\w’'-]{1,30}|\.)"
_PARTICLE = r"(?:van(?! (?:Stichting|Vereniging|Partij|Buurthuis|Welzijn|Zorg))|de|der|den|het|ter|ten|te|’t|'t|el|al)"
_NAME = rf"(?:{_PARTICLE} ){{0,3}}{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_NAME_WORD}){{0,4}}"
_ROLE = (
    r"(?:[Dd]e|[Hh]et|[Ee]en) (?:wethouder|minister|staatssecretaris|burgemeester|directeur|onderzoeker|raad|college|"
    r"gemeente|kabinet|premier|voorzitter|huisarts|docent|bewoner|bewoonster|buurman|buurvrouw|lezer|hoogleraar|"
    r"schrijver|woordvoerder|vrijwilliger|verpleegkundige|ondernemer|leraar|fractie|coalitie|oppositie|vakbond)\b"
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
        "Aan",
        "Na",
        "Door",
        "Onder",
        "Over",
        "Tot",
        "Naar",
        "Tegen",
    ]
)
_NOBODY = re.compile(
    rf"\b(?:[Ee]r wordt (?:\w{{2,12}} ){{0,2}}(?:gedacht|gezegd|beweerd|gesteld)|[Mm]en (?:{_VERBS})|"
    rf"(?:{_VERBS}) (?:men|critici|tegenstanders|voorstanders|sommigen|velen|deskundigen)\b|"
    rf"(?:[Cc]ritici|[Tt]egenstanders|[Vv]oorstanders|[Ss]ommigen|[Vv]elen|[Dd]eskundigen) (?:{_VERBS})|"
    r"[Vv]olgens (?:critici|sommigen|velen|deskundigen|tegenstanders|voorstanders))\b"
)
_ACCORDING = re.compile(rf"\b(?:[Vv]olgens|[Aa]ldus|[Nn]aar het oordeel van|[Ii]n de ogen van) {_HOLDER}")
# Nobody with a name: "aldus een brief van de bewoners".
_SOURCE = re.compile(r"\b[Aa]ldus (?P<source>(?:een|de|het) [^,.:;‘’“”'\"]{3,80})")
_INVERTED = re.compile(
    rf"(?:(?:[,’”»'\"]\s?|^(?:Zo|Ook|Toch|Daarom|Verder|Dat) )(?:{_VERBS})|[’”»'\"],?\s(?:{_PARTED})) {_HOLDER}"
)
# "In haar brief schrijft zij dat …"
_THAT = re.compile(rf"\b(?:{_VERBS}) {_HOLDER}(?= dat\b)")
_DIRECT = re.compile(
    rf"^{_HOLDER}(?: \([^()]{{1,60}}\))?(?: van [^,.:]{{3,40}})?(?:, [^,.:]{{3,120}},)? (?:{_VERBS})\b"
)
# Only of persons: a programme says of its own party that it is in favour.
_HOLDING = re.compile(
    rf"^(?:(?P<role>{_ROLE})|(?P<pronoun>{_PRONOUN})|{_TITLE} (?P<name>{_NAME}))(?: \([^()]{{1,60}}\))? (?:{_HOLDS})\b"
)
_SPEAKS_BEFORE = re.compile(rf"^{_HOLDER}(?: \([^()]{{1,60}}\))?: ?[‘“„«'\"]")
# "GroenLinks-senator Jos …": the first word looks like a name and is none.
_PARTY_ROLE = re.compile(r"^[A-Z]\w{1,30}-[a-z]{3,30} ")
_TITLE_BEFORE = re.compile(rf"^{_TITLE} ")
_ARTICLE = re.compile(r"^(?:Het (?=[A-Z])|De (?=[A-Z]{2}))")
# "De Groot" is a name; "Ook de VNG" is none.
_ARTICLES = ("De", "Het", "Van")
_PARTICLES = re.compile(r"^(?:de|het|een) ")
_SUBJECT = re.compile(rf"^(?:{_TITLE} |{_OCCUPATION})(?P<name>{_NAME})(?: \([^()]{{1,60}}\))?,? [a-z]")
_FULL_NAME = re.compile(rf"\b{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,3}}{_NAME_WORD}){{1,4}}")


def find_full_names(text: str) -> list[str]:
    """Every run of two or more name words, in the order of the text."""
    names = [_TITLE_BEFORE.sub("", _PARTY_ROLE.sub("", name.group())) for name in _FULL_NAME.finditer(text)]
    return [name for name in names if " " in name and name.split()[0] not in _NO_NAMES]


def by_surname(names: Sequence[str]) -> dict[str, str]:
    """The first full name that ends in each run of last words, itself included; the words in lower case."""
    found: dict[str, str] = {}
    for name in names:
        words = name.split(" ")
        for start in range(len(words)):
            found.setdefault(" ".join(words[start:]).lower(), name)
    return found


def _resolve(found: re.Match[str], known: Mapping[str, str], last: str | None) -> str | None:
    if found["pronoun"]:
        return last
    if found["role"]:
        return found["role"][0].lower() + found["role"][1:]
    name = _PARTY_ROLE.sub("", found["name"])
    opening, _, rest = name.partition(" ")
    if opening in _NO_NAMES and opening not in _ARTICLES:
        name = _PARTICLES.sub("", rest)
    return None if not name or name in _NO_NAMES else _ARTICLE.sub("", known.get(name.lower(), name))


def find_subject(sentence: str, *, known: Mapping[str, str]) -> str | None:
    """The person of a known full name with whom a sentence opens."""
    found = _SUBJECT.match(sentence)
    return known.get(found["name"].lower()) if found else None


def find_holder(sentence: str, *, known: Mapping[str, str], last: str | None) -> str | None:
    """Who a sentence says to hold its view, None where it reports nobody.

    Args:
        sentence: With the words inside quotation marks left out.
        known: Full names of the document by surname.
        last: The last one who was named, for a pronoun.
    """
    for pattern in (_ACCORDING, _INVERTED, _SPEAKS_BEFORE, _DIRECT, _HOLDING, _THAT):
        found = pattern.search(sentence)
        holder = _resolve(found, known, last) if found else None
        # "Intussen reageert …": only a known surname opens a sentence by itself.
        is_bare = pattern is _DIRECT and holder and found and holder == found[0].split()[0]
        if holder and not is_bare:
            return holder
    if source := _SOURCE.search(sentence):
        return source["source"].strip()
    return UNATTRIBUTED if _NOBODY.search(sentence) else None
