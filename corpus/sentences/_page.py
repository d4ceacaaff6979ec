"""Tells what a page says about itself from what an author says: menus, buttons, prompts, bylines, teasers."""

import re


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in listed.replace("\n", ",").split(",") if phrase.strip())


# Each of these is page furniture where it stands alone.
_BUTTONS = _phrases(
    """
    inloggen, log in, login, uitloggen, registreren, registreer, mijn account, wachtwoord vergeten?, gebruikersnaam
    wachtwoord, e-mail, e-mailadres, delen, deel, tweet, share, like, print, printen, afdrukken, opslaan, bewaren
    kopieer link, link kopiëren, link gekopieerd, vind ik leuk, doorsturen, stuur door, facebook, twitter, x, linkedin
    whatsapp, instagram, youtube, bluesky, mastodon, pinterest, telegram, google+, home, menu, zoeken, zoek, sluiten
    menu sluiten, contact, over ons, sitemap, colofon, disclaimer, cookies, privacy, algemene voorwaarden
    privacyverklaring, privacybeleid, privacy statement, cookiebeleid, cookieverklaring, cookie-instellingen
    cookievoorkeuren, nieuwsbrief, nieuwsbrieven, vacatures, vacature, alle vacatures, abonneren, abonnementen
    word abonnee, adverteren, klantenservice, reactie, reacties, reageer, reageren, beantwoorden, beantwoord, verzenden
    verstuur, reactie plaatsen, plaats reactie, verstuur reactie, meld misbruik, toon meer, meer tonen, laad meer
    meer laden, meer lezen, lees meer, lees verder, lees ook, bekijk ook, bekijk meer, zie ook, ook interessant
    meer nieuws, laatste nieuws, meer vacatures, meest gelezen, meest bekeken, aanbevolen, aanbevolen voor u
    aanbevolen voor jou, gerelateerd, verwante artikelen, vorige, volgende, naar boven, akkoord, accepteren, weigeren
    alles accepteren, alles weigeren, alleen noodzakelijke cookies, instellingen aanpassen, aanmelden, inschrijven
    uitschrijven, blijf op de hoogte, mis niets, uw naam, uw e-mailadres, advertentie, advertenties, gesponsord
    alle rechten voorbehouden
    afbeelding, van onze redactie, door onze redactie, door onze verslaggever, van onze verslaggever, afspelen, geroffel
    """
)
# In a menu these are furniture; alone they may be the heading of a text.
_MENU_WORDS = _phrases(
    """
    nieuws, agenda, opinie, achtergrond, dossiers, thema's, thema’s, columns, blogs, blog, interviews, evenementen
    podcast, podcasts, video, video's, video’s, foto's, foto’s, sport, cultuur, economie, politiek, binnenland
    buitenland, regio, kennisbank, publicaties, projecten, partners, diensten, producten, webshop, winkel, magazine
    archief, service, help, werken bij, wie zijn wij, wat wij doen, ons team, voor leden, lid worden, doneer, downloads
    onderwerpen, trainingen, ledenvoordeel, rss, pers, organisatie, actueel, standpunten, bestuur, wonen, zorg
    onderwijs
    """
)
# After these come titles of other pages.
_TEASERS = _phrases(
    """
    lees ook, bekijk ook, zie ook, ook interessant, meer nieuws, laatste nieuws, meest gelezen, meest bekeken
    aanbevolen, aanbevolen voor u, aanbevolen voor jou, gerelateerd, verwante artikelen, vacatures, alle vacatures
    meer vacatures, gerelateerde artikelen, gerelateerde berichten, gerelateerd nieuws, gerelateerde vacatures
    meer over dit onderwerp
    """
)
_ITEM = r"(?:artikel|bericht|pagina|verhaal|stuk|nieuws|column|blog|video|podcast|interview|opinie)"
_NETWORK = r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|bluesky|mastodon|e-?mail|sociale? media|social)\b"
# Furniture however it ends.
_PAGE = re.compile(
    rf"""
    (?:deel|delen|print|mail|tweet|verstuur|bewaar|stuur|beluister|luister\ naar|reageer\ op)\ (?:dit|deze)\ {_ITEM}
    |(?:deel|delen|volg\ ons|volg\ mij|vind\ ons|like\ ons)\ (?:dit\ )?(?:via|op|met)\ {_NETWORK}
    |(?:artikel|pagina|bericht)\ (?:bewaren|delen|printen|opslaan)
    |(?:log\ ?in|inloggen|registreer|registreren|aanmelden)\ (?:(?:of|en)\ .{{0,25}})?(?:om|met|hier|voor)\b
    |log\ ?in\ of\ |(?:maak|open)\ (?:een|je|uw)\ (?:gratis\ )?account|(?:heb\ je\ )?nog\ geen\ (?:account|abonnee)\b
    |al\ (?:abonnee|een\ account)\b.{{0,3}}$|word\ (?:lid|abonnee)\ en\ lees|(?:u|je)\ leest\ nu\ een\ gratis
    |(?:je|u)\ (?:hebt|heeft|moet|dient)\b.{{0,25}}(?:account\ nodig|ingelogd|inloggen|aangemeld\ zijn)
    |om\ te\ (?:kunnen\ )?reageren\ (?:moet|dien|is|heb|log)|om\ te\ reageren$
    |(?:alleen|uitsluitend)\ (?:abonnees|leden|ingelogde|geregistreerde)\b.{{0,30}}(?:reageren|lezen|toegang)
    |(?:dit|deze)\ {_ITEM}\ is\ (?:alleen|exclusief)\ (?:voor|toegankelijk)
    |reacties\ (?:zijn|op\ dit\ {_ITEM}\ zijn)\ (?:gesloten|uitgeschakeld)|reageren\ is\ niet\ (?:meer\ )?mogelijk
    |lees\ (?:ook\ |hier\ )?(?:de|onze)\ (?:spelregels|huisregels)|lees\ ook\b|zie\ ook:|lees\ hier\b
    |lees\ alle\ reacties
    |lees\ (?:verder|meer)\ (?:in|op|onder|over)\b|bekijk\ (?:ook|hier)\b|meer\ (?:blogs|columns|artikelen)\ lezen\b
    |(?:toon|bekijk)\ (?:alle|meer|\d{{1,4}})\ (?:reacties|berichten|artikelen|vacatures|nieuws)\b|sorteer\ op\b
    |stem\ op\ onze\ poll|geef\ (?:je|uw|een)\ reactie|(?:plaats|schrijf)\ (?:een|je|uw)\ reactie
    |laat\ een\ reactie\ achter
    |(?:geef|plaats)\ (?:je|uw)\ mening$|nog\ geen\ reacties|(?:je|uw|het)\ e-?mailadres\ wordt\ niet\ gepubliceerd
    |vereiste\ velden\b|mijn\ naam,\ e-?mail|(?:naam|e-?mail(?:adres)?|site|website|bericht|reactie|opmerking)\ ?\*
    |(?:deze|onze|de)\ (?:site|website)\ (?:gebruikt|plaatst|maakt\ gebruik\ van)\b.{{0,40}}cookies
    |(?:wij|we)\ (?:gebruiken|plaatsen|maken\ gebruik\ van)\b.{{0,40}}cookies
    |door\ (?:verder\ te\ (?:gaan|klikken|surfen)|op\ .{{0,30}}te\ klikken)\b.{{0,60}}(?:cookies|akkoord|voorwaarden)
    |(?:accepteer|weiger|beheer)\ (?:alle\ |de\ )?cookies|(?:alle\ )?cookies\ (?:accepteren|weigeren|toestaan|beheren)
    |(?:meld|schrijf)\ (?:je|u|jezelf)\ .{{0,20}}(?:aan|in)\b.{{0,40}}nieuwsbrief
    |ontvang\ .{{0,60}}(?:nieuwsbrief|mailbox|inbox)
    |abonneer\ (?:je|u)\ (?:gratis\ )?op\ (?:de|het|onze|ons|deze|dit)\ (?:\w{{2,20}}\ )?(?:nieuwsbrief|magazine)
    |blijf\ op\ de\ hoogte[.!]?$|in\ dit\ dossier\ (?:leest|vindt|staan\ alle)\b
    |\(?(?:de\ |het\ )?(?:tekst|artikel|verhaal)\ (?:gaat|loopt)\ (?:verder|door)(?:\ (?:onder|na|op)\b|\)|$)
    |(?:©|\(c\)\ |copyright\b)|alle\ rechten\ voorbehouden|\(geroffel|dossier:
    |\(?(?:foto(?:['’]?s|graaf|grafie)?|beeld|illustraties?|bron|cartoon|infographic)\s?[:©/|]
    |(?:tags?|trefwoord(?:en)?|categorie(?:ën)?|rubriek)\s?:
    |(?:leestijd|luistertijd):?\ |\d{{1,3}}\ ?min(?:\.|uten)?\ (?:leestijd|lezen)\b
    """,
    re.I | re.X,
)
# Furniture only where it does not end as a sentence does.
_UNENDED = re.compile(
    rf"""
    (?:deel|delen)\ dit\b|\d{{0,4}}\s?reacties?\s?\(?\d{{0,5}}\)?:?$|reageer\b.{{0,30}}$|inloggen\b|login\b
    |lees\ (?:verder|meer)\b|kijk\ ook:|bekijk\ (?:de|het|onze|alle)\b|meer\ (?:over|uit)\b
    |meer\ (?:van|in)\ deze\b
    |gerelateerde?\ |verwante\ |meest\ gelezen|aanbevolen\ |volg\ ons\b|abonneer\b|lees\ alles\b|vacatures?(?::|\ bij\b)
    |(?:vorige?|volgende?)\ (?:{_ITEM}|pagina)|stuur\ (?:door|deze|dit)\b|advertentie\b
    |terug\ naar\ (?:boven|top|home|(?:het\ )?overzicht|(?:de\ )?(?:homepage|startpagina|vorige))
    |(?:ga|spring|ga\ direct|direct)\ naar\ (?:de\ )?(?:hoofd)?(?:inhoud|content|navigatie|menu|zoeken)
    |zoek(?:en)?\ (?:naar|op|in)(?:\ de\ site)?:?$|of\ \d{{1,7}}\ linkedin$|solliciteer\b|stel\ (?:je|uw)\ vraag
    |(?:datum|tijd|locatie|aanvang|toegang|entree):\s
    |(?:gepubliceerd|geplaatst|bijgewerkt|laatst\ (?:gewijzigd|bijgewerkt)|publicatiedatum|update)
     (?:\ op|:)?\ (?:[a-z]{{2,4}}\w{{0,4}}dag\ )?\d
    """,
    re.I | re.X,
)
_HOURS = re.compile(r"[(|•·,–-]\s?\d{1,2}(?:\s?[-–/]\s?\d{1,2})?\s?uur(?: per week)?\)?$")
_CRUMBS = re.compile(r"(?:Home|(?:U|Je) bent hier:?)\s?[>/»›|→]", re.I)
_LEADER = re.compile(r"(?:\.{6}|(?:\. ){6})[. ]{0,200}(?:\d|$)")
_PERSON = r"(?:[A-ZÀ-Þ][\w'’.&-]{0,30}|van|de|der|den|het|ten|ter|en|onze|redactie|verslaggever|redacteur)"
_BYLINE = re.compile(
    rf"(?:(?:Door|Tekst|Auteur|Redactie|Foto(?:['’]s)?|Beeld)(?: {_PERSON}){{1,8}}"
    r"|(?:Door|Tekst|Auteur|Redactie|Geschreven door|Tekst en [\w'’]{3,12}) ?: ?\S[^.!?]{1,70})"
)
_MONTH = r"(?i:jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?"
_DATE = rf"(?:\d{{1,2}} {_MONTH} \d{{4}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}})"
_DATELINE = re.compile(
    rf"(?:{_PERSON}(?: {_PERSON}){{0,5}}(?:,| [|·•–-]) )?(?:[A-Za-z]{{2,4}}\w{{0,4}}dag,? )?{_DATE}"
    r"(?:,? ?(?:[|·•–-] ?|om )?\d{1,2}[:.]\d{2}(?: uur)?)?(?: [|·•–-] .{1,40})?[.:]?"
)
_JOINT = re.compile(r"[a-zà-ÿ](?=[A-Z][a-zà-ÿ])")
_EDGES = " \t\n0123456789()[]*»›→>|:!…-–•·\"'“”‘’"
_LONGEST_BUTTON, _LONGEST_FURNITURE, _LONGEST_MENU = 40, 160, 400
_ENDS = (".", "!", "?", ".)")


def _labels(phrases: frozenset[str]) -> str:
    return "|".join(re.escape(phrase.capitalize()) for phrase in sorted(phrases, key=len, reverse=True))


# The look-behind lets a label begin in the middle of a word: "HomeNieuwsContact".
_MENU_ITEM = re.compile(
    rf"(?<![A-ZÀ-Þ-])(?:{_labels(_BUTTONS | _MENU_WORDS)}|LinkedIn|WhatsApp|YouTube|Mijn \w{{3,12}})(?![a-zà-ÿ-])"
)


def _bare(text: str) -> str:
    return text.strip(_EDGES).casefold() if len(text) <= _LONGEST_BUTTON else ""


def is_button(text: str) -> bool:
    """Whether a line is one button or label of a page."""
    return _bare(text) in _BUTTONS


def is_menu_item(text: str) -> bool:
    """Whether a line could be an item of a menu."""
    return _bare(text) in _BUTTONS | _MENU_WORDS


def announces_others(text: str) -> bool:
    """Whether titles of other pages come below this line."""
    return _bare(text) in _TEASERS


def is_menu(text: str) -> bool:
    """Whether a line is a menu, its items glued together or not: "HomeNieuwsContact", "Home > Nieuws"."""
    if len(text) > _LONGEST_MENU or text.endswith(_ENDS):
        return False
    if _CRUMBS.match(text) or ("," not in text and len(_JOINT.findall(text)) >= 4):
        return True
    items = _MENU_ITEM.findall(text)
    covered = sum(map(len, items)) >= 0.6 * len(text.replace(" ", ""))
    return covered and (len(items) > 2 or (len(items) > 1 and any(item.casefold() in _BUTTONS for item in items)))


def is_furniture(text: str) -> bool:
    """Whether a unit with letters is a page's own: a button, a prompt, a byline, a date, a caption's credit."""
    if _LEADER.search(text):
        return True
    if len(text) > _LONGEST_FURNITURE:
        return False
    # "1. Lees alle reacties": a comment's number is none of the words.
    bare = text.lstrip("0123456789.)( ►▶»>-–•*") if not text[:9].lower().endswith("reac") else text
    if is_button(text) or _PAGE.match(text) or _PAGE.match(bare):
        return True
    if _BYLINE.fullmatch(text) or _DATELINE.fullmatch(text) or _HOURS.search(text):
        return True
    return not text.endswith(_ENDS) and (_UNENDED.match(bare) is not None or is_menu(text))
