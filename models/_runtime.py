"""Which of two ways to read is used: torch, or ONNX Runtime in int8 where the extra `onnx` is installed."""

import hashlib
import json
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch

from models import _onnx
from models import _training_data as data
from models._hf import read_config, unfilled_encoder
from models._model import Model, load_model, number_type, shipped_folder
from models._network import ROLES, best_device
from models._weights import load_weights

Backend = Literal["torch", "onnx"]
NETWORKS = ("base", "role", "stance")
# What a faster way may lose of the roles' macro-F1.
LOSS = 0.005
CHOICE = "choice.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How fast and how well a way to read labelled the corpus's dev texts."""

    backend: Backend
    units_a_second: float
    role_f1: float


def load_fastest_model(folder: Path | None = None, *, cache: Path) -> Model:
    """The model in `folder`, or the shipped one, read in the way that was fastest here at first use.

    That first use takes some minutes where the extra `onnx` is installed; elsewhere torch is used at once.

    Args:
        cache: Where the choice and what it needs are kept.
    """
    model, place = load_model(folder), folder or shipped_folder()
    if not _onnx.is_installed() or best_device().type != "cpu":
        return model
    kept = cache / f"{model.name.rsplit(' ', 1)[1]}-{machine_mark()}"
    if _remembered(kept) is None:
        _remember(kept, _try_both(model, place, kept))
        model = load_model(place)
    if _remembered(kept) == "onnx":
        model.replace_encoders(open_encoders(place, kept))
    return model


def choose_backend(trials: Sequence[Trial]) -> Backend:
    """The fastest of those that lose little to torch, which is always among them."""
    needed = next(trial.role_f1 for trial in trials if trial.backend == "torch") - LOSS
    return max((trial for trial in trials if trial.role_f1 > needed), key=lambda trial: trial.units_a_second).backend


def machine_mark() -> str:
    """Differs where another choice may be the right one: other versions, or another processor."""
    versions = [version(name) for name in ("torch", "transformers", *_onnx.PACKAGES)]
    processor = sorted(name for name, able in torch.cpu.get_capabilities().items() if able is True)
    described = [*versions, platform.machine(), *processor, str(os.cpu_count())]
    return hashlib.sha256("\n".join(described).encode()).hexdigest()[:12]


def try_backend(model: Model, backend: Backend, rows: Sequence[data.Row]) -> Trial:
    """Labels the rows, after a few of them to warm up."""
    from models._metrics import macro_f1  # noqa: PLC0415 - scikit-learn takes memory, and this happens once

    texts = [data.unit_texts(row) for row in rows]
    model.label(texts[:2])
    began = time.perf_counter()
    read = model.label(texts)
    taken = time.perf_counter() - began
    pairs = [pair for row, text in zip(rows, read, strict=True) for pair in zip(row["units"], text.units, strict=True)]
    spoken = [(unit["role"], ROLES[int(np.argmax(said.roles))]) for unit, said in pairs if unit["kind"] == "sentence"]
    return Trial(
        backend=backend,
        units_a_second=len(pairs) / taken,
        role_f1=macro_f1([gold for gold, _ in spoken], [said for _, said in spoken], ROLES),
    )


def export_network(network: str, *, source: Path, folder: Path) -> None:
    """Writes the encoder of one network of the model in `source` for ONNX Runtime."""
    own = "" if network == "base" else "encoder."
    states = load_weights(source / "model.safetensors")[network]
    encoder = unfilled_encoder(read_config(source))
    encoder.load_state_dict(
        {name.removeprefix(own): values for name, values in states.items() if name.startswith(own)}, assign=True
    )
    _onnx.export_encoder(encoder.eval(), folder / f"{network}.onnx")


def open_encoders(source: Path, folder: Path) -> dict[str, Any]:
    """The exported encoders in `folder` of the model in `source`, which they share their embeddings with."""
    config = read_config(source)
    shared = unfilled_encoder(config)
    states = load_weights(source / "model.safetensors", encoders=number_type(best_device()))["base"]
    shared.load_state_dict(states, assign=True)
    embeddings = shared.get_input_embeddings()
    paths = {name: folder / f"{name}.onnx" for name in NETWORKS}
    return {
        name: _onnx.OnnxEncoder(path, embeddings=embeddings, config=config)
        for name, path in paths.items()
        if path.is_file()
    }


def _try_both(model: Model, source: Path, folder: Path) -> dict[str, Any]:
    """What to remember; torch where the other way fails, whatever the reason."""
    rows = data.corpus_rows("dev")
    trials = [try_backend(model, "torch", rows)]
    try:
        export_network("role", source=source, folder=folder)
        model.replace_encoders(open_encoders(source, folder))
        trials.append(try_backend(model, "onnx", rows))
        if choose_backend(trials) == "onnx":
            for network in ("base", "stance"):
                export_network(network, source=source, folder=folder)
    except Exception as error:  # An exporter fails in many ways, and torch always works.
        shutil.rmtree(folder, ignore_errors=True)
        return {"backend": "torch", "error": f"{type(error).__name__}: {error}"[:500]}
    if choose_backend(trials) == "torch":
        shutil.rmtree(folder)
    return {"backend": choose_backend(trials), "trials": [asdict(trial) for trial in trials]}


def _remembered(folder: Path) -> Backend | None:
    try:
        found = json.loads((folder / CHOICE).read_text(encoding="utf-8"))["backend"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    backend: Backend | None = found if found in ("torch", "onnx") else None
    return backend


def _remember(folder: Path, choice: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=f".{CHOICE}.", delete=False) as file:
        json.dump(choice, file, indent=1)
    Path(file.name).replace(folder / CHOICE)
