from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Kind,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)
from pipeline._checker import check_map
from pipeline._map_json import dump_map
from pipeline.corrections import corrected, place_of
from pipeline.labels.label import KeptJudgement, Label, Link, Place

WORDS = ("De brug is oud.", "Bouw een nieuwe brug.", "Dat kost te veel en het helpt niet.", "Dank u wel.")
TEXT = " ".join(WORDS)
ROLES = (Role.PREMISE, Role.RECOMMENDATION, Role.CRITICISM, Role.NONE)
SCORES: dict[str, float] = dict.fromkeys(Role, 0.2)


@pytest.fixture
def bridge(
    make_map: Callable[..., ArgumentMap],
    make_document: Callable[..., Document],
    make_sentence: Callable[..., Sentence],
    make_debate: Callable[..., Debate],
) -> ArgumentMap:
    sentences = []
    for number, (words, role) in enumerate(zip(WORDS, ROLES, strict=True), start=1):
        scores = {"a": 0.7, "b": 0.1, "neutral": 0.1, "unrelated": 0.1}
        stances = (Stance(debate="parkeren", side=Side.A, scores=scores),) if number < 3 else ()
        judgement = Judgement(role=role, role_scores=SCORES, stances=stances)
        sentences.append(
            make_sentence(words, id=f"d1.s{number}", start=TEXT.index(words), judgement=judgement, speaker="author")
        )
    members = ("d1.s1", "d1.s2")
    point = KeyPoint(id="k1", debate="parkeren", side=Side.A, text=WORDS[0], sentence="d1.s1", members=members)
    relations = (
        Relation(source="d1.s1", target="d1.s2", type=RelationType.SUPPORT, score=0.6),
        Relation(source="d1.s3", target="d1.s2", type=RelationType.ATTACK, score=0.6),
    )
    return make_map(
        documents=(make_document(TEXT),),
        sentences=tuple(sentences),
        debates=(make_debate(),),
        relations=relations,
        key_points=(point,),
    )


def said(argument_map: ArgumentMap, sentence: int, label: Label, **changes: object) -> KeptJudgement:
    place = place_of(argument_map.sentences[sentence], argument_map.documents[0])
    values = {"id": 1, "place": place, "annotator": "Anna", "made": "2026-01-01", "model": "m", "label": label}
    return KeptJudgement(**{**values, **changes})  # type: ignore[arg-type]


def is_valid(argument_map: ArgumentMap) -> bool:
    return not check_map(dump_map(argument_map))


def test_a_map_without_judgements_stays_the_same_object(bridge: ArgumentMap) -> None:
    assert corrected(bridge, []) is bridge


def test_a_persons_word_counts_and_the_models_is_kept(bridge: ArgumentMap) -> None:
    found = corrected(bridge, [said(bridge, 0, Label(role=Role.CLAIM, stances={"parkeren": "b"}))])
    first = found.sentences[0]
    assert (first.role, first.judgement.maker, first.side("parkeren")) == (Role.CLAIM, "Anna", Side.B)
    assert first.model_judgement == bridge.sentences[0].judgement
    assert found.sentences[1:] == bridge.sentences[1:]
    assert is_valid(found)


def test_what_was_not_judged_stays_the_models(bridge: ArgumentMap) -> None:
    only_stance = corrected(bridge, [said(bridge, 0, Label(stances={"parkeren": "neutral"}))]).sentences[0]
    assert (only_stance.role, only_stance.side("parkeren")) == (Role.PREMISE, Side.NEUTRAL)
    only_role = corrected(bridge, [said(bridge, 0, Label(role=Role.CLAIM))]).sentences[0]
    assert (only_role.role, only_role.side("parkeren")) == (Role.CLAIM, Side.A)


def test_not_about_this_debate_takes_the_stance_away(bridge: ArgumentMap) -> None:
    found = corrected(bridge, [said(bridge, 0, Label(stances={"parkeren": "unrelated", "elders": "a"}))])
    assert found.sentences[0].judgement.stances == ()
    assert is_valid(found)


def test_who_is_unsure_leaves_the_models_word_in_doubt(bridge: ArgumentMap) -> None:
    first = corrected(bridge, [said(bridge, 0, Label(unsure=True))]).sentences[0]
    assert (first.role, first.judgement.maker, first.judgement.certain) == (Role.PREMISE, "model", False)


def test_a_sentence_without_a_role_loses_its_relations(bridge: ArgumentMap) -> None:
    found = corrected(bridge, [said(bridge, 1, Label(role=Role.NONE))])
    assert found.relations == ()
    assert is_valid(found)


def test_a_heading_has_no_role_stance_or_key_point(bridge: ArgumentMap) -> None:
    found = corrected(bridge, [said(bridge, 0, Label(kind=Kind.HEADING))])
    assert (found.sentences[0].kind, found.sentences[0].role) == (Kind.HEADING, Role.NONE)
    assert found.key_points[0].members == ("d1.s2",)
    assert (found.key_points[0].sentence, found.key_points[0].text) == ("d1.s2", WORDS[1])
    assert is_valid(found)


def test_a_key_point_without_members_goes(bridge: ArgumentMap) -> None:
    other_side = Label(stances={"parkeren": "b"})
    found = corrected(bridge, [said(bridge, 0, other_side), said(bridge, 1, other_side, id=2)])
    assert found.key_points == ()


def test_a_persons_relation_takes_the_place_of_the_models(bridge: ArgumentMap) -> None:
    target = bridge.sentences[0]
    link = Link(type=RelationType.ATTACK, start=target.start, end=target.end)
    found = corrected(bridge, [said(bridge, 2, Label(role=Role.CRITICISM, link=link))])
    assert [(one.source, one.target, one.score) for one in found.relations] == [
        ("d1.s1", "d1.s2", 0.6),
        ("d1.s3", "d1.s1", 1.0),
    ]
    none = corrected(bridge, [said(bridge, 2, Label(role=Role.CRITICISM, link="none"))])
    assert [one.source for one in none.relations] == ["d1.s1"]


def test_a_new_recommendation_gets_an_addressee_and_a_former_one_loses_it(bridge: ArgumentMap) -> None:
    addressed = replace(bridge.sentences[1], addressee="de raad")
    changed = replace(bridge, sentences=(bridge.sentences[0], addressed, *bridge.sentences[2:]))
    assert corrected(changed, [said(changed, 1, Label(role=Role.RECOMMENDATION))]).sentences[1].addressee == "de raad"
    assert corrected(changed, [said(changed, 1, Label(role=Role.CLAIM))]).sentences[1].addressee is None


def test_the_speaker_is_corrected(bridge: ArgumentMap) -> None:
    found = corrected(bridge, [said(bridge, 0, Label(role=Role.CLAIM, speaker="De heer Blok"))])
    assert found.sentences[0].speaker == "De heer Blok"


def split_third(bridge: ArgumentMap) -> KeptJudgement:
    third = bridge.sentences[2]
    middle = third.start + third.text.index(" en ")
    return said(bridge, 2, Label(parts=((third.start, middle), (middle + 1, third.end))), id=5)


def test_a_split_sentence_becomes_two_that_the_model_is_not_certain_of(bridge: ArgumentMap) -> None:
    found = corrected(bridge, [split_third(bridge)])
    texts = [one.text for one in found.sentences]
    assert texts == [*WORDS[:2], "Dat kost te veel", "en het helpt niet.", WORDS[3]]
    parts = found.sentences[2:4]
    assert [one.judgement.certain for one in parts] == [False, False]
    assert {one.judgement.maker for one in parts} == {"model"}
    assert parts[0].id == "d1.s3"
    assert [one.source for one in found.relations] == ["d1.s1", "d1.s3"]
    assert is_valid(found)


def test_a_part_of_a_split_sentence_can_be_judged(bridge: ArgumentMap) -> None:
    split = split_third(bridge)
    (_, (start, end)) = split.label.parts
    place = Place(document=split.place.document, start=start, end=end)
    found = corrected(bridge, [split, said(bridge, 2, Label(role=Role.CLAIM), place=place, id=6)])
    assert (found.sentences[3].role, found.sentences[3].judgement.maker) == (Role.CLAIM, "Anna")
    assert is_valid(found)


def test_merged_sentences_become_one_and_references_follow(bridge: ArgumentMap) -> None:
    first, second = bridge.sentences[:2]
    stretch = Place(document=bridge.documents[0].sha256, start=first.start, end=second.end)
    whole = Label(parts=((first.start, second.end),))
    found = corrected(bridge, [said(bridge, 0, whole, place=stretch)])
    assert [one.id for one in found.sentences] == ["d1.s1", "d1.s3", "d1.s4"]
    assert found.sentences[0].text == f"{WORDS[0]} {WORDS[1]}"
    assert found.relations == ()
    assert found.key_points[0].members == ("d1.s1",)
    assert is_valid(found)


def test_what_repeats_a_merged_sentence_counts_for_itself(bridge: ArgumentMap) -> None:
    repeated = replace(bridge.sentences[3], duplicate_of="d1.s2")
    changed = replace(bridge, sentences=(*bridge.sentences[:3], repeated))
    first, second = changed.sentences[:2]
    stretch = Place(document=changed.documents[0].sha256, start=first.start, end=second.end)
    label = Label(parts=((first.start, second.end),))
    found = corrected(changed, [said(changed, 0, label, place=stretch)])
    assert found.sentences[-1].duplicate_of is None


def test_a_division_that_does_not_fit_the_map_does_nothing(bridge: ArgumentMap) -> None:
    place = Place(document=bridge.documents[0].sha256, start=3, end=20)
    found = corrected(bridge, [said(bridge, 0, Label(parts=((3, 9), (9, 20))), place=place)])
    assert found.sentences == bridge.sentences


def test_correcting_twice_keeps_what_the_model_said(bridge: ArgumentMap) -> None:
    judgements = [said(bridge, 0, Label(role=Role.CLAIM))]
    once = corrected(bridge, judgements)
    assert corrected(once, judgements) == once
