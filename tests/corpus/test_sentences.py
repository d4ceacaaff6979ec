"""How Dutch texts are split into sentences, headings and page furniture."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Kind
from corpus.sentences import split_units

PIECES = [
    "dhr. ",
    "Het plan.",
    "‘Nee!’",
    " zegt zij",
    "\n",
    "\n\n",
    "• ",
    "1. ",
    "wijk-",
    "€ 2 mln. ",
    "…",
    "😀",
    "12",
    "¬",
    "De",
    "kop",
    " ",
]


def pieces(text: str) -> list[str]:
    return [text[unit.start : unit.end] for unit in split_units(text)]


def kinds(text: str) -> list[Kind]:
    return [unit.kind for unit in split_units(text)]


def assert_sound(text: str) -> None:
    units = split_units(text)
    assert all(before.end <= after.start for before, after in pairwise(units))
    assert all(text[unit.start : unit.end] == text[unit.start : unit.end].strip() for unit in units)
    covered = sum(len("".join(text[unit.start : unit.end].split())) for unit in units)
    assert covered == len("".join(text.split()))


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_units_are_ordered_disjoint_trimmed_and_cover_every_character(text: str) -> None:
    assert_sound(text)


@pytest.mark.parametrize(
    "piece",
    [
        "w-",
        ".",
        "“",
        " ",
        "\n",
        "a.b.",
        "A",
        "1.",
        "😀",
        "a\n",
        "3\n",
        "Aa",
        "? ",
        "(",
        "aaaB",
        ".’",
        "Jan: \n",
        "Lees ook\nEen brug over de rivier\n",
    ],
)
def test_hostile_repetition_is_split_in_linear_time(piece: str) -> None:
    assert_sound(piece * (200_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dhr. Visser sprak o.a. Mw. Kok aan. Zij zweeg.", ["Dhr. Visser sprak o.a. Mw. Kok aan.", "Zij zweeg."]),
        ("Terug naar de brug, zegt u. Moet die blijven?", ["Terug naar de brug, zegt u.", "Moet die blijven?"]),
        ("De brug kost € 4 mln. Dat is veel.", ["De brug kost € 4 mln.", "Dat is veel."]),
        ("Zie art. 4.1 van de wet. Die geldt.", ["Zie art. 4.1 van de wet.", "Die geldt."]),
        ("“Wie betaalt dat?” vraagt ze. Niemand.", ["“Wie betaalt dat?” vraagt ze.", "Niemand."]),
        ("Het is laat. 's Nachts is het stil.", ["Het is laat.", "'s Nachts is het stil."]),
        ("Wij lopen door de\nlange straat naar huis.", ["Wij lopen door de\nlange straat naar huis."]),
        ("Eerst de buurt-\nbewoners. Dan wij.", ["Eerst de buurt-\nbewoners.", "Dan wij."]),
        ("Lang verhaal over de\n12\nwijk en meer.", ["Lang verhaal over de\n12\nwijk en meer."]),
        ("Plan:\n• groen;\n• rust", ["Plan:", "• groen;", "• rust"]),
        ("Mooi zo 😀 Ga door! 👍", ["Mooi zo 😀", "Ga door! 👍"]),
        ("Zij zit op LinkedIn en doet niets.", ["Zij zit op LinkedIn en doet niets."]),
        ("Kijk op https://www.een.nl/a.b?c=D. Klaar.", ["Kijk op https://www.een.nl/a.b?c=D.", "Klaar."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


def test_a_glued_heading_is_cut_off_and_marked() -> None:
    units = split_units("Tweede stapDe raad kiest nu. Dat is goed.")
    assert [(unit.kind, unit.glued) for unit in units] == [
        (Kind.HEADING, True),
        (Kind.SENTENCE, True),
        (Kind.SENTENCE, False),
    ]


@pytest.mark.parametrize(
    "line", ["Nieuwe kansen", "Mevrouw Prins (ABC).", "De voorzitter:", "Stelling: De bus moet gratis zijn."]
)
def test_titles_and_speaker_labels_are_headings(line: str) -> None:
    assert kinds(f"{line}\n\nDe straat is leeg.") == [Kind.HEADING, Kind.SENTENCE]


@pytest.mark.parametrize(
    "line", ["9 REACTIES", "Reacties12", "Geef je reactie", "Vacatures", "Lees verder in ons blad.", "17"]
)
def test_the_page_around_a_text_is_boilerplate(line: str) -> None:
    assert kinds(f"De straat is leeg.\n\n{line}\n\nZij komt.") == [Kind.SENTENCE, Kind.BOILERPLATE, Kind.SENTENCE]


def test_an_empty_text_has_no_units() -> None:
    assert split_units(" \n\t") == []


@pytest.mark.parametrize(
    "text",
    [
        "Meer over de plannen voor het plein hoort u volgende week donderdag in de raad.",
        "Accepteer niet dat de bus hier straks alleen nog overdag rijdt, zou ik zeggen.",
        "De wethouder wacht af.",
    ],
)
def test_a_sentence_that_opens_like_a_button_stays_a_sentence(text: str):
    assert [unit.kind for unit in split_units(text)] == [Kind.SENTENCE]


FURNITURE = """
Inloggen
Log in om te reageren
Login of registreer om een reactie te plaatsen
U moet ingelogd zijn om een reactie te kunnen plaatsen.
Je moet inloggen om te kunnen reageren.
Nog geen account? Registreer hier.
Wachtwoord vergeten?
Alleen abonnees kunnen reageren.
Dit artikel is alleen voor abonnees.
Al abonnee? Log in
Word lid en lees verder
U leest nu een gratis artikel
Maak een gratis account aan om verder te lezen
Deel dit artikel
Deel dit:
Deel op Facebook
Delen via WhatsApp
Delen
DelenTweetWhatsAppE-mail
Facebook Twitter LinkedIn WhatsApp E-mail
Facebook | X | LinkedIn
FacebookTwitterLinkedInPrint
Kopieer link
Link gekopieerd
Vind ik leuk
Vind ik leuk 12
Bewaar dit artikel
Verstuur dit bericht per e-mail
Print dit artikel
Stuur door naar een collega
Home Nieuws Agenda Over ons Contact
HomeNieuwsOpinieAgendaContact
Home > Nieuws > Zorg en welzijn
Home / Opinie / Column
HomeOver onsWerken bijContactZoeken
Menu Zoeken Inloggen
Ga naar de inhoud
Spring naar inhoud
Direct naar hoofdinhoud
Menu sluiten
Zoeken naar:
Door Karin Mulder
Door: redactie Wijkblad
Tekst: Joop de Graaf
Tekst en foto's: Ria van Dam
Auteur: Els Bakker
Van onze redactie
Door onze verslaggever
Geplaatst op 3 maart 2021
Gepubliceerd: 12-05-2019 14:30
Gepubliceerd op dinsdag 4 juni 2024 om 09.15 uur
Laatst bijgewerkt op 1 februari 2022
Leestijd: 4 minuten
4 min. leestijd
Karin Mulder | 12 maart 2015
12 maart 2015
dinsdag 4 juni 2024
12 maart 2015, 14:20 uur
Foto: Piet Smit
Foto Hollandse Hoogte
(Foto: Piet Smit)
Foto’s: gemeente Waterdam
Beeld: Shutterstock
Fotografie: Jan Kok
Illustratie: Mieke Smits
Bron: Wijkblad
© 2023 Wijkblad
© ANP
Copyright 2020, alle rechten voorbehouden
Alle rechten voorbehouden
Vacatures
Bekijk alle vacatures
Vacature: wijkverpleegkundige (24 uur)
Meer vacatures
Wij gebruiken cookies om onze site te verbeteren.
Deze website maakt gebruik van cookies.
Door verder te gaan op deze site accepteert u onze cookies.
Cookie-instellingen
Cookies accepteren
Alle cookies accepteren
Alleen noodzakelijke cookies
Accepteren
Weigeren
Lees ook: Buurthuis krijgt nieuwe vloer
Lees ook
Lees meer
Lees meer over dit onderwerp
Lees verder
Lees verder »
Lees verder op pagina 4.
Lees ook het interview met wethouder Kok
Bekijk ook
Bekijk de video
Zie ook: Wat kost een wijkteam?
Meer over: jeugdzorg
Meer over dit onderwerp
Meer nieuws
Gerelateerde artikelen
Gerelateerd nieuws
Meest gelezen
Aanbevolen voor u
Ook interessant
Vorig artikel
Volgende bericht
Reacties0
0 reacties
Reacties (3)
Reageer
Reageer op dit artikel
Plaats een reactie
Laat een reactie achter
Geef je mening
Toon alle reacties
Beantwoorden
Je e-mailadres wordt niet gepubliceerd.
Vereiste velden zijn gemarkeerd met *
Naam *
E-mailadres *
Reactie plaatsen
Mijn naam, e-mail en site opslaan in deze browser voor de volgende keer wanneer ik een reactie plaats.
Meld misbruik
Nieuwsbrief
Meld je aan voor onze nieuwsbrief
Schrijf u in voor de nieuwsbrief en mis niets.
Ontvang het laatste nieuws in uw mailbox
Blijf op de hoogte
Abonneer je op ons magazine
Aanmelden
Advertentie
Lees verder onder de advertentie
Tekst gaat verder onder de foto
(tekst loopt door onder de foto)
Tags: zorg, welzijn, wijkteam
Trefwoorden: armoede, schulden
Categorie: Opinie
Privacyverklaring
Algemene voorwaarden
Disclaimer
Sitemap
Privacy Disclaimer Cookies Contact
Terug naar boven
Volg ons op Facebook
Terug naar het overzicht
Luister naar dit artikel
Stel je vraag
Dossier: energie
"""
PROSE = """
Cookies zijn een gevaar voor onze privacy.
Advertenties voor gokken horen niet op de bus.
Meer overleg lost dit niet op.
Meer over dit plan leest u hieronder.
Lees meer boeken voor aan kinderen.
Registreren kost ons te veel tijd.
Registreer niet alles wat een hulpverlener doet.
Delen is het nieuwe bezitten.
Deel de lasten eerlijk.
Contact met buren helpt tegen eenzaamheid.
Volg ons voorbeeld en stop ermee.
Reageer niet zo fel.
De Facebookpagina van de buurt staat vol klachten.
Nieuws over de wijk komt te laat.
Foto's van bewoners hangen in de hal.
Vacatures blijven te lang open.
Vacatures vullen lukt niet meer.
Privacy is een grondrecht.
Print alles maar uit.
Zoeken naar een huis duurt hier tien jaar.
De cookies waren op.
Door Jan kwam het goed.
Door de bezuinigingen verdween het buurthuis.
Tekst en uitleg ontbreken.
Vind ik leuk, zo'n plein.
Accepteren we dat?
Abonneer je niet op die onzin.
Aanmelden kost bewoners te veel moeite.
Home is waar je hart is.
Bewaar de rust.
In 2019 sloot de bieb.
Gepubliceerd onderzoek wijst dat uit.
Het moet anders!
Nee.
Leuk.
Onzin.
In maart 2015 ging het mis.
Op 3 maart 2021 stemde de raad tegen.
Bron van zorg is de jeugd.
Menu's met vlees moeten weg.
Wij gebruiken te veel gas.
Meer vacatures dan werklozen, dat is het probleem.
Zie ook de fout van vorig jaar.
Blijf op de hoogte van wat de raad doet, zou ik zeggen.
Dit artikel is onzin.
Terug naar het dorp wil niemand.
De nieuwsbrief van de wijk wordt goed gelezen.
Ontvang gasten met koffie en een praatje.
Login en wachtwoord onthouden lukt ouderen niet.
Alle rechten van huurders moeten blijven.
Dossiers verdwijnen in een la.
"""


@pytest.mark.parametrize("line", FURNITURE.strip().splitlines())
def test_what_a_page_says_about_itself_is_boilerplate(line: str) -> None:
    assert set(kinds(f"De straat is leeg.\n\n{line}\n\nZij komt er weer aan.")[1:-1]) == {Kind.BOILERPLATE}


@pytest.mark.parametrize("line", PROSE.strip().splitlines())
def test_words_of_a_page_in_a_sentence_leave_it_a_sentence(line: str) -> None:
    assert set(kinds(f"De straat is leeg.\n\n{line}\n\nZij komt er weer aan.")) == {Kind.SENTENCE}


def found(text: str, kind: Kind) -> list[str]:
    return [text[unit.start : unit.end] for unit in split_units(text) if unit.kind is kind]


def test_a_menu_of_one_item_a_line_is_boilerplate_to_its_last_item() -> None:
    text = "Home\nNieuws\nWaterdam\nOpinie\nContact\n\nHet plein\n\nDe straat is leeg."
    assert found(text, Kind.BOILERPLATE) == ["Home", "Nieuws", "Waterdam", "Opinie", "Contact"]
    assert found(text, Kind.HEADING) == ["Het plein"]


def test_titles_of_other_pages_under_a_teaser_are_boilerplate() -> None:
    text = "De straat is leeg.\n\nLees ook\nBrug open\nWie betaalt de brug?\n\nNa de winter\n\nZij komt er weer aan."
    assert found(text, Kind.BOILERPLATE) == ["Lees ook", "Brug open", "Wie betaalt de brug?"]
    assert found(text, Kind.HEADING) == ["Na de winter"]


def test_points_below_a_colon_are_sentences_without_bullets() -> None:
    text = "Wij willen:\n\nMeer bomen\n\nEen huis voor iedereen\n\nDat kost geld. Het is het waard."
    assert found(text, Kind.HEADING) == []


@pytest.mark.parametrize(
    "text",
    [
        "VEILIGHEID EN ZORG. De raad kiest.",
        "• Groene daken. Die willen wij op elke school.",
        "Voorzitter: de heer Kramer.\nDe raad kiest.",
        "🌳 Het groen staat centraal\n\nDe raad kiest.",
        "Anna de Wit (Hart voor Waterdam)\nDe raad kiest.",
    ],
)
def test_titles_are_known_by_their_looks(text: str) -> None:
    assert kinds(text) == [Kind.HEADING, Kind.SENTENCE]


def test_a_question_that_is_printed_twice_on_a_line_of_its_own_is_a_title() -> None:
    title = "De nieuwe brug: een kans voor het dorp of weggegooid geld?"
    assert kinds(f"{title}\n\nHet dorp kiest.\n{title}\n\nDe brug is oud.").count(Kind.HEADING) == 2
