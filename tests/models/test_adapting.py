import json
import random

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from corpus import Kind, RelationType, Role
from corpus.annotated import CorpusDebate, LabelledText
from corpus.taught import TaughtRelation, TaughtText, TaughtUnit, as_taught
from models import _training_data as data
from models import load_model
from models._lessons import compose, role_examples, stance_examples
from models._network import RELATIONS, STANCES
from models._weights import load_weights
from models.adapting import (
    AdaptCancelled,
    Corpus,
    NothingTaught,
    Watch,
    _refitted,
    adapt,
    as_corpus,
    role_logs,
    role_tables,
    side_tables,
    stance_logs,
)

STATEMENTS = ("Het plein blijft groen.", "Het plein wordt een parkeerplaats.")
CLAIM, DEMAND = "Dat is goed.", "De raad moet kiezen."


def make_unit(text: str = CLAIM, **changes) -> TaughtUnit:
    return TaughtUnit(**{"text": text, "sides": {}, **changes})


def make_text(*units: TaughtUnit, id: str = "t1") -> TaughtText:
    return TaughtText(id=id, units=units, debates={"plein": STATEMENTS})


def labelled_text(number: int, *, split: str = "train") -> LabelledText:
    text = f"{CLAIM} {DEMAND} Nummer {'x' * number}."
    ends = [len(CLAIM), len(CLAIM) + 1 + len(DEMAND), len(text)]
    units = [
        {"start": 0, "end": ends[0], "role": "claim", "stances": {"plein": "a"}},
        {"start": ends[0] + 1, "end": ends[1], "role": "recommendation", "stances": {"plein": "b"}},
        {"start": ends[1] + 1, "end": ends[2], "role": "none"},
    ]
    about = {"genre": "letter", "title": "Plein", "author": "Bos", "date": "2026-01-01", "source": "brief"}
    return LabelledText.model_validate(
        {"id": f"x{number}", "debates": ["plein"], "split": split, "text": text, "units": units, **about}
    )


DEBATE = CorpusDebate.model_validate(
    {
        "id": "plein",
        "domain": "wonen",
        "question": "Wat komt er op het plein?",
        "introduction": "Het plein ligt open.",
        "split": "train",
        "poles": [
            {"id": side, "name": side, "statement": statement, "paraphrase": statement}
            for side, statement in zip("ab", STATEMENTS, strict=True)
        ],
    }
)
TRAIN, DEV = (range(1, 5), "train"), (range(5, 10), "dev")
CORPUS = as_corpus([labelled_text(n, split=split) for numbers, split in (TRAIN, DEV) for n in numbers], [DEBATE])
TAUGHT = [
    make_text(
        *(make_unit(f"{CLAIM[:-1]} {'en ' * n}.", role=Role.CLAIM, sides={"plein": "a"}) for n in range(1, 6)),
        *(make_unit(f"{DEMAND[:-1]} {'en ' * n}.", role=Role.RECOMMENDATION, sides={"plein": "b"}) for n in range(5)),
    )
]


@pytest.fixture(scope="module")
def tokenizer(tiny_model_folder) -> Tokenizer:
    return Tokenizer.from_file(str(tiny_model_folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def adapted(tiny_model_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("made") / "m1"
    told: list[tuple[str, float]] = []
    watch = Watch(tell=lambda stage, share: told.append((stage, share)))
    report = adapt(tiny_model_folder, TAUGHT, out=out, corpus=CORPUS, watch=watch)
    return out, report, told


def test_the_new_model_is_complete_has_another_name_and_judges(adapted, tiny_model):
    out, report, _ = adapted
    model = load_model(out)
    assert model.name == report.name != tiny_model.name
    assert len(model.label([[CLAIM, DEMAND]])[0].units) == 2
    assert [path.name for path in out.parent.iterdir()] == ["m1"]


def test_teaching_lowers_the_loss_on_what_was_taught(adapted):
    _, report, _ = adapted
    assert report.steps["role"]
    assert report.steps["stance"]
    assert all(last < first for first, last in report.losses.values())


def test_the_part_that_is_shared_with_the_base_is_left_alone(adapted, tiny_model_folder):
    before, after = (load_weights(folder / "model.safetensors") for folder in (tiny_model_folder, adapted[0]))
    assert all(torch.equal(before["base"][name], tensor) for name, tensor in after["base"].items())
    assert all(torch.equal(before["centre"][name], tensor) for name, tensor in after["centre"].items())
    assert torch.equal(before["role"]["encoder.embeddings.word_embeddings.weight"],
                       after["role"]["encoder.embeddings.word_embeddings.weight"])  # fmt: skip
    assert not torch.equal(before["role"]["role.weight"], after["role"]["role.weight"])


def test_the_temperatures_are_fitted_anew_and_nothing_else_of_the_calibration(adapted, tiny_model_folder):
    before, after = (
        json.loads((folder / "calibration.json").read_text()) for folder in (tiny_model_folder, adapted[0])
    )
    assert {name for name in before if after[name] != before[name]} == {"role_temperature", "stance_temperature"}


def test_a_model_that_is_as_sure_as_before_keeps_its_temperatures(tiny_model):
    rows = list(CORPUS.dev)
    assert _refitted(role_logs, tiny_model, tiny_model, rows) == pytest.approx(1)
    assert _refitted(stance_logs, tiny_model, tiny_model, rows) == pytest.approx(1)
    logs, labels = stance_logs(tiny_model, rows)
    assert logs.shape == (3 * len(rows), 4)
    assert [STANCES[label] for label in labels[:3]] == ["for", "against", "unrelated"]


def test_progress_goes_through_the_stages_and_never_back(adapted):
    stages, shares = zip(*adapted[2], strict=True)
    assert list(dict.fromkeys(stages)) == ["role", "stance", "calibrate"]
    assert list(shares) == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_the_same_input_gives_the_same_model(adapted, tiny_model_folder, tmp_path):
    again = adapt(tiny_model_folder, TAUGHT, out=tmp_path / "again", corpus=CORPUS)
    assert again == adapted[1]


def test_only_the_task_that_is_asked_for_is_taught(tiny_model_folder, tmp_path):
    adapt(tiny_model_folder, TAUGHT, out=tmp_path / "m", corpus=CORPUS, tasks=["stance"])
    before, after = (load_weights(folder / "model.safetensors") for folder in (tiny_model_folder, tmp_path / "m"))
    assert torch.equal(before["role"]["role.weight"], after["role"]["role.weight"])
    assert not torch.equal(before["stance"]["stance.weight"], after["stance"]["stance.weight"])


def test_a_stopped_training_leaves_nothing(tiny_model_folder, tmp_path):
    with pytest.raises(AdaptCancelled):
        adapt(tiny_model_folder, TAUGHT, out=tmp_path / "m", corpus=CORPUS, watch=Watch(cancelled=lambda: True))
    assert list(tmp_path.iterdir()) == []


def test_a_training_stopped_while_calibrating_leaves_nothing(tiny_model_folder, tmp_path):
    stages: list[str] = []
    watch = Watch(tell=lambda stage, _: stages.append(stage), cancelled=lambda: "calibrate" in stages)
    with pytest.raises(AdaptCancelled):
        adapt(tiny_model_folder, TAUGHT, out=tmp_path / "m", corpus=CORPUS, watch=watch)
    assert list(tmp_path.iterdir()) == []


def test_without_judgements_there_is_nothing_to_learn(tiny_model_folder, tmp_path):
    with pytest.raises(NothingTaught):
        adapt(tiny_model_folder, [make_text(make_unit())], out=tmp_path / "m", corpus=CORPUS)


def test_it_trains_without_a_corpus_to_repeat(tiny_model_folder, tmp_path):
    report = adapt(tiny_model_folder, TAUGHT, out=tmp_path / "m", corpus=Corpus(train=[], dev=[]))
    assert report.steps["role"]


def test_what_nobody_judged_has_no_loss_but_gives_context(tokenizer):
    text = make_text(make_unit("Een."), make_unit("Twee.", role=Role.PREMISE), make_unit("Drie."))
    (example,) = role_examples(tokenizer, [text])
    assert example.kinds == [data.IGNORED, 0, data.IGNORED]
    assert len(example.window.segments) == 3


def test_what_stands_far_from_what_is_learnt_is_not_read_but_the_target_of_a_relation_is(tokenizer):
    units = [make_unit(f"{'x' * n}.") for n in range(1, 8)]
    attack = TaughtRelation(type=RelationType.ATTACK, target=0)
    for relation, read in ((None, 5), (attack, 7)):
        judged = make_unit("Vijf.", role=Role.CRITICISM, relation=relation)
        (example,) = role_examples(tokenizer, [make_text(*units[:4], judged, *units[4:])])
        assert len(example.window.segments) == read


def test_a_relation_is_learnt_and_denied_to_the_other_sentences_near_by(tokenizer):
    attack = TaughtRelation(type=RelationType.ATTACK, target=2)
    text = make_text(
        make_unit("Menu", kind=Kind.BOILERPLATE),
        make_unit("Een.", role=Role.CLAIM),
        make_unit("Twee.", role=Role.CLAIM, relation="none"),
        make_unit("Drie.", role=Role.CRITICISM, relation=attack),
        make_unit("Vier.", role=Role.NONE),
    )
    (example,) = role_examples(tokenizer, [text])
    named = [(source, target, RELATIONS[label]) for source, target, label in example.relations]
    assert named == [(1, 0, "none"), (1, 2, "none"), (2, 0, "none"), (2, 1, "attack")]


def test_a_relation_of_a_measured_sentence_or_to_a_lost_one_is_not_learnt(tokenizer):
    to_menu = TaughtRelation(type=RelationType.SUPPORT, target=0)
    text = make_text(
        make_unit("Menu", kind=Kind.BOILERPLATE),
        make_unit("Een.", role=Role.CLAIM, relation="none", measured=True),
        make_unit("Twee.", role=Role.CLAIM, relation=to_menu),
    )
    (example,) = role_examples(tokenizer, [text])
    assert example.relations == []


def test_measured_sentences_and_their_repetitions_are_not_learnt_from(tokenizer):
    judged = {"role": Role.CLAIM, "sides": {"plein": "a"}}
    text = make_text(
        make_unit("Een.", measured=True, **judged), make_unit("een. ", **judged), make_unit("Twee.", **judged)
    )
    (roles,) = role_examples(tokenizer, [text])
    assert roles.kinds == [data.IGNORED, data.IGNORED, 0]
    assert all(example.stances[:2] == [data.IGNORED] * 2 for example in stance_examples(tokenizer, [text]))


def test_a_side_is_for_one_pole_and_against_the_other(tokenizer):
    text = make_text(*(make_unit(f"{side}.", sides={"plein": side}) for side in ("a", "b", "neutral", "unrelated")))
    on_a, on_b = stance_examples(tokenizer, [text])
    assert [STANCES[n] for n in on_a.stances] == ["for", "against", "neutral", "unrelated"]
    assert [STANCES[n] for n in on_b.stances] == ["against", "for", "neutral", "unrelated"]


def test_boilerplate_is_no_context(tokenizer):
    text = make_text(make_unit("Menu", kind=Kind.BOILERPLATE), make_unit("Twee.", role=Role.CLAIM))
    (example,) = role_examples(tokenizer, [text])
    assert len(example.window.segments) == 1


def test_steps_end_where_the_tokens_are_spent_but_there_is_at_least_one(tokenizer):
    own = list(role_examples(tokenizer, TAUGHT))
    chance = random.Random(1)  # noqa: S311 (reproducible, not secret)
    assert len(compose(own, [], tokens=1, passes=8, chance=chance)) == 1
    assert sum(step.tokens for step in compose(own, own, tokens=3000, passes=99, chance=chance)) <= 3000
    assert compose([], own, tokens=3000, passes=2, chance=chance) == []


def test_a_text_of_the_corpus_is_measured_whole_with_unrelated_where_it_is_silent():
    (taught,) = as_taught([labelled_text(3)], [DEBATE])
    assert [unit.role for unit in taught.units] == [Role.CLAIM, Role.RECOMMENDATION, Role.NONE]
    assert [unit.sides["plein"] for unit in taught.units] == ["a", "b", "unrelated"]
    assert all(unit.measured for unit in taught.units)


def test_tables_have_a_row_of_scores_for_every_sentence(tiny_model):
    judged = make_unit(CLAIM, sides={"plein": "a"})
    text = make_text(make_unit("Menu", kind=Kind.BOILERPLATE), judged, make_unit("Kop", kind=Kind.HEADING))
    ((none, *others),) = role_tables(tiny_model, [text])
    assert none is None
    assert np.allclose([sum(row) for row in others if row], 1, atol=1e-5)
    ((debate, places, table),) = side_tables(tiny_model, text)
    assert (debate, places, table.shape) == ("plein", [1], (1, 4))
    assert list(side_tables(tiny_model, make_text(make_unit(CLAIM)))) == []
