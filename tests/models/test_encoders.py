import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    AutoModel,
    BertConfig,
    DebertaV2Config,
    ModernBertConfig,
    PreTrainedTokenizerFast,
    RobertaConfig,
)

from models import load_model
from models._checkpoint import read_network
from models._hf import longest_window, new_encoder, read_config
from models._model import shipped_folder
from models._network import Marks, marks_of
from models._training_data import Sources
from models._windows import Window, collate, encode
from models.encoders import CATALOGUE, EncoderRefused, known_encoder, write_encoder
from models.packing import pack
from models.training import Recipe, train_network

TEXTS = ["De raad moet kiezen.", "Dat is goed, want het plein blijft groen.", "Wie parkeert, betaalt daarvoor."]
SIZES = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
STATEMENTS = ("Het plein blijft groen.", "Het plein wordt een parkeerplaats.")
BRACKETS = {"unk": "[UNK]", "cls": "[CLS]", "sep": "[SEP]", "pad": "[PAD]"}
ANGLES = {"pad": "<pad>", "bos": "<s>", "eos": "</s>", "unk": "<unk>"}


def word_pieces() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token=BRACKETS["unk"]))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(TEXTS, trainers.WordPieceTrainer(vocab_size=120, special_tokens=[*BRACKETS.values()]))
    return tokenizer


def byte_pairs(marks: dict[str, str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(unk_token=marks["unk"]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel()
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=320, special_tokens=[*marks.values()], initial_alphabet=alphabet)
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def unigrams() -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=60, special_tokens=[*BRACKETS.values()], unk_token=BRACKETS["unk"])
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


ARCHITECTURES: dict[str, tuple[Callable[..., object], Callable[[], Tokenizer], dict[str, str]]] = {
    "bert": (BertConfig, word_pieces, BRACKETS),
    "roberta": (RobertaConfig, lambda: byte_pairs(ANGLES), ANGLES),
    "deberta": (
        lambda **sizes: DebertaV2Config(
            relative_attention=True, pos_att_type=["p2c", "c2p"], position_buckets=32, share_att_key=True, **sizes
        ),
        unigrams,
        BRACKETS,
    ),
    "modernbert": (
        lambda **sizes: ModernBertConfig(global_attn_every_n_layers=2, local_attention=16, **sizes),
        lambda: byte_pairs(BRACKETS),
        BRACKETS,
    ),
}


def save_encoder(folder: Path, architecture: str, *, positions: int = 512) -> Path:
    """A random encoder, as one would find it in a folder that `save_pretrained` made."""
    make_config, make_tokenizer, marks = ARCHITECTURES[architecture]
    tokenizer = make_tokenizer()
    words = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, **{f"{name}_token": piece for name, piece in marks.items()}
    )
    pad = words.pad_token_id
    known = {"bos_token_id": None, "eos_token_id": None, "pad_token_id": pad}
    config = make_config(
        vocab_size=len(words), max_position_embeddings=positions, **SIZES, **(known if architecture != "bert" else {})
    )
    torch.manual_seed(5)
    AutoModel.from_config(config).save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module", params=ARCHITECTURES)
def encoder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written encoder of each architecture."""
    source = save_encoder(tmp_path_factory.mktemp("saved"), request.param)
    out = tmp_path_factory.mktemp("written")
    assert write_encoder(out, name=str(source))["name"] == str(source)
    return out


def make_sources() -> Sources:
    ends = np.cumsum([len(text) + 1 for text in TEXTS])
    spans = [(int(end) - len(text) - 1, int(end) - 1) for text, end in zip(TEXTS, ends, strict=True)]
    units = [{"start": start, "end": end, "kind": "sentence", "role": "claim"} for start, end in spans]
    units[1] |= {"relation": {"target": 0, "type": "supports"}, "stances": {"plein": "a"}}
    poles = [{"id": side, "statement": s, "paraphrase": s} for side, s in zip("ab", STATEMENTS, strict=True)]
    row = {"group": "g", "text": " ".join(TEXTS), "units": units, "debates": [{"id": "plein", "poles": poles}]}
    return Sources(corpus=[row], corpus_dev=[row])


def test_each_architecture_is_trained_packed_and_read_again(encoder, tmp_path):
    recipe = Recipe(steps=2, windows=(60, 200), frozen_layers=1)
    networks = {}
    for task in ("role", "stance"):
        course = train_network(task, encoder, make_sources(), recipe=recipe, out=tmp_path / task)
        assert course.step == 2
        networks[task] = read_network(tmp_path / task)
    pack(encoder, networks, tmp_path / "model", name="proef")
    model = load_model(tmp_path / "model")
    (document,) = model.label([TEXTS])
    assert all(sum(unit.roles) == pytest.approx(1) for unit in document.units)
    (sides,) = model.sides([STATEMENTS], TEXTS)
    (swapped,) = model.sides([STATEMENTS[::-1]], TEXTS)
    assert sides.shape == (3, 4)
    np.testing.assert_array_equal(swapped, sides[:, [1, 0, 2, 3]])
    assert np.linalg.norm(model.embed(TEXTS), axis=1) == pytest.approx(1)
    assert model.name.startswith("proef @ ")


def test_a_sentence_is_judged_alike_whatever_stands_in_the_same_batch(encoder, tmp_path):
    recipe = Recipe(steps=1)
    networks = {}
    for task in ("role", "stance"):
        train_network(task, encoder, make_sources(), recipe=recipe, out=tmp_path / task)
        networks[task] = read_network(tmp_path / task)
    pack(encoder, networks, tmp_path / "model")
    model = load_model(tmp_path / "model")
    alone = model.label([[TEXTS[0]]])[0].units[0]
    beside = model.label([[TEXTS[0]], TEXTS * 10])[0].units[0]
    assert alone.roles == pytest.approx(beside.roles, abs=0.01)


def test_windows_have_the_marks_of_the_tokenizer(encoder):
    config, tokenizer = read_config(encoder), Tokenizer.from_file(str(encoder / "tokenizer.json"))
    marks = marks_of(config)
    pieces = [tokenizer.id_to_token(number) for number in (marks.begin, marks.pad, marks.end)]
    assert pieces in (["[CLS]", "[PAD]", "[SEP]"], ["<s>", "<pad>", "</s>"])
    first, second = encode(tokenizer, TEXTS[:2])
    batch = collate([Window(segments=(first, second)), Window(segments=(first,))], marks)
    assert batch.ids[0].tolist() == [marks.begin, *first, marks.end, *second, marks.end]
    assert batch.ids[1].tolist()[len(first) + 2 :] == [marks.pad] * (len(second) + 1)
    assert batch.pad == marks.pad


def test_no_encoder_has_dropout_or_a_pooler(encoder):
    network = new_encoder(read_config(encoder))
    assert all(module.p == 0 for module in network.modules() if isinstance(module, torch.nn.Dropout))
    assert not any(name.startswith("pooler.") for name in network.state_dict())


def test_the_shipped_configuration_has_the_marks_that_it_always_had():
    config = read_config(shipped_folder())
    assert marks_of(config) == Marks(begin=0, pad=1, end=2)
    assert longest_window(config) == 512


def test_the_encoder_of_the_shipped_model_needs_no_network(tmp_path):
    assert write_encoder(tmp_path)["name"] is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.json", "model.safetensors", "tokenizer.json"]


def test_positions_after_the_pad_leave_fewer_for_a_window(tmp_path):
    source = save_encoder(tmp_path / "source", "roberta", positions=300)
    write_encoder(tmp_path / "out", name=str(source))
    assert longest_window(read_config(tmp_path / "out")) == 300 - 1


def test_an_encoder_that_reads_too_little_at_once_is_refused(tmp_path):
    source = save_encoder(tmp_path / "source", "bert", positions=128)
    with pytest.raises(EncoderRefused, match="256"):
        write_encoder(tmp_path / "out", name=str(source))


def test_a_folder_without_an_encoder_is_refused(tmp_path):
    with pytest.raises(EncoderRefused, match=r"config\.json"):
        write_encoder(tmp_path / "out", name=str(tmp_path))


def test_weights_that_lack_a_part_are_refused_instead_of_drawn_by_chance(tmp_path):
    source = save_encoder(tmp_path / "source", "bert")
    config = json.loads((source / "config.json").read_text())
    (source / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
    with pytest.raises(EncoderRefused, match=r"layer\.2"):
        write_encoder(tmp_path / "out", name=str(source))


def test_a_tokenizer_that_knows_more_pieces_than_the_weights_is_refused(tmp_path):
    source = save_encoder(tmp_path / "source", "bert")
    words = PreTrainedTokenizerFast.from_pretrained(source)
    words.add_tokens([f"extra{number}" for number in range(5)])
    words.save_pretrained(source)
    with pytest.raises(EncoderRefused, match="does not fit the weights"):
        write_encoder(tmp_path / "out", name=str(source))


def test_pickled_weights_are_not_read(tmp_path):
    source = save_encoder(tmp_path / "source", "bert")
    torch.save(AutoModel.from_pretrained(source).state_dict(), source / "pytorch_model.bin")
    (source / "model.safetensors").unlink()
    with pytest.raises(EncoderRefused, match="safetensors"):
        write_encoder(tmp_path / "out", name=str(source))


def test_without_a_network_the_hub_gives_one_clear_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("models._hf.is_hub_known", lambda: False)
    with pytest.raises(EncoderRefused) as refused:
        write_encoder(tmp_path / "out", name="niemand/geen-encoder", revision="0" * 40)
    assert "huggingface.co" in refused.value.message("nl")
    assert "0" * 40 in refused.value.message("en")


def test_a_tokenizer_that_needs_another_package_names_it(tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise ImportError("SentencePieceExtractor requires the SentencePiece library")

    source = save_encoder(tmp_path / "source", "deberta")
    monkeypatch.setattr("transformers.AutoTokenizer.from_pretrained", fail)
    with pytest.raises(EncoderRefused, match="pip install sentencepiece"):
        write_encoder(tmp_path / "out", name=str(source))


def test_the_catalogue_says_licence_and_revision_of_each_encoder():
    assert len({encoder.name for encoder in CATALOGUE}) == len(CATALOGUE) >= 5
    assert all(encoder.revision == "main" or len(encoder.revision) == 40 for encoder in CATALOGUE)
    assert known_encoder("intfloat/multilingual-e5-small").prefix == "query: "
    assert known_encoder("iemand/iets") is None
