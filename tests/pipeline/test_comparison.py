import json
from dataclasses import asdict

import numpy as np
import pytest

from corpus import Kind, Role
from corpus.taught import TaughtText, TaughtUnit
from pipeline.comparison import (
    ENOUGH,
    LABELS,
    Decision,
    Sense,
    Verdict,
    compare,
    compare_decisions,
    judged,
    kappa_interval,
    make_sense,
    neighbour_labels,
    parse_verdict,
)

ROLES = LABELS["role"]


def decisions(count: int, *, before: float, after: float, groups: int = 20, seed: int = 3) -> list[Decision]:
    """Judgements of which each model has the given share right."""
    chance = np.random.default_rng(seed)

    def said(gold: str, right: float) -> str:
        return gold if chance.random() < right else ROLES[int(chance.integers(5))]

    gold = [ROLES[n % 5] for n in range(count)]
    return [
        Decision(group=f"t{n % groups}", gold=label, before=said(label, before), after=said(label, after))
        for n, label in enumerate(gold)
    ]


def make_verdict(*comparisons, senses=()) -> Verdict:
    return Verdict(comparisons=comparisons, senses=senses)


def test_a_better_model_has_an_interval_above_zero():
    found = compare_decisions(decisions(200, before=0.3, after=0.8), task="role", place="own")
    assert found.overall.before < found.overall.after
    assert 0 < found.overall.low < found.overall.high
    assert make_verdict(found).refusals == ()


@pytest.mark.parametrize("place", ["own", "corpus"])
def test_a_clearly_worse_model_is_refused_at_either_place(place):
    found = compare_decisions(decisions(200, before=0.8, after=0.3), task="role", place=place)
    (refusal,) = make_verdict(found).refusals
    assert (refusal.reason, refusal.task, refusal.place) == ("worse", "role", place)


def test_equal_models_differ_by_nothing():
    same = [
        Decision(group=one.group, gold=one.gold, before=one.after, after=one.after)
        for one in decisions(60, before=1, after=0.5)
    ]
    overall = compare_decisions(same, task="role", place="own").overall
    assert (overall.low, overall.high) == (0, 0)
    assert make_verdict(compare_decisions(same, task="role", place="own")).refusals == ()


def test_below_fifty_random_judgements_the_own_sentences_cannot_tell_and_refuse_nothing():
    few = compare_decisions(decisions(ENOUGH - 1, before=1, after=0.1), task="role", place="own")
    assert few.overall.high < 0
    assert not few.tells
    assert make_verdict(few).refusals == ()
    assert compare_decisions(decisions(ENOUGH, before=1, after=0.1), task="role", place="own").tells


def test_judgements_of_few_texts_are_resampled_themselves():
    found = compare_decisions(decisions(100, before=0.2, after=0.9, groups=1), task="role", place="own")
    assert found.texts == 1
    assert 0 < found.overall.low < found.overall.after - found.overall.before < found.overall.high


def test_the_figure_of_a_class_is_its_f1():
    rows = [("claim", "claim"), ("claim", "none"), ("none", "claim"), ("none", "none")]
    found = compare_decisions(
        [Decision(group="t", gold=gold, before=said, after=gold) for gold, said in rows], task="role", place="own"
    )
    (claim, none) = found.classes
    assert (claim.label, claim.count, claim.before, claim.after) == ("claim", 2, 0.5, 1)
    assert found.overall.before == 0.5
    assert none.label == "none"


def test_the_overall_figure_of_sides_is_the_mean_of_both_poles():
    rows = [("a", "a"), ("b", "unrelated"), ("unrelated", "unrelated")]
    found = compare_decisions(
        [Decision(group="t", gold=gold, before=said, after=said) for gold, said in rows], task="stance", place="own"
    )
    assert found.overall.before == 0.5
    assert [one.label for one in found.classes] == ["a", "b", "unrelated"]


def test_a_verdict_survives_its_json():
    verdict = make_verdict(
        compare_decisions(decisions(60, before=0.4, after=0.5), task="role", place="own"),
        senses=(Sense(task="role", count=50, with_model=(0.1, 0.0, 0.2), with_each_other=(0.1, 0.0, 0.2)),),
    )
    assert parse_verdict(json.loads(json.dumps(asdict(verdict)))) == verdict


def scores_of(labels, *, classes: int = 5, seed: int = 1):
    """Scores as of a model that has a label right two times in three."""
    chance = np.random.default_rng(seed)
    tops = [label if chance.random() < 0.67 else int(chance.integers(classes)) for label in labels]
    return np.array([chance.dirichlet(np.ones(classes) + 6 * (np.arange(classes) == top)) for top in tops])


def test_the_judgements_of_a_reader_make_sense_also_where_all_labels_mean_something_else():
    true = np.arange(150) % 5
    scores = scores_of(true)
    renamed = (true + 2) % 5
    assert kappa_interval(true, scores.argmax(1), classes=5)[0] > 0.4
    assert kappa_interval(renamed, scores.argmax(1), classes=5)[2] < 0.15
    assert kappa_interval(renamed, neighbour_labels(scores, renamed, classes=5), classes=5)[1] > 0.15


def test_random_judgements_make_no_sense_whatever_the_seed():
    refused = 0
    for seed in range(10):
        chance = np.random.default_rng(seed)
        scores = scores_of(np.arange(200) % 5, seed=seed)
        gold = chance.integers(5, size=200)
        said = scores.argmax(1)
        sense = Sense(
            task="role",
            count=200,
            with_model=kappa_interval(gold, said, classes=5),
            with_each_other=kappa_interval(gold, neighbour_labels(scores, gold, classes=5), classes=5),
        )
        refused += sense.senseless
    assert refused >= 8


def test_few_judgements_are_not_called_senseless():
    low = (0.0, -0.1, 0.1)
    assert not Sense(task="role", count=20, with_model=low, with_each_other=low).senseless
    assert Sense(task="role", count=80, with_model=low, with_each_other=low).senseless


def test_kappa_is_one_for_equal_labels_and_zero_for_a_constant():
    gold = np.array([0, 1, 2, 1, 0, 2, 1])
    assert kappa_interval(gold, gold, classes=3) == (1.0, 1.0, 1.0)
    assert kappa_interval(gold, np.zeros(7, int), classes=3)[0] == pytest.approx(0)


def make_taught(*, measured: bool) -> TaughtText:
    units = [TaughtUnit(text="Kop", kind=Kind.HEADING, sides={}, measured=measured)]
    units += [
        TaughtUnit(text=f"Dat is {'x' * n}.", role=Role.CLAIM, sides={"plein": "a"}, measured=measured and n % 2 == 0)
        for n in range(10)
    ]
    units.append(TaughtUnit(text="Niemand zei iets.", sides={}, measured=measured))
    return TaughtText(id="t1", units=tuple(units), debates={"plein": ("Het blijft.", "Het gaat weg.")})


def test_models_are_compared_on_measured_judgements_only(tiny_model):
    told: list[float] = []
    taught = [make_taught(measured=True)]
    verdict = compare(taught, taught, shipped=tiny_model, before=tiny_model, after=tiny_model, tell=told.append)
    found = [(one.task, one.place, one.count) for one in verdict.comparisons]
    assert found == [("role", "own", 5), ("stance", "own", 5), ("role", "corpus", 5), ("stance", "corpus", 5)]
    assert all((one.overall.low, one.overall.high) == (0, 0) for one in verdict.comparisons)
    assert told == sorted(told)
    assert [sense.count for sense in verdict.senses] == [10, 10]


def test_without_measured_judgements_nothing_is_compared(tiny_model):
    verdict = compare([make_taught(measured=False)], [], shipped=tiny_model, before=tiny_model, after=tiny_model)
    assert verdict.comparisons == ()
    assert make_sense([], task="role") is None


def test_a_judgement_stands_beside_the_models_scores(tiny_model):
    (first, *_) = judged("stance", [make_taught(measured=True)], model=tiny_model)
    assert (first.gold, len(first.scores)) == ("a", 4)
    assert first.said in LABELS["stance"]
