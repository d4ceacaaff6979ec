import pytest

from corpus import Judgement, KeyPoint, Relation, RelationType, Role, Side, Stance
from pipeline._checker import check_map
from pipeline._map_json import dump_map

ROLES = {"claim": 0.1, "premise": 0.1, "criticism": 0.6, "recommendation": 0.1, "none": 0.1}
SIDES = {"a": 0.7, "b": 0.1, "neutral": 0.1, "unrelated": 0.1}


@pytest.fixture
def data(make_map, make_document, make_sentence, make_debate):
    stance = Stance(debate="parkeren", side=Side.A, scores=SIDES)
    judgement = Judgement(role=Role.CRITICISM, role_scores=ROLES, stances=(stance,))
    first, second = "Dat is duur.", "Dat is oneerlijk."
    point = KeyPoint(id="k1", debate="parkeren", side=Side.A, text=first, sentence="d1.s1", members=("d1.s1",))
    made = make_map(
        debates=(make_debate(),),
        documents=(make_document(f"{first} {second}"),),
        sentences=(
            make_sentence(first, judgement=judgement),
            make_sentence(second, id="d1.s2", start=13, judgement=judgement),
        ),
        relations=(Relation(source="d1.s1", target="d1.s2", type=RelationType.SUPPORT),),
        key_points=(point,),
    )
    return dump_map(made)


def found(data):
    return [(fault.path, fault.reason) for fault in check_map(data)]


def put(data, path, value):
    *steps, last = path
    for step in steps:
        data = data[step]
    data[last] = value


def test_a_good_map_has_no_faults(data):
    assert found(data) == []


@pytest.mark.parametrize("value", [None, [], "kaart", 3, {}, {"format": "iets"}])
def test_what_is_no_map_is_refused_by_its_format(value):
    assert [path for path, _ in found(value)] == ["format"]


def test_an_unknown_version_is_refused_by_name(data):
    data["version"] = 2
    assert found(data) == [("version", "version 2 is unknown; this debatkaart reads version 1")]


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        (("sentences", 1, "id"), "d1.s1", "sentences[1].id", "occurs twice"),
        (("sentences", 0, "document"), "d9", "sentences[0].document", "no document “d9”"),
        (("sentences", 1, "start"), 12, "sentences[1].text", "not what the document says at 12..30"),
        (("sentences", 1, "end"), 31, "sentences[1].end", "31 lies outside the text of 30"),
        (("sentences", 1, "end"), 13, "sentences[1].end", "13..13 is empty"),
        (("sentences", 1, "start"), 5, "sentences[1].start", "before the end (12)"),
        (("sentences", 0, "text"), "Dat is duu", "sentences[0].text", "not what the document says"),
        (("sentences", 0, "role"), "claim", "sentences[0].role", "is claim, but criticism scores higher"),
        (("sentences", 0, "role_scores", "claim"), 0.3, "sentences[0].role_scores", "add up to 1.2000"),
        (("sentences", 0, "role_scores", "claim"), 1.3, "sentences[0].role_scores.claim", "not lie above 1"),
        (("sentences", 0, "stances", 0, "side"), "b", "sentences[0].stances[0].side", "is b, but a scores"),
        (("sentences", 0, "stances", 0, "debate"), "x", "sentences[0].stances[0].debate", "no debate “x”"),
        (("sentences", 0, "kind"), "heading", "sentences[0].role", "a heading has no role"),
        (("sentences", 0, "duplicate_of"), "d1.s9", "sentences[0].duplicate_of", "no sentence “d1.s9”"),
        (("sentences", 0, "duplicate_of"), "d1.s1", "sentences[0].duplicate_of", "points to itself"),
        (("sentences", 0, "start"), "0", "sentences[0].start", "must be a whole number"),
        (("sentences", 0, "start"), -1, "sentences[0].start", "must not lie under 0"),
        (("sentences", 0, "certain"), 1, "sentences[0].certain", "must be true or false"),
        (("relations", 0, "target"), "d1.s9", "relations[0].target", "no sentence “d1.s9”"),
        (("relations", 0, "target"), "d1.s1", "relations[0]", "points to itself"),
        (("relations", 0, "score"), float("nan"), "relations[0].score", ""),
        (("key_points", 0, "sentence"), "d1.s2", "key_points[0].sentence", "is not a member"),
        (("key_points", 0, "side"), "b", "key_points[0].members[0]", "is not on side b"),
        (("key_points", 0, "debate"), "x", "key_points[0].debate", "no debate “x”"),
        (("documents", 0, "sha256"), "0" * 64, "documents[0].sha256", "does not belong to the text"),
        (("debates", 0, "poles", 0, "id"), "b", "debates[0].poles", "must be a and b"),
        (("debates", 0, "poles"), [], "debates[0].poles", "fewer than 2"),
    ],
)
def test_a_broken_rule_is_named_with_its_path_and_reason(data, path, value, place, reason):
    put(data, path, value)
    assert any(where == place and reason in why for where, why in found(data)), found(data)


def test_a_relation_may_not_be_there_twice(data):
    data["relations"] *= 2
    assert [place for place, _ in found(data)] == ["relations[1]"]


def test_a_relation_needs_argumentative_sentences(data):
    data["sentences"][0].update(role="none", judged_by="Ans")
    assert found(data) == [("relations[0].source", "sentence “d1.s1” has no role")]


def test_a_person_may_disagree_with_the_scores_but_the_model_may_not(data):
    model = {key: data["sentences"][0][key] for key in ("role", "role_scores", "stances")}
    data["sentences"][0].update(role="claim", judged_by="Ans", model=model)
    assert found(data) == []
    model["role"] = "claim"
    assert [place for place, _ in found(data)] == ["sentences[0].model.role"]


def test_scores_that_tie_agree_with_either_label(data):
    data["sentences"][0]["role_scores"].update(claim=0.35, criticism=0.35)
    assert found(data) == []


def test_every_fault_is_also_said_in_dutch(data):
    del data["sentences"][0]["speaker"]
    assert [(fault.path, fault.message("nl")) for fault in check_map(data)] == [("sentences[0].speaker", "ontbreekt")]
