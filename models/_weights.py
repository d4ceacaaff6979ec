"""The shipped weights: one file with the base encoder and, for each network, what training changed of it.

Matrices are stored as int8 with one float16 scale a row; everything else as float16. The embeddings and the lowest
layers are the base's own in all three, so they are stored once.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

# Below this size a matrix is a head or a table of a few rows: half precision costs nothing.
QUANTISED_FROM = 100_000
SCALE = "::scale"


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


def load_weights(path: Path) -> dict[str, dict[str, Tensor]]:
    """States of "base", "role", "stance" and "centre" in float32; the encoders completed from the base."""
    stored = load_file(path)
    states: dict[str, dict[str, Tensor]] = {}
    for key, tensor in stored.items():
        if key.endswith(SCALE):
            continue
        network, name = key.split(".", 1)
        scale = stored.get(key + SCALE)
        states.setdefault(network, {})[name] = tensor.float() * scale.float() if scale is not None else tensor.float()
    for network in ("role", "stance"):
        for name, tensor in states["base"].items():
            states.setdefault(network, {}).setdefault(f"encoder.{name}", tensor)
    return states
