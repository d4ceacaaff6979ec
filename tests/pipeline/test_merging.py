from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Judgement, KeyPoint, Relation, RelationType, Role, Side, Stance
from pipeline._checker import check_map
from pipeline._map_json import dump_map
from pipeline.merging import MergeRefused, merge_maps

CREATED = "2026-02-03T04:05:06Z"
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
SIDE_A = (Stance(debate="parkeren", side=Side.A),)


@pytest.fixture
def first(make_map, make_sentence, make_debate):
    one = make_sentence("De raad moet kiezen.", role=Role.CLAIM)
    two = make_sentence("Dat kan niet wachten.", id="d1.s2", start=21, role=Role.PREMISE)
    relation = Relation(source="d1.s2", target="d1.s1", type=RelationType.SUPPORT, score=0.5)
    return make_map(debates=(make_debate(),), sentences=(one, two), relations=(relation,))


@given(data=st.data())
@FEW
def test_a_merged_map_keeps_every_rule_of_the_format(maps, data):
    try:
        merged = merge_maps([data.draw(maps), data.draw(maps)], created=CREATED)
    except MergeRefused:
        return
    assert check_map(dump_map(merged)) == []


@given(data=st.data())
@FEW
def test_merging_a_map_with_itself_adds_nothing(maps, data):
    argument_map = data.draw(maps)
    alone = merge_maps([argument_map], created=CREATED)
    assert merge_maps([argument_map, argument_map], created=CREATED) == alone
    assert merge_maps([alone, argument_map], created=CREATED).sentences == alone.sentences


def test_documents_of_both_maps_are_kept_under_new_ids(first, make_document, make_sentence):
    other = make_document("Bomen zijn mooi.")
    second = replace(first, documents=(other,), sentences=(make_sentence("Bomen zijn mooi."),), relations=())
    merged = merge_maps([first, second], created=CREATED)
    assert [(one.id, one.text) for one in merged.documents] == [("d1", first.documents[0].text), ("d2", other.text)]
    assert [one.id for one in merged.sentences] == ["d1.s1", "d1.s2", "d2.s1"]
    assert len(merged.relations) == 1
    assert merged.made_by.created == CREATED


def test_the_same_text_is_one_document_whatever_its_id(first):
    renamed = replace(
        first,
        documents=(replace(first.documents[0], id="x", author="Ans"),),
        sentences=tuple(replace(one, id=f"x.{one.id}", document="x") for one in first.sentences),
        relations=tuple(replace(one, source=f"x.{one.source}", target=f"x.{one.target}") for one in first.relations),
    )
    merged = merge_maps([first, renamed], created=CREATED)
    assert merged.sentences == first.sentences
    assert merged.relations == first.relations
    assert merged.documents[0].author == "Ans"


def test_a_persons_judgement_wins_and_the_models_is_kept(first):
    person = Judgement(maker="Ans", role=Role.CRITICISM, stances=SIDE_A)
    reviewed = replace(first, sentences=(replace(first.sentences[0], judgement=person), *first.sentences[1:]))
    merged = merge_maps([first, reviewed], created=CREATED)
    assert merged.sentences[0].judgement == person
    assert merged.sentences[0].model_judgement == first.sentences[0].judgement
    assert merge_maps([reviewed, first], created=CREATED).sentences[0].judgement == person


def test_a_relation_goes_when_a_person_says_that_its_end_is_no_argument(first):
    person = Judgement(maker="Ans")
    reviewed = replace(first, sentences=(replace(first.sentences[0], judgement=person), *first.sentences[1:]))
    reviewed = replace(reviewed, relations=())
    assert merge_maps([first, reviewed], created=CREATED).relations == ()


def test_stances_on_debates_that_only_the_second_map_has_are_added(first, make_debate):
    trees = Stance(debate="bomen", side=Side.B)
    about = [replace(one, judgement=replace(one.judgement, stances=(*SIDE_A, trees))) for one in first.sentences]
    second = replace(first, debates=(make_debate(), make_debate("bomen")), sentences=tuple(about))
    merged = merge_maps([first, second], created=CREATED)
    assert [one.id for one in merged.debates] == ["parkeren", "bomen"]
    # The first map asked about parking and found that this sentence is not about it.
    assert merged.sentences[0].judgement.stances == (trees,)


def test_key_points_with_the_same_members_are_one(first):
    judged = tuple(replace(one, judgement=replace(one.judgement, stances=SIDE_A)) for one in first.sentences)
    point = KeyPoint(id="k", debate="parkeren", side=Side.A, text="Kies.", sentence="d1.s1", members=("d1.s1", "d1.s2"))
    full = replace(first, sentences=judged, key_points=(point,))
    merged = merge_maps([full, full], created=CREATED)
    assert merged.key_points == (replace(point, id="parkeren.a.k1"),)


def test_two_debates_with_one_id_are_refused_by_name(first, make_debate):
    second = replace(first, debates=(make_debate(a="Weg met de auto."),))
    with pytest.raises(MergeRefused, match="debate “parkeren”"):
        merge_maps([first, second], created=CREATED)


def test_a_text_that_a_map_has_twice_becomes_one_document(first):
    trees = (Stance(debate="parkeren", side=Side.B),)
    again = tuple(
        replace(one, id=f"x{number}", document="x", judgement=replace(one.judgement, stances=trees))
        for number, one in enumerate(first.sentences)
    )
    judged = tuple(replace(one, judgement=replace(one.judgement, stances=SIDE_A)) for one in first.sentences)
    twice = replace(
        first, documents=(*first.documents, replace(first.documents[0], id="x")), sentences=(*judged, *again)
    )
    merged = merge_maps([twice, first], created=CREATED)
    assert merged.sentences == judged
    assert [one.id for one in merged.documents] == ["d1"]


def test_a_relation_between_two_copies_of_a_sentence_goes_when_they_become_one(first):
    copy = replace(first.sentences[0], id="x1", document="x")
    relation = Relation(source="x1", target="d1.s1", type=RelationType.SUPPORT)
    twice = replace(
        first,
        documents=(*first.documents, replace(first.documents[0], id="x")),
        sentences=(*first.sentences, copy),
        relations=(relation,),
    )
    assert merge_maps([twice], created=CREATED).relations == ()
