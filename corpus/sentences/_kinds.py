"""Tells headings and page furniture from prose, by rules."""

import re

from corpus._nouns import Kind
from corpus.sentences._lines import is_page_number

# A turn's label: a title, then nothing but the parts of a name ("De wethouder wacht af." is a sentence).
_NAME_PART = r"(?:[A-ZÀ-Þ][\w'’.-]{0,30}|van|de|den|der|ten|ter|te|het|in|el|la|le|['’]t)"
_SPEAKER = re.compile(
    r"(?:De heer|Mevrouw|Dhr\.|Mw\.|Mevr\.|Wethouder|Minister|Staatssecretaris|Burgemeester|"
    r"De (?:plv\. )?voorzitter|De minister|De staatssecretaris|De wethouder|De burgemeester|Voorzitter:)"
    rf"(?:\s{_NAME_PART}){{0,6}}(?:\s?\([^)]{{1,40}}\))?\s?[.:]"
)
_MEMBER = re.compile(r"[A-ZÀ-Þ][\w'’.-]{0,25}(?:\s[\w'’.-]{1,25}){1,6}\s\([A-Za-z0-9+/ -]{1,40}\)[.:]?")
_LABEL = re.compile(r"(?:Stelling:|Motie [A-Z]{1,2}\.?\d{0,2}\b(?!.{0,120}\.$)|Agendapunt \d)")
_VERB = re.compile(
    r"\b(?:is|zijn|was|heeft|hebben|wordt|worden|kan|kunnen|moet|moeten|zal|wil|willen|mag|gaat|ben|heb)\b"
)
_PAGE = re.compile(
    r"(?:\d{0,4}\s?reacties?\s?\(?\d{0,5}\)?$|geef (?:je|uw|een) reactie|plaats (?:een|je|uw) reactie|"
    r"reageer\b.{0,30}$|"
    r"(?:artikel|pagina) (?:bewaren|delen|printen)|login\b|log in\b|inloggen|registreer|"
    r"nog geen account|maak een account|lees (?:verder|meer|hier)\b|lees alle reacties|lees de spelregels|"
    r"(?:deel|verstuur|print|mail|tweet) (?:dit|deze) |"
    r"delen (?:via|op)|volg ons|vacatures?$|dossier:|afbeelding$|foto:|beeld:|bron:|advertentie|"
    r"accepteer|alle cookies|cookie|privacy(?:verklaring|beleid)?$|home$|menu$|zoeken$|nieuwsbrief$|contact$|"
    r"abonneer|meld je aan|schrijf je in voor|stem op onze poll|gerelateerde artikelen|meer over|meest gelezen|"
    r"(?:facebook|twitter|linkedin|whatsapp|google\+|e-mail|print|x)$|of \d{1,7} linkedin$|©|copyright|"
    r"\(?de tekst gaat verder|\(geroffel|naar boven$|"
    r"terug naar (?:boven|top|overzicht|home)\b|tags?:|(?:vorige|volgende)(?: artikel| bericht)?$)",
    re.I,
)
# What a page says in whole sentences; the openings above may begin a sentence of an author too.
_PAGE_SENTENCE = re.compile(
    r"je hebt een account nodig|om te (?:kunnen )?reageren|heb je nog geen account|in dit dossier|"
    r"lees ook\b.{0,80}$|lees (?:verder|meer) (?:in|op)\b|"
    r"(?:deze|onze) (?:site|website) (?:gebruikt|maakt gebruik van) cookies|(?:wij|we) gebruiken cookies",
    re.I,
)
_OPENING_WORDS = 8
_BYLINE = re.compile(r"(?:Door|Tekst|Auteur|Redactie)[: ]{1,2}[A-Z][^.!?]{1,70}")
_LEADER = re.compile(r"\.{6,}|(?:\. ){6,}")
_FINAL = (".", "!", "?", "…", ":", ";", ",")
_PROSE = re.compile(r"(?:en|of|dus|want|maar)\s", re.I)


def _is_boilerplate(text: str) -> bool:
    bare = text.lstrip("0123456789.)( ") if text[:1].isdigit() and not text[:8].lower().endswith("reac") else text
    if not any(character.isalpha() for character in text):
        return is_page_number(text) or text.strip("!?…. \n") != "" or len(text) < 3
    if _PAGE_SENTENCE.match(text) or _LEADER.search(text):
        return True
    if len(text) > 160 or (text.endswith(".") and len(text.split()) > _OPENING_WORDS):
        return False
    return bool(_PAGE.match(text) or _PAGE.match(bare) or (len(text) < 70 and _BYLINE.fullmatch(text)))


def _is_label(text: str) -> bool:
    if len(text) > 90:
        return text.startswith("Stelling:")
    return bool(_SPEAKER.fullmatch(text) or _MEMBER.fullmatch(text) or _LABEL.match(text))


def kind_of(text: str, *, alone: bool, listed: bool, followed: bool) -> Kind:
    """The kind of a unit.

    Args:
        alone: The unit fills its block.
        listed: The unit is one of several list items, or a bullet.
        followed: A block of prose follows.
    """
    if _is_label(text):
        return Kind.HEADING
    if _is_boilerplate(text):
        return Kind.BOILERPLATE
    if not alone or listed or not followed or len(text) > 90 or text.rstrip("\"'”’»)").endswith(_FINAL):
        return Kind.SENTENCE
    if text[0].islower() or _PROSE.match(text) or (_VERB.search(text) and len(text) > 60):
        return Kind.SENTENCE
    return Kind.HEADING
