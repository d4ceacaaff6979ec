import re

import pytest

from corpus import AUTHOR, INTERVIEWER, UNATTRIBUTED, Kind, Unit
from corpus.sentences import split_units
from corpus.speakers import INTERVIEWEE, attribute_speakers


def speakers(text: str, *, headings: tuple[str, ...] = ()) -> list[str | None]:
    """Speakers of a text whose units end in a full stop, question or exclamation mark, or a line end."""
    spans = [m.span() for m in re.finditer(r"\S[^\n]*?(?:(?<!\b[A-Z0-9])[.?!][’”'\"]?(?=\s|$)|(?=\n|$))", text)]
    kinds = [Kind.HEADING if text[s:e] in headings else Kind.SENTENCE for s, e in spans]
    units = [Unit(start=s, end=e, kind=kind) for (s, e), kind in zip(spans, kinds, strict=True)]
    return attribute_speakers(text, units)


def test_a_text_without_reports_is_the_authors() -> None:
    assert speakers("De brug is oud. Ik wil een nieuwe brug.") == [AUTHOR, AUTHOR]


def test_headings_and_boilerplate_have_no_speaker() -> None:
    units = [Unit(start=0, end=4, kind=Kind.HEADING), Unit(start=5, end=10, kind=Kind.BOILERPLATE)]
    assert attribute_speakers("Brug Delen", units) == [None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "‘Dat plan is veel te duur’, zegt Anna Bakker.",
        "Volgens Anna Bakker is dat plan te duur.",
        "Anna Bakker: ‘Dat plan is veel te duur.’",
        "Zo vindt Anna Bakker dat het plan te duur is.",
        "Anna Bakker, directeur van de brug, vindt het plan te duur.",
        "Volgens onderzoeker Anna Bakker is het plan te duur.",
        "Het plan is te duur, aldus Anna Bakker.",
        "‘Dat plan,’ zegt Anna Bakker, ‘is ons veel te duur.’",
    ],
)
def test_a_report_belongs_to_the_one_it_names(sentence: str) -> None:
    assert speakers(sentence) == ["Anna Bakker"]


def test_a_surname_later_on_is_the_person_who_was_named_in_full() -> None:
    text = "Anna Bakker, directeur van de brug, vreest het ergste. Dat moet anders, vindt Bakker."
    assert speakers(text) == ["Anna Bakker", "Anna Bakker"]


def test_a_pronoun_is_the_last_one_named() -> None:
    assert speakers("Volgens Anna Bakker kan dat. Het kost weinig, zegt ze.") == ["Anna Bakker", "Anna Bakker"]


def test_a_role_is_a_speaker() -> None:
    assert speakers("Volgens de wethouder kan het goedkoper.") == ["de wethouder"]


@pytest.mark.parametrize(
    "text",
    [
        "‘Dit is echt onzin. Niemand wil dat. Stop er nu mee’, zegt Anna Bakker.",
        "Anna Bakker zegt: ‘Dit is echt onzin. Niemand wil dat. Stop er nu mee.’",
        '"Dit is echt onzin. Niemand wil dat. Stop er nu mee", zegt Anna Bakker.',
        "„Dit is echt onzin. Niemand wil dat. Stop er nu mee”, zegt Anna Bakker.",
    ],
)
def test_every_sentence_of_a_quotation_has_its_speaker(text: str) -> None:
    assert speakers(text) == ["Anna Bakker"] * 3


def test_a_new_quotation_in_the_paragraph_goes_on_with_its_speaker_and_then_stops() -> None:
    text = "‘Alles gaat nu fout’, zegt Anna Bakker. ‘Het moet echt beter. Zo kan het niet.’ De brug ligt er al lang."
    assert speakers(text) == ["Anna Bakker", "Anna Bakker", "Anna Bakker", AUTHOR]


@pytest.mark.parametrize(
    "sentence", ["Er wordt wel gedacht dat het kan.", "Critici vinden het te duur.", "Men zegt veel."]
)
def test_a_view_of_nobody_in_particular_is_unattributed(sentence: str) -> None:
    assert speakers(sentence) == [UNATTRIBUTED]


def test_a_label_of_minutes_starts_a_turn() -> None:
    text = (
        "De heer Jansen (D66).\nDit plan is slecht. Stop.\nDe voorzitter:\nDank u wel.\nWethouder De Vries.\nIk hoor u."
    )
    labels = ("De heer Jansen (D66).", "De voorzitter:", "Wethouder De Vries.")
    assert speakers(text, headings=labels) == [
        *(None, "Jansen", "Jansen"),
        *(None, "de voorzitter"),
        *(None, "Wethouder De Vries"),
    ]


def test_party_explanations_side_by_side_belong_to_their_parties() -> None:
    assert speakers("VVD: Wij zijn tegen. Te duur.\n\nSP: Wij zijn voor.") == ["VVD", "VVD", "SP"]


def test_an_interview_gives_questions_to_the_interviewer_and_answers_to_the_one_in_the_lead() -> None:
    text = (
        "De brug kan beter, zegt schrijver Anna Bakker. Het is een oude brug.\n\n"
        "U wilt een nieuwe brug. Waarom eigenlijk?\nDe oude is op. Wie wil dat niet?\n\nHij kan echt niet meer.\n\n"
        "Wat kost dat?\nHeel weinig."
    )
    bakker = "Anna Bakker"
    assert speakers(text) == [
        *(bakker, AUTHOR, INTERVIEWER, INTERVIEWER),
        *(bakker, bakker, bakker, INTERVIEWER, bakker),
    ]


def test_numbered_comments_keep_the_printed_number_over_their_paragraphs() -> None:
    text = "Een stuk.\n\n2 REACTIES\n\n 2. Ik vind dit goed.\n  Ga zo door.\n\n 5. Onzin.\n\nGeef je reactie"
    found = speakers(text, headings=("2 REACTIES", "Geef je reactie"))
    assert [name for name in found if name] == [AUTHOR, *["reaction 2"] * found.count("reaction 2"), "reaction 5"]
    assert found.count("reaction 2") >= 2


def test_a_comment_under_a_name_line_belongs_to_that_name() -> None:
    text = "Een stuk.\nReacties\nJan op 3 mei 2020 om 12:10:\nIk vind dit goed."
    assert speakers(text, headings=("Reacties", "Jan op 3 mei 2020 om 12:10:"))[-1] == "Jan"


@pytest.mark.parametrize("piece", ["A ", "‘", "Van De ", "a-", "Ab, ", "'a ", "Volgens a ", "(("])
def test_a_hostile_text_is_the_authors_all_the_same(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(attribute_speakers(text, [Unit(start=0, end=len(text))])) == 1


def test_minutes_that_tell_what_was_said_give_each_line_to_its_speaker() -> None:
    text = (
        "De heer Kramer (ABC) is van mening dat de brug blijft. Spreker noemt het verkeer.\n"
        "Mevrouw El Amrani (DEF) merkt op dat de cijfers niet kloppen.\n"
        "De wethouder antwoordt dat het klopt.\nDe vergadering is voorbij."
    )
    assert speakers(text) == ["Kramer", "Kramer", "El Amrani", "de wethouder", AUTHOR]


def test_two_paragraphs_about_officials_are_no_minutes() -> None:
    text = "Wethouder Kok zegt dat het kan. Het regent.\nBurgemeester Bos vindt van niet. Het waait."
    assert speakers(text) == ["Kok", AUTHOR, "Bos", AUTHOR]


def test_labelled_answers_of_nobody_belong_to_the_interviewee() -> None:
    text = "Vraag: Waarom minder regels?\nAntwoord: Regels kosten tijd.\nVraag: En dan?\nAntwoord: Dat valt mee."
    assert speakers(text) == [INTERVIEWER, INTERVIEWEE, INTERVIEWER, INTERVIEWEE]


def test_who_the_lead_only_names_answers_questions_that_address_somebody() -> None:
    text = "Jan Peeters telt al jaren bomen.\n\nWat ziet u?\nTe weinig groen.\n\nEn nu?\nPlanten."
    assert speakers(text) == [AUTHOR, INTERVIEWER, "Jan Peeters", INTERVIEWER, "Jan Peeters"]


def test_a_comment_with_its_date_on_a_line_of_its_own_belongs_to_the_name_above() -> None:
    text = "Een stuk.\nReacties2\nAnnie Kok\n12 maart 2020 om 10:15\nWat een slecht plan."
    assert speakers(text, headings=("Reacties2", "Annie Kok", "12 maart 2020 om 10:15"))[-1] == "Annie Kok"


def test_a_counter_above_a_text_does_not_make_its_numbered_list_comments() -> None:
    text = "Reacties0\nEen stuk. Nog een. En nog een. Het regent. Het waait. Twee punten.\n1. Bomen.\n2. Bankjes."
    assert set(speakers(text, headings=("Reacties0",))) == {None, AUTHOR}


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Directeur Anna Bakker van Stichting Brug zegt: ‘Wij kunnen dit niet alleen.’", "Anna Bakker"),
        ("In haar brief schrijft wethouder Bakker dat het plan vastloopt.", "Bakker"),
        ("Minister Van Dam is het daar niet mee eens.", "Van Dam"),
        ("Een bewoonster reageert boos.", "een bewoonster"),
        ("Het ABC vindt dat families meer moeten doen.", "ABC"),
    ],
)
def test_titles_and_employers_are_no_part_of_a_name(sentence: str, who: str) -> None:
    assert speakers(sentence) == [who]


def test_the_one_a_sentence_opens_with_is_meant_by_a_pronoun() -> None:
    text = "Hoogleraar Anna Bakker telt bomen. Zij vindt dat er meer moeten komen."
    assert speakers(text) == [AUTHOR, "Anna Bakker"]


@pytest.mark.parametrize("piece", ["? ", "1. ", "‘een twee drie vier’ ", "Anna Bakker zegt. ", "Naam:\n"])
def test_speakers_of_a_long_hostile_text_are_found_in_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    units = split_units(text)
    assert len(attribute_speakers(text, units)) == len(units)


def test_a_source_without_a_name_is_named_as_the_text_does() -> None:
    assert speakers("‘Het plan is veel te duur’, aldus een brief van de bewoners.") == ["een brief van de bewoners"]
