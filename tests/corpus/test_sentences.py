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
    "piece", ["w-", ".", "“", " ", "\n", "a.b.", "A", "1.", "😀", "a\n", "3\n", "Aa", "? ", "(", "aaaB", ".’"]
)
def test_hostile_repetition_is_split_in_linear_time(piece: str) -> None:
    assert_sound(piece * (200_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dhr. Visser sprak o.a. Mw. Kok aan. Zij zweeg.", ["Dhr. Visser sprak o.a. Mw. Kok aan.", "Zij zweeg."]),
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
