from collections.abc import Callable

import pytest

from corpus import Debate, Document, Kind, Role
from models import Model
from pipeline._placing import MOST_DEBATES, gate_debates, highest, place_texts, rounded
from pipeline._steps import PORTION_UNITS, build_map, chunks

CREATED = "2026-01-01T00:00:00Z"
TEXT = "Het buurthuis moet open blijven. Het plan is veel te duur voor deze wijk.\n\nDe wethouder wacht af."


def test_every_sentence_of_a_map_stands_at_its_offsets(
    tiny_model: Model, make_document: Callable[..., Document], make_debate: Callable[..., Debate]
):
    document = make_document(TEXT)
    made = build_map([document], [make_debate()], model=tiny_model, created=CREATED)
    assert len(made.sentences) == 3
    assert [document.text[s.start : s.end] for s in made.sentences] == [s.text for s in made.sentences]
    assert made.made_by.model == tiny_model.name


def test_a_repeated_sentence_names_its_original_and_takes_no_part_in_relations(
    tiny_model: Model, make_document: Callable[..., Document]
):
    lead = "Het buurthuis moet open blijven voor de hele wijk."
    made = build_map([make_document(f"{lead}\n\n{lead} Dat is zo.")], [], model=tiny_model, created=CREATED)
    repeated = [s for s in made.sentences if s.duplicate_of]
    assert [s.duplicate_of for s in repeated] == ["d1.s1"]
    assert not {r.source for r in made.relations} & {s.id for s in repeated}


def test_boilerplate_and_headings_have_no_role_and_no_stance(
    tiny_model: Model, make_document: Callable[..., Document], make_debate: Callable[..., Debate]
):
    made = build_map([make_document("Inloggen\n\n" + TEXT)], [make_debate()], model=tiny_model, created=CREATED)
    other = [s for s in made.sentences if s.kind is not Kind.SENTENCE]
    assert [s.text for s in other] == ["Inloggen"]
    assert all(s.role is Role.NONE and not s.judgement.stances and s.judgement.role_scores is None for s in other)


def test_a_document_longer_than_a_portion_is_judged_whole(tiny_model: Model, make_document: Callable[..., Document]):
    count = 2 * PORTION_UNITS + 5
    text = " ".join(f"Punt {'a' * (n % 9 + 1)} is duur." for n in range(count))
    made = build_map([make_document(text)], [], model=tiny_model, created=CREATED)
    assert len(made.sentences) == count
    assert all(s.judgement.role_scores for s in made.sentences)


def test_progress_counts_documents_up_to_all_of_them(tiny_model: Model, make_document: Callable[..., Document]):
    seen: list[tuple[int, int]] = []
    documents = [make_document(TEXT, id=f"d{n}") for n in range(1, 11)]
    build_map(documents, [], model=tiny_model, created=CREATED, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(8, 10), (10, 10)]


def test_a_long_document_stands_alone_in_its_chunk(make_document: Callable[..., Document]):
    long, short = make_document("a" * 300_000), make_document("b")
    assert chunks([short, long, short, short]) == [[short], [long], [short, short]]
    assert chunks([]) == []


def test_key_points_name_sentences_of_their_own_side(
    tiny_model: Model, make_document: Callable[..., Document], make_debate: Callable[..., Debate]
):
    made = build_map([make_document(TEXT * 8)], [make_debate()], model=tiny_model, created=CREATED)
    sides = {s.id: s.side("parkeren") for s in made.sentences}
    assert all(sides[member] is point.side for point in made.key_points for member in point.members)


def test_each_row_is_placed_on_every_debate_and_swapped_poles_mirror_it(
    tiny_model: Model, make_debate: Callable[..., Debate]
):
    straight, swapped = make_debate(), make_debate(a="Parkeren moet betaald worden.", b="Parkeren moet gratis blijven.")
    texts = ["Gratis is eerlijk.", "Betalen is eerlijk.", ""]
    one = place_texts(texts, [straight], model=tiny_model)
    other = place_texts(texts, [swapped], model=tiny_model)
    assert len(one) == 3
    for left, right in zip(one, other, strict=True):
        mirrored = {"a": "b", "b": "a"}
        assert left.sides["parkeren"].side == mirrored.get(right.sides["parkeren"].side, right.sides["parkeren"].side)
        assert left.sides["parkeren"].scores["a"] == right.sides["parkeren"].scores["b"]


@pytest.mark.parametrize("scores", [[0.33333, 0.33333, 0.33334], [0.5, 0.5], [1.0, 0.0], [0.2, 0.2, 0.2, 0.4]])
def test_rounded_scores_still_add_up_to_one(scores: list[float]):
    values = rounded("abcd"[: len(scores)], scores)
    assert sum(values.values()) == pytest.approx(1, abs=0.0003)


def test_a_tie_made_by_rounding_is_decided_by_the_scores_themselves():
    scores = [0.300001, 0.300003, 0.2, 0.199996]
    assert highest("abcd", scores) == "b"
    assert rounded("abcd", scores)["a"] == rounded("abcd", scores)["b"]


def test_a_text_is_judged_on_the_nearest_debates_only_in_the_order_given(
    make_debate: Callable[..., Debate], tiny_model: Model
) -> None:
    debates = [make_debate(id=f"debat-{number}") for number in range(MOST_DEBATES + 4)]
    near = gate_debates(["De raad moet kiezen."], debates, model=tiny_model)
    assert 0 < len(near) <= MOST_DEBATES
    assert near == [debate for debate in debates if debate in near]
