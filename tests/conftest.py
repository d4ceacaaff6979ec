"""Builders of valid nouns; every test says only what matters to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import settings
from safetensors.torch import save_file
from tokenizers import Tokenizer, decoders, pre_tokenizers
from tokenizers.models import Unigram
from transformers import BertConfig

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    Pole,
    Provenance,
    Role,
    Sentence,
    Side,
    Unit,
)
from models import Model, load_model
from models._hf import new_encoder
from models._network import RoleNetwork, StanceNetwork
from models.packing import pack

# Tests do not time things: a busy machine must not fail them.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def make_document() -> Callable[..., Document]:
    def make(text: str = "De raad moet kiezen. Dat kan niet wachten.", **changes: Any) -> Document:
        return Document(**{"id": "d1", "source": "brief.txt", "text": text, **changes})

    return make


@pytest.fixture
def make_unit() -> Callable[..., Unit]:
    def make(start: int = 0, end: int = 20, **changes: Any) -> Unit:
        return Unit(start=start, end=end, **changes)

    return make


@pytest.fixture
def make_sentence() -> Callable[..., Sentence]:
    """A sentence at offset `start` whose end follows from its text; `role=` sets the judgement's role."""

    def make(text: str = "De raad moet kiezen.", *, start: int = 0, role: Role = Role.NONE, **changes: Any) -> Sentence:
        values = {"id": "d1.s1", "document": "d1", "start": start, "end": start + len(text), "text": text}
        return Sentence(**{**values, "judgement": Judgement(role=role), **changes})

    return make


@pytest.fixture
def make_debate() -> Callable[..., Debate]:
    def make(
        id: str = "parkeren", a: str = "Parkeren moet gratis blijven.", b: str = "Parkeren moet betaald worden."
    ) -> Debate:
        poles = (Pole(id=Side.A, name="gratis", statement=a), Pole(id=Side.B, name="betaald", statement=b))
        return Debate(id=id, question="Gratis of betaald parkeren?", poles=poles)

    return make


@pytest.fixture
def make_map(
    make_document: Callable[..., Document], make_sentence: Callable[..., Sentence]
) -> Callable[..., ArgumentMap]:
    def make(**changes: Any) -> ArgumentMap:
        made_by = Provenance(software="debatkaart 0.1.0", model="test @ 0", created="2026-01-01T00:00:00Z")
        values: dict[str, Any] = {
            "documents": (make_document(),),
            "sentences": (make_sentence(role=Role.RECOMMENDATION),),
        }
        return ArgumentMap(made_by=made_by, **{**values, **changes})

    return make


@pytest.fixture(scope="session")
def tiny_model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete model folder with a network of two layers that knows some letters and was never trained."""
    base = tmp_path_factory.mktemp("base")
    letters = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    letters += [(letter, -3.0) for letter in "abcdefghijklmnopqrstuvwxyz.,?!ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    tokenizer = Tokenizer(Unigram(letters, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.save(str(base / "tokenizer.json"))
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    config = BertConfig(vocab_size=len(letters), max_position_embeddings=512, pad_token_id=1, **sizes)
    config.save_pretrained(base)
    torch.manual_seed(7)
    encoder = new_encoder(config)
    save_file(encoder.state_dict(), base / "model.safetensors")
    networks = {"role": RoleNetwork(encoder).state_dict(), "stance": StanceNetwork(encoder).state_dict()}
    out = tmp_path_factory.mktemp("weights")
    pack(base, networks, out)
    return out


@pytest.fixture(scope="session")
def tiny_model(tiny_model_folder: Path) -> Model:
    return load_model(tiny_model_folder)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own: no test reads or writes what the developer labelled or retrained."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DEBATKAART_HOME", str(folder))
    return folder
