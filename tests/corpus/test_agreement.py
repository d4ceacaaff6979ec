from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import (
    cohen_kappa,
    count_settlements,
    krippendorff_alpha,
    load_first_annotations,
    measure_agreement,
)
from corpus.annotated import LabelledText, SecondAnnotation, load_second_annotations, load_texts


def rows(*observers: str) -> list[tuple[str | None, ...]]:
    """Items from one line per observer; a point is a missing value."""
    columns = zip(*(line.split() for line in observers), strict=True)
    return [tuple(None if value == "." else value for value in column) for column in columns]


# The worked examples A, B and C of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
PUBLISHED = {
    "two observers, binary": (rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    "two observers, nominal": (rows("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    "four observers, values missing": (
        rows(
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_alpha_is_that_of_the_published_examples(name: str) -> None:
    ratings, published = PUBLISHED[name]
    assert krippendorff_alpha(ratings) == pytest.approx(published, abs=0.0005)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_alpha_does_not_care_who_is_first_and_never_passes_one(ratings: list[tuple[str, str]]) -> None:
    swapped = [(second, first) for first, second in ratings]
    assert krippendorff_alpha(ratings) == pytest.approx(krippendorff_alpha(swapped))
    assert krippendorff_alpha(ratings) <= 1


def test_full_agreement_is_one_also_on_a_single_value() -> None:
    assert krippendorff_alpha([("a", "a"), ("b", "b")]) == 1
    assert krippendorff_alpha([("a", "a")]) == 1
    assert cohen_kappa(["a", "b"], ["a", "b"]) == 1
    assert cohen_kappa(["a"], ["a"]) == 1


def test_an_item_that_only_one_annotator_judged_changes_nothing() -> None:
    ratings: list[tuple[str | None, ...]] = [("a", "a"), ("a", "b"), ("b", "b")]
    assert krippendorff_alpha([*ratings, ("b", None)]) == pytest.approx(krippendorff_alpha(ratings))


def test_kappa_is_that_of_the_textbook_table() -> None:
    # 20 times both yes, 5 and 10 times one of them, 15 times both no: 0.7 observed, 0.5 by chance.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


LINES = ["Sluis open", "Houd de sluis open.", "Er varen veertig boten.", "Dat is onzin."]


def text(**changes: Any) -> LabelledText:
    units, start = [], 0
    for line in LINES:
        units.append({"start": start, "end": start + len(line), "role": "claim", "speaker": "author"})
        start += len(line) + 1
    units[0] = {"start": 0, "end": len(LINES[0]), "kind": "heading"}
    base = {
        "id": "sluis-01",
        "genre": "letter",
        "title": "",
        "author": "",
        "date": "",
        "source": "",
        "debates": ("sluis", "geld"),
        "split": "train",
        "text": "\n".join(LINES),
        "units": units,
    }
    return LabelledText.model_validate({**base, **changes})


def first(**changes: Any) -> SecondAnnotation:
    return SecondAnnotation(id="sluis-01", units=text(**changes).units)


def judged(*changes: dict[str, Any]) -> SecondAnnotation:
    """The same text as somebody else labels it: changes to the three sentences."""
    units = [unit.model_dump() for unit in text().units]
    for unit, change in zip(units[1:], changes, strict=True):
        unit.update(change)
    return SecondAnnotation.model_validate({"id": "sluis-01", "units": units})


def test_two_equal_judgements_agree_on_every_label() -> None:
    found = measure_agreement([text()], [first()], [judged({}, {}, {})])
    assert {one.label: one.decisions for one in found} == {
        "kind": 4,
        "role": 3,
        "speaker": 3,
        "stance": 6,
        "relation": 3,
        "relation type": 3,
    }
    assert all(one.observed == one.kappa == one.alpha == 1 for one in found)


def test_a_stance_that_only_one_annotator_gives_differs_from_unrelated() -> None:
    found = measure_agreement([text()], [first()], [judged({"stances": {"sluis": "a"}}, {}, {})])
    (stance,) = [one for one in found if one.label == "stance"]
    assert stance.observed == pytest.approx(5 / 6)


def test_roles_are_compared_only_where_both_see_a_sentence() -> None:
    found = measure_agreement(
        [text()], [first()], [judged({"role": "premise"}, {"kind": "boilerplate", "role": "none"}, {})]
    )
    by_label = {one.label: one for one in found}
    assert by_label["kind"].observed == 0.75
    assert (by_label["role"].decisions, by_label["role"].observed) == (2, 0.5)


def test_relations_are_compared_by_presence_type_and_target() -> None:
    attack = {"relation": {"type": "attack", "target": 1}}
    support = {"relation": {"type": "support", "target": 1}}
    units = [unit.model_dump() for unit in text().units]
    units[2].update(attack)
    units[3].update(attack)
    found = measure_agreement([text()], [first(units=units)], [judged({}, support, {})])
    by_label = {one.label: one for one in found}
    assert by_label["relation"].observed == pytest.approx(2 / 3)
    assert by_label["relation type"].observed == pytest.approx(1 / 3)
    assert (by_label["relation target"].decisions, by_label["relation target"].observed) == (1, 1)


def test_a_second_judgement_of_another_text_or_of_other_units_is_refused() -> None:
    with pytest.raises(KeyError):
        measure_agreement([], [first()], [judged({}, {}, {})])
    with pytest.raises(KeyError):
        measure_agreement([text()], [], [judged({}, {}, {})])
    shorter = SecondAnnotation(id="sluis-01", units=text().units[:2])
    with pytest.raises(ValueError, match="shorter"):
        measure_agreement([text()], [first()], [shorter])


def test_a_difference_is_settled_as_one_of_the_two_or_otherwise() -> None:
    other = judged({"role": "premise"}, {"role": "premise"}, {"role": "premise"})
    units = [unit.model_dump() for unit in text().units]
    units[2]["role"], units[3]["role"] = "premise", "criticism"
    found = count_settlements([text(units=units)], [first()], [other])
    assert found == {"first": 1, "second": 1, "other": 1}


def test_every_shipped_second_judgement_has_a_first_one_of_the_same_units() -> None:
    texts = {text.id: text.units for text in load_texts()}
    firsts = {one.id: one.units for one in load_first_annotations()}
    assert set(firsts) == {one.id for one in load_second_annotations()}
    for name, units in firsts.items():
        assert [(unit.start, unit.end) for unit in units] == [(unit.start, unit.end) for unit in texts[name]]


def test_shipped_judgements_agree_as_well_as_the_guidelines_allow_people_to() -> None:
    kappas = {one.label: one.kappa for one in measure_agreement()}
    assert kappas["role"] > 0.75
    assert kappas["stance"] > 0.7
    assert kappas["speaker"] > 0.9
