"""The shipped weights: one file with the base encoder and, for each network, what training changed of it.

Matrices are stored as int8 with one float16 scale a row; everything else as float16. The embeddings and the lowest
layers are the base's own in all three, so they are stored once.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

# Below this size a matrix is a head or a table of a few rows: half precision costs nothing.
QUANTISED_FROM = 100_000
SCALE = "::scale"


def hash_file(path: Path) -> str:
    """SHA-256 of what a file holds."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def quantise(tensor: Tensor) -> tuple[Tensor, Tensor]:
    """Rows as int8 and the float16 scale of each row; the largest value of a row becomes 127."""
    scale = (tensor.float().abs().amax(1, keepdim=True) / 127).clamp(min=1e-7).half()
    return (tensor.float() / scale.float()).round().clamp(-127, 127).to(torch.int8), scale


def save_weights(networks: Mapping[str, Mapping[str, Tensor]], path: Path) -> None:
    """Writes the states of "base", "role", "stance" and "centre"; what the base has already is stored once."""
    base = networks["base"]
    stored: dict[str, Tensor] = {}
    for network, state in networks.items():
        for name, tensor in state.items():
            original = base.get(name.removeprefix("encoder."))
            if network != "base" and original is not None and name.startswith("encoder.embeddings."):
                continue
            if network != "base" and original is not None and torch.equal(original.float(), tensor.float()):
                continue
            key = f"{network}.{name}"
            if tensor.ndim == 2 and tensor.numel() >= QUANTISED_FROM:
                stored[key], stored[key + SCALE] = quantise(tensor)
            else:
                stored[key] = tensor.half().contiguous()
    save_file(stored, path, metadata={"format": "pt"})


def load_weights(path: Path, *, encoders: torch.dtype = torch.float32) -> dict[str, dict[str, Tensor]]:
    """States of "base", "role", "stance" and "centre"; the encoders completed from the base.

    Args:
        encoders: What the numbers of the encoders become; those of the heads become float32.
    """
    states: dict[str, dict[str, Tensor]] = {}
    # One tensor at a time: the file and what is made of it are never in memory whole beside each other.
    with safe_open(path, framework="pt") as stored:
        for key in stored.keys():  # noqa: SIM118 - the file is no mapping
            if key.endswith(SCALE):
                continue
            network, name = key.split(".", 1)
            values = stored.get_tensor(key).float()
            if values.ndim == 2 and stored.get_slice(key).get_dtype() == "I8":
                values *= stored.get_tensor(key + SCALE).float()
            kind = encoders if network == "base" or name.startswith("encoder.") else torch.float32
            states.setdefault(network, {})[name] = values.to(kind)
    for network in ("role", "stance"):
        for name, tensor in states["base"].items():
            states.setdefault(network, {}).setdefault(f"encoder.{name}", tensor)
    return states
