import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models import Model, _onnx, _runtime, load_fastest_model, load_model
from models._runtime import NETWORKS, Backend, Trial, choose_backend, export_network, open_encoders

TEXTS = ["De raad moet kiezen.", "Dat is te duur.", "Want het kost veel geld.", "Wie gelooft dat nog?"]
needs_onnx = pytest.mark.skipif(not _onnx.is_installed(), reason="the extra `onnx` is not installed")


@pytest.fixture(scope="session")
def onnx_folder(tiny_model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("onnx")
    for network in NETWORKS:
        export_network(network, source=tiny_model_folder, folder=folder)
    return folder


@pytest.fixture(params=["torch", pytest.param("onnx", marks=needs_onnx)])
def backend(request: pytest.FixtureRequest, tiny_model_folder: Path) -> Model:
    model = load_model(tiny_model_folder)
    if request.param == "onnx":
        model.replace_encoders(open_encoders(tiny_model_folder, request.getfixturevalue("onnx_folder")))
    return model


def roles_of(model: Model, texts: Sequence[str]) -> list[tuple[float, ...]]:
    return [unit.roles for unit in model.label([texts])[0].units]


def test_every_backend_gives_the_same_scores(backend: Model, tiny_model: Model):
    assert np.allclose(roles_of(backend, TEXTS), roles_of(tiny_model, TEXTS), atol=0.02)
    poles = [("Parkeren blijft gratis.", "Parkeren wordt betaald.")]
    assert np.allclose(backend.sides(poles, TEXTS)[0], tiny_model.sides(poles, TEXTS)[0], atol=0.02)
    assert np.allclose(backend.embed(TEXTS), tiny_model.embed(TEXTS), atol=0.05)


def test_every_backend_judges_documents_in_any_order_alike(backend: Model):
    documents = [TEXTS, TEXTS[:1], TEXTS[::-1] * 9]
    forwards, backwards = backend.label(documents), backend.label(documents[::-1])[::-1]
    for one, other in zip(forwards, backwards, strict=True):
        assert [unit.roles for unit in one.units] == [unit.roles for unit in other.units]


def test_every_backend_takes_nothing_one_sentence_and_several_windows(backend: Model, tiny_model: Model):
    assert backend.label([]) == []
    assert backend.label([[]])[0].units == ()
    assert len(roles_of(backend, TEXTS[:1])) == 1
    long = TEXTS * 40
    assert np.allclose(roles_of(backend, long), roles_of(tiny_model, long), atol=0.02)


@pytest.mark.parametrize(
    ("fast", "good", "chosen"), [(2.0, 0.5, "onnx"), (2.0, 0.497, "onnx"), (2.0, 0.49, "torch"), (0.9, 0.6, "torch")]
)
def test_the_fastest_backend_that_loses_less_than_half_a_point_is_chosen(fast: float, good: float, chosen: str):
    torch = Trial(backend="torch", units_a_second=1.0, role_f1=0.5)
    assert choose_backend([torch, Trial(backend="onnx", units_a_second=fast, role_f1=good)]) == chosen


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which backends were tried; ONNX Runtime is said to be the faster."""
    tried: list[str] = []

    def try_backend(_model: Model, backend: Backend, _rows: object) -> Trial:
        tried.append(backend)
        return Trial(backend=backend, units_a_second=1.0 if backend == "torch" else 2.0, role_f1=0.5)

    monkeypatch.setattr(_runtime, "try_backend", try_backend)
    return tried


def choice_in(cache: Path) -> dict[str, object]:
    (file,) = cache.glob("*/choice.json")
    found: dict[str, object] = json.loads(file.read_text())
    return found


@needs_onnx
def test_the_choice_is_made_once_and_remembered(
    tiny_model_folder: Path,
    onnx_folder: Path,
    tmp_path: Path,
    trials: list[str],
    monkeypatch: pytest.MonkeyPatch,
):
    def copy(network: str, *, source: Path, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        shutil.copy(onnx_folder / f"{network}.onnx", folder)

    monkeypatch.setattr(_runtime, "export_network", copy)
    for _ in range(2):
        model = load_fastest_model(tiny_model_folder, cache=tmp_path)
        assert len(roles_of(model, TEXTS)) == len(TEXTS)
        assert trials == ["torch", "onnx"]
    assert choice_in(tmp_path)["backend"] == "onnx"
    assert sorted(file.stem for file in tmp_path.glob("*/*.onnx")) == ["base", "role", "stance"]


def test_without_the_extra_torch_is_used_at_once(
    tiny_model_folder: Path, tmp_path: Path, trials: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(_onnx, "is_installed", lambda: False)
    assert roles_of(load_fastest_model(tiny_model_folder, cache=tmp_path), TEXTS)
    assert trials == []
    assert list(tmp_path.iterdir()) == []


@needs_onnx
def test_a_model_that_cannot_be_exported_is_read_by_torch(
    tiny_model_folder: Path, tmp_path: Path, trials: list[str], monkeypatch: pytest.MonkeyPatch
):
    def fail(_encoder: object, _path: Path) -> None:
        raise RuntimeError("no such operator")

    monkeypatch.setattr(_onnx, "export_encoder", fail)
    assert roles_of(load_fastest_model(tiny_model_folder, cache=tmp_path), TEXTS)
    assert choice_in(tmp_path) == {"backend": "torch", "error": "RuntimeError: no such operator"}
