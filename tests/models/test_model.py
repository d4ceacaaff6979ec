from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models import KINDS, ROLES, Calibration, Model, WeightsMissing, load_model
from models._calibration import lean_together, load_calibration, save_calibration, side_scores
from models._network import Marks
from models._weights import load_weights, quantise, save_weights
from models._windows import Window, collate, cut_windows, pack
from models.build_base import bert_name, dequantise

TEXTS = ["De raad moet kiezen.", "Dat is te duur.", "Want het kost veel geld.", "Wie gelooft dat nog?"]


def test_every_unit_gets_scores_of_all_roles_and_kinds_that_add_up_to_one(tiny_model: Model):
    (document,) = tiny_model.label([TEXTS])
    assert len(document.units) == len(TEXTS)
    for unit in document.units:
        assert len(unit.roles) == len(ROLES)
        assert len(unit.kinds) == len(KINDS)
        assert sum(unit.roles) == pytest.approx(1, abs=1e-5)


def test_documents_are_judged_apart_from_each_other(tiny_model: Model):
    together = tiny_model.label([TEXTS, ["Iets anders."]])[0]
    alone = tiny_model.label([TEXTS])[0]
    assert np.allclose([u.roles for u in together.units], [u.roles for u in alone.units], atol=1e-5)


def test_a_sentence_is_judged_in_its_context(tiny_model: Model):
    alone = tiny_model.label([TEXTS[:1]])[0].units[0].roles
    in_context = tiny_model.label([TEXTS])[0].units[0].roles
    assert not np.allclose(alone, in_context, atol=1e-7)


def test_no_documents_and_empty_documents_give_no_labels(tiny_model: Model):
    assert tiny_model.label([]) == []
    assert tiny_model.label([[]])[0].units == ()
    assert tiny_model.stance([]).shape == (0, 4)


def test_swapping_the_poles_mirrors_every_answer_exactly(tiny_model: Model):
    poles = [
        ("Parkeren blijft gratis.", "Parkeren wordt betaald."),
        ("Vuurwerk mag.", "Vuurwerk moet weg."),
    ]
    texts = TEXTS * 30
    straight = tiny_model.sides(poles, texts)
    swapped = tiny_model.sides([pair[::-1] for pair in poles], texts)
    for one, other in zip(straight, swapped, strict=True):
        assert (one[:, [1, 0, 2, 3]] == other).all()


def test_a_long_text_is_read_in_overlapping_windows(tiny_model: Model):
    scores = tiny_model.stance([("Het mag.", "woord " * 3000)])
    assert scores.sum() == pytest.approx(1, abs=1e-5)
    assert len(tiny_model.label([TEXTS * 100])[0].units) == 400


def test_equal_texts_have_similarity_one(tiny_model: Model):
    vectors = tiny_model.embed(["De raad kiest.", "De raad kiest.", "Een kat."])
    assert vectors[0] @ vectors[1] == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[2] < 1


def test_a_folder_without_weights_is_refused_by_name(tmp_path):
    with pytest.raises(WeightsMissing, match=r"config\.json is missing"):
        load_model(tmp_path)


@given(st.lists(st.integers(1, 60), max_size=60), st.integers(20, 120), st.integers(0, 3))
def test_windows_cover_every_segment_in_order(sizes: list[int], limit: int, overlap: int):
    segments = [(5,) * size for size in sizes]
    spans = list(cut_windows(segments, limit=limit, overlap=overlap))
    assert [n for n in range(len(sizes)) if not any(n in span for span in spans)] == []
    assert all(a.start < b.start for a, b in pairwise(spans))
    assert all(sum(sizes[n] + 1 for n in span) + 1 <= limit or len(span) == 1 for span in spans)


def test_packing_keeps_to_the_token_budget_and_forgets_nothing():
    windows = [Window(segments=((9,) * (number % 7 + 1),)) for number in range(50)]
    groups = list(pack(enumerate(windows), budget=40))
    assert sorted(n for group in groups for n in group) == list(range(50))
    assert all(max(windows[n].size for n in group) * len(group) <= 40 for group in groups)


def test_padding_belongs_to_no_segment():
    batch = collate([Window(segments=((7, 8), (9,))), Window(segments=((7,),))], Marks())
    assert batch.ids.tolist() == [[0, 7, 8, 2, 9, 2], [0, 7, 2, 1, 1, 1]]
    assert batch.segments.tolist() == [[-1, 0, 0, 0, 1, 1], [-1, 0, 0, -1, -1, -1]]
    assert batch.count == 2


def test_int8_rows_differ_from_the_original_by_half_a_step_at_most():
    tensor = torch.randn(40, 64)
    rows, scale = quantise(tensor)
    assert ((rows.float() * scale.float() - tensor).abs() <= scale.float() * 0.51).all()


def test_weights_shared_with_the_base_are_stored_once_and_come_back(tmp_path):
    shared, own = torch.randn(4, 4), torch.randn(3)
    states = {"base": {"layer.w": shared}, "role": {"encoder.layer.w": shared, "head": own}, "stance": {}}
    save_weights(states, tmp_path / "w.safetensors")
    loaded = load_weights(tmp_path / "w.safetensors")
    assert torch.allclose(loaded["role"]["encoder.layer.w"], shared, atol=1e-2)
    assert torch.allclose(loaded["role"]["head"], own, atol=1e-2)


def test_a_calibration_survives_its_file(tmp_path):
    calibration = Calibration(role_temperature=1.5, side_bias=(0.0, 0.0, -0.5, 0.25), gate=0.8)
    save_calibration(calibration, tmp_path / "c.json")
    assert load_calibration(tmp_path / "c.json") == calibration


def test_being_for_one_pole_and_against_the_other_is_the_same_side():
    certain = np.array([[1.0, 0, 0, 0]])
    against = np.array([[0, 1.0, 0, 0]])
    assert side_scores(certain, against, bias=(0, 0, 0, 0)).tolist() == [[1, 0, 0, 0]]
    assert side_scores(against, certain, bias=(0, 0, 0, 0)).tolist() == [[0, 1, 0, 0]]


def test_q4_blocks_are_read_low_nibbles_first_with_their_scale():
    raw = np.float16(0.5).tobytes() + bytes([0x8F] + [0x88] * 15)
    row = dequantise(raw, columns=32)
    assert row.shape == (1, 32)
    assert row[0, 0] == 3.5
    assert row[0, 1:].tolist() == [0.0] * 31


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("emb.word", "embeddings.word_embeddings.weight"),
        ("l11.fi.w", "encoder.layer.11.intermediate.dense.weight"),
        ("l0.aln.b", "encoder.layer.0.attention.output.LayerNorm.bias"),
    ],
)
def test_tensor_names_are_translated(short: str, long: str):
    assert bert_name(short) == long


def test_a_speaker_who_argues_for_one_side_keeps_it_where_a_sentence_is_unclear():
    scores = np.array([[0.8, 0.1, 0.0, 0.1], [0.8, 0.1, 0.0, 0.1], [0.4, 0.41, 0.09, 0.1], [0.4, 0.41, 0.09, 0.1]])
    drawn = lean_together(scores, ["Bos", "Bos", "Bos", "De Wit"], weight=1.0)
    assert drawn[2].argmax() == 0
    assert drawn[3].argmax() == 1
    assert np.allclose(drawn.sum(1), 1)


def test_leaning_together_mirrors_when_the_poles_swap():
    chance = np.random.default_rng(3)
    scores = chance.dirichlet(np.ones(4), size=12)
    speakers = ["x", "y", None] * 4
    swapped = [1, 0, 2, 3]
    mirrored = lean_together(scores[:, swapped], speakers, weight=0.7)[:, swapped]
    assert (mirrored == lean_together(scores, speakers, weight=0.7)).all()
