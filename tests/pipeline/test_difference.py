from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Judgement, Relation, RelationType, Role, Side, Stance
from pipeline.difference import RelationText, SideChange, compare_maps
from pipeline.merging import merge_maps

FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def old(make_map, make_sentence, make_debate):
    one = make_sentence("De raad moet kiezen.", role=Role.CLAIM, speaker="Ans")
    two = make_sentence("Dat kan niet wachten.", id="d1.s2", start=21, role=Role.PREMISE)
    relation = Relation(source="d1.s2", target="d1.s1", type=RelationType.SUPPORT)
    return make_map(debates=(make_debate(),), sentences=(one, two), relations=(relation,))


def changed(argument_map, number, **changes):
    sentences = list(argument_map.sentences)
    sentences[number] = replace(sentences[number], **changes)
    return replace(argument_map, sentences=tuple(sentences))


@given(data=st.data())
@FEW
def test_a_map_does_not_differ_from_itself_nor_from_itself_under_other_ids(maps, data):
    argument_map = data.draw(maps)
    assert not compare_maps(argument_map, argument_map)
    texts = [one.text for one in argument_map.documents]
    if len(texts) == len(set(texts)):
        renumbered = merge_maps([argument_map], created="2026-01-01T00:00:00Z")
        difference = compare_maps(argument_map, renumbered)
        assert (difference.appeared, difference.vanished, difference.changed) == ((), (), ())


@given(data=st.data())
@FEW
def test_what_appears_one_way_vanishes_the_other_way(maps, data):
    one, two = data.draw(maps), data.draw(maps)
    there, back = compare_maps(one, two), compare_maps(two, one)
    assert [sentence.text for sentence in there.appeared] == [sentence.text for sentence in back.vanished]
    assert len(there.changed) == len(back.changed)
    assert there.relations_appeared == back.relations_vanished


def test_ids_offsets_case_white_space_and_soft_hyphens_do_not_matter(old, make_document, make_sentence):
    text = "Vooraf.  De RAAD moet\nkie\u00adzen. Dat kan niet wachten."
    one = make_sentence("De RAAD moet\nkie\u00adzen.", id="x1", start=9, document="x", role=Role.CLAIM, speaker="Ans")
    two = make_sentence("Dat kan niet wachten.", id="x2", start=31, document="x", role=Role.PREMISE)
    relation = Relation(source="x2", target="x1", type=RelationType.SUPPORT)
    new = replace(old, documents=(make_document(text, id="x"),), sentences=(one, two), relations=(relation,))
    assert not compare_maps(old, new)


def test_new_and_vanished_arguments_are_named(old):
    less = replace(old, sentences=old.sentences[:1], relations=())
    assert [one.text for one in compare_maps(less, old).appeared] == ["Dat kan niet wachten."]
    difference = compare_maps(old, less)
    assert [one.text for one in difference.vanished] == ["Dat kan niet wachten."]
    expected = RelationText(source="Dat kan niet wachten.", target="De raad moet kiezen.", type=RelationType.SUPPORT)
    assert difference.relations_vanished == (expected,)


def test_a_sentence_without_role_or_side_is_no_argument(old):
    idle = changed(replace(old, relations=()), 1, judgement=Judgement())
    less = replace(idle, sentences=idle.sentences[:1])
    assert not compare_maps(less, idle)


def test_another_role_and_another_side_are_changes(old):
    stance = Stance(debate="parkeren", side=Side.B)
    new = changed(old, 0, judgement=Judgement(role=Role.CRITICISM, stances=(stance,)))
    (change,) = compare_maps(old, new).changed
    assert change.role_changed
    assert change.sides == (SideChange(debate="parkeren", old=None, new=Side.B),)


def test_another_certainty_or_score_is_no_change(old):
    assert not compare_maps(old, changed(old, 0, judgement=Judgement(role=Role.CLAIM, certain=False)))


def test_the_same_words_of_another_speaker_are_another_argument(old):
    difference = compare_maps(old, changed(old, 0, speaker="Bob"))
    assert [one.speaker for one in difference.appeared] == ["Bob"]
    assert [one.speaker for one in difference.vanished] == ["Ans"]
