from collections.abc import Callable
from typing import Any

import pytest

from corpus import ArgumentMap, Judgement, Relation, RelationType, Role, Sentence, Side, Stance
from pipeline.analysis.index import MapIndex, build_index
from pipeline.analysis.recommendations import Wanted, addressees, narrow, recommendations, sources


@pytest.fixture
def make_advice(make_map: Callable[..., ArgumentMap]) -> Callable[..., MapIndex]:
    """A map from (role, addressee, about the debate or not) of each sentence s1, s2, ..."""

    def make(*rows: tuple[Role, str | None, bool], **changes: object) -> MapIndex:
        sentences = []
        for number, (role, addressee, about) in enumerate(rows, start=1):
            stances = (Stance(debate="x", side=Side.A),) if about else ()
            judgement = Judgement(role=role, stances=stances)
            values = {"id": f"s{number}", "document": "d1", "start": 0, "end": 4, "text": "Doe."}
            sentences.append(Sentence(**values, judgement=judgement, addressee=addressee))
        return build_index(make_map(**{"sentences": tuple(sentences), **changes}))

    return make


def test_only_recommendations_are_in_the_register(make_advice: Callable[..., MapIndex]) -> None:
    index = make_advice((Role.CLAIM, None, True), (Role.RECOMMENDATION, None, True), (Role.RECOMMENDATION, None, False))
    assert [entry.sentence for entry in recommendations(index)] == ["s2", "s3"]
    (only,) = recommendations(index, "x")
    assert (only.sentence, only.side) == ("s2", Side.A)


def test_spellings_of_an_addressee_are_one(make_advice: Callable[..., MapIndex]) -> None:
    names = ("de gemeente", "De gemeente", "gemeente", "de  Gemeente", "het college", None)
    index = make_advice(*((Role.RECOMMENDATION, name, True) for name in names))
    assert addressees(recommendations(index)) == (("De gemeente", 4), ("Het college", 1), (None, 1))


def test_grounds_and_criticism_come_from_the_relations(make_advice: Callable[..., MapIndex]) -> None:
    relations = (
        Relation(source="s2", target="s1", type=RelationType.SUPPORT, score=0.5),
        Relation(source="s3", target="s1", type=RelationType.SUPPORT, score=0.9),
        Relation(source="s4", target="s1", type=RelationType.ATTACK, score=0.7),
    )
    rows = ((Role.RECOMMENDATION, None, True), (Role.PREMISE, None, True), (Role.PREMISE, None, True))
    index = make_advice(*rows, (Role.CRITICISM, None, True), relations=relations)
    (entry,) = recommendations(index)
    assert (entry.grounds, entry.criticism) == (("s3", "s2"), ("s4",))


def test_repetitions_count_and_are_not_shown(
    make_advice: Callable[..., MapIndex], make_map: Callable[..., ArgumentMap]
) -> None:
    index = make_advice((Role.RECOMMENDATION, None, True))
    first = index.map.sentences[0]
    again = Sentence(
        id="s9", document="d1", start=0, end=4, text="Doe.", judgement=first.judgement, duplicate_of=first.id
    )
    (entry,) = recommendations(build_index(make_map(sentences=(first, again))))
    assert (entry.sentence, entry.repeated) == ("s1", 2)


def test_the_register_is_narrowed_to_what_is_wanted(make_advice: Callable[..., MapIndex]) -> None:
    relations = (Relation(source="s3", target="s1", type=RelationType.SUPPORT, score=0.9),)
    rows = ((Role.RECOMMENDATION, "de raad", True), (Role.RECOMMENDATION, None, False), (Role.PREMISE, None, True))
    index = make_advice(*rows, relations=relations)
    entries = recommendations(index, None)

    def kept(**wanted: Any) -> list[str]:
        return [entry.sentence for entry in narrow(index, entries, Wanted(**wanted))]

    assert kept() == ["s1", "s2"]
    assert kept(addressees=frozenset({None})) == ["s2"]
    assert kept(documents=frozenset({"d2"})) == []
    assert kept(grounds=True) == ["s1"]
    assert kept(criticism=True) == []
    assert kept(sides=frozenset({Side.A})) == []
    assert sources(index, entries) == ["d1"]


def test_a_map_without_recommendations_has_an_empty_register(make_advice: Callable[..., MapIndex]) -> None:
    assert recommendations(make_advice((Role.CLAIM, None, True))) == ()
    assert addressees(()) == ()
