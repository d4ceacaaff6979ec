import pytest

from models._baselines import cue_word_roles, majority, tfidf_labels
from models._metrics import (
    accuracy_at_coverage,
    bootstrap_interval,
    boundary_f1,
    expected_calibration_error,
    flips,
    kappa,
    kind_f1,
    macro_f1,
    match_units,
    relation_f1,
    same_speaker,
    side_f1,
)


def test_a_gold_unit_is_matched_with_the_unit_that_covers_most_of_it():
    assert match_units([(0, 10), (10, 20)], [(0, 6), (6, 20)]) == [0, 1]


def test_a_gold_unit_covered_for_less_than_half_stays_unmatched():
    assert match_units([(0, 10)], [(0, 4)]) == [None]
    assert match_units([(0, 10)], [(0, 5)]) == [0]
    assert match_units([(0, 10)], []) == [None]


def test_boundaries_are_equal_after_trimming():
    # Two gold, three predicted, one equal: 2 * 1 / 5.
    assert boundary_f1([("Ja. Nee dus.", [(0, 3), (4, 12)], [(0, 4), (4, 7), (8, 12)])]) == pytest.approx(0.4)


def test_a_kind_that_is_never_predicted_scores_zero():
    assert kind_f1(["boilerplate", "sentence"], ["sentence", "sentence"], "boilerplate") == 0


def test_macro_f1_is_the_mean_of_the_classes():
    # x: precision 1/2, recall 1, so 2/3; y: never right, so 0.
    assert macro_f1(["x", "y"], ["x", "x"], ["x", "y"]) == pytest.approx(1 / 3)


def test_kappa_takes_chance_away():
    # Observed 3/4; expected 1/2 * 3/4 + 1/2 * 1/4 = 1/2.
    assert kappa(["x", "x", "y", "y"], ["x", "x", "x", "y"]) == pytest.approx(0.5)
    assert kappa(["x"], ["x"]) == 1


def test_side_f1_counts_every_other_label_as_a_negative():
    # a: one right, one false alarm (2/3); b: missed (0).
    assert side_f1(["a", "b", "-"], ["a", "neutral", "a"]) == pytest.approx(1 / 3)


def test_flips_are_a_share_of_the_gold_sides():
    assert flips(["a", "b", "neutral", "a"], ["b", "b", "a", "-"]) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("De heer Jansen (D66)", "jansen", True),
        ("Anna de Vries", "mevrouw De Vries", True),
        ("Anna de Vries", "Anna", False),
        ("author", "author", True),
        ("author", None, False),
    ],
)
def test_speakers_are_compared_without_title_and_party(gold, predicted, same):
    assert same_speaker(gold, predicted) is same


def test_relations_count_only_when_source_target_and_type_agree():
    pairs = [({(0, 1, "support"), (2, 1, "attack")}, {(0, 1, "support"), (2, 1, "support")})]
    assert relation_f1(pairs) == pytest.approx(0.5)
    assert relation_f1(pairs, kind="attack") == 0


def test_calibration_error_is_the_gap_in_each_bin():
    # Bins (0.5, 0.5) with accuracy 0.5 and (0.9, 0.9) with accuracy 0.5: mean of 0 and 0.4.
    error = expected_calibration_error([0.5, 0.9, 0.5, 0.9], [True, True, False, False], bins=2)
    assert error == pytest.approx(0.2)


def test_accuracy_at_coverage_drops_the_least_confident():
    assert accuracy_at_coverage([0.9, 0.8, 0.7, 0.6, 0.1], [True, True, True, True, False]) == 1


def test_a_bootstrap_interval_is_repeatable_and_holds_the_mean():
    values = [0.0, 1.0] * 20
    low, high = bootstrap_interval(values, lambda drawn: sum(drawn) / len(drawn))
    assert 0.3 < low < 0.5 < high < 0.7
    assert (low, high) == bootstrap_interval(values, lambda drawn: sum(drawn) / len(drawn))


def test_majority_repeats_the_most_frequent_label():
    assert majority(["x", "y", "y"], count=2) == ["y", "y"]


def test_cue_words_give_a_role_and_claim_without_a_cue():
    sentences = ["Het college moet ingrijpen.", "Want het is duur.", "Wat vindt u?", "Fietsen is fijn."]
    assert cue_word_roles(sentences) == ["recommendation", "premise", "none", "claim"]


def test_counted_words_tell_two_labels_apart():
    train = [("meer bomen", "groen"), ("bomen planten", "groen"), ("meer wegen", "grijs"), ("wegen bouwen", "grijs")]
    assert tfidf_labels(train, ["bomen", "wegen"]) == ["groen", "grijs"]
