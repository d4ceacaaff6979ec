from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus import ArgumentMap, Document, Judgement, Provenance, Role, Sentence
from corpus.sentences import split_units
from pipeline.analysis.card import parse_card, shipped_card
from pipeline.analysis.certainty import document_doubts, role_doubt, role_doubts
from pipeline.analysis.index import MapIndex, build_index
from pipeline.analysis.reading import arguments, neighbour, segments


def index_of(text: str) -> MapIndex:
    sentences = tuple(
        Sentence(id=f"d1.s{n}", document="d1", start=unit.start, end=unit.end, text=text[unit.start : unit.end])
        for n, unit in enumerate(split_units(text))
    )
    made_by = Provenance(software="debatkaart", model="test", created="2026-01-01T00:00:00Z")
    documents = (Document(id="d1", text=text, source="brief.txt"),)
    return build_index(ArgumentMap(made_by=made_by, documents=documents, sentences=sentences))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in segments(index_of(text), "d1")) == text


def test_a_speaker_is_named_where_somebody_else_begins(make_map: Callable[..., ArgumentMap]) -> None:
    index = index_of("Dat moet. Dat kan. Nee.")
    speakers = ("author", "author", "Jan")
    spoken = [replace(one, speaker=speaker) for one, speaker in zip(index.map.sentences, speakers, strict=True)]
    named = build_index(replace(index.map, sentences=tuple(spoken)))
    assert [piece.new_speaker for piece in segments(named, "d1") if piece.sentence] == ["author", None, "Jan"]


def test_stepping_goes_from_argument_to_argument_and_stops_at_the_ends() -> None:
    index = index_of("Een zin. Dat moet. Een zin. Dat kan beter.")
    roles = (Role.NONE, Role.CLAIM, Role.NONE, Role.CRITICISM)
    judged = [
        replace(one, judgement=Judgement(role=role)) for one, role in zip(index.map.sentences, roles, strict=True)
    ]
    index = build_index(replace(index.map, sentences=tuple(judged)))
    first, claim, between, criticism = (one.id for one in index.map.sentences)
    assert arguments(index, "d1") == (claim, criticism)
    assert neighbour(index, first, step=1) == claim
    assert neighbour(index, between, step=-1) == claim
    assert neighbour(index, between, step=1) == criticism
    assert neighbour(index, criticism, step=1) is None
    assert neighbour(index, claim, step=-1) is None


def test_doubt_counts_sentences_whose_role_is_uncertain() -> None:
    index = index_of("Een zin. Dat moet.")
    first, second = index.map.sentences
    doubted = replace(second, judgement=Judgement(role=Role.CLAIM, certain=False))
    index = build_index(replace(index.map, sentences=(first, doubted)))
    assert (role_doubt(index).judged, role_doubt(index).ids, role_doubt(index).share) == (2, (second.id,), 0.5)
    assert role_doubts(index)[Role.CLAIM].share == 1.0
    assert Role.PREMISE not in role_doubts(index)
    assert document_doubts(index)[0].document == "d1"


CARD = """# Card

Words.

## Figures

```
Role (1207 sentences)
                          model     majority
  macro-F1                0.553        0.083
  F1 claim                0.594        0.415

Relations
  attack F1 (95% interval)               0.049        0.000        0.143
  pairs                       -        0.1
```

## Limits

- One.
"""


def test_a_card_gives_its_sections_and_figures() -> None:
    card = parse_card(CARD)
    assert [title for title, _ in card.sections] == ["Figures", "Limits"]
    assert card.section("Limits") == "- One."
    assert card.figure("Role", "macro-F1") == 0.553
    assert card.figure("Relations", "attack F1 (95% interval)") == 0.049
    assert card.figure("Relations", "pairs") is None
    assert card.figure("Side", "side-F1") is None
    assert card.section("Something") == ""


def test_the_shipped_card_has_the_figures_that_the_dashboard_shows() -> None:
    card = shipped_card()
    assert card is not None
    for table, name in (("Role", "macro-F1"), ("Side", "side-F1"), ("Speaker", "accuracy"), ("Relations", "exact F1")):
        figure = card.figure(table, name)
        assert figure is not None
        assert 0 <= figure <= 1


def test_a_hostile_card_is_read_in_one_go() -> None:
    assert parse_card(("  a" + " " * 50 + "1.0") * 4000).figures == ()
    assert parse_card("## " + "x" * 100_000).sections == ()
