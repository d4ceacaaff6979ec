"""A training on disk: weights, the optimiser's moments and how far it is, in one safetensors file.

The file is written whole or not at all. Read as weights alone, an unfinished file serves as well as a finished one.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

MOMENTS = ("exp_avg", "exp_avg_sq")
OPTIMISER = "optimiser."
COURSE = "course"


@dataclass(slots=True, kw_only=True)
class Course:
    """How far a training is.

    Attributes:
        of: Steps in all.
        seconds: Time it took, over all sittings.
        pending: Sum of the losses since the last one in `losses`.
        losses: Steps, and the mean loss since the one before.
    """

    of: int
    step: int = 0
    seconds: float = 0.0
    pending: float = 0.0
    losses: list[tuple[int, float]] = field(default_factory=list)
    finished: bool = False


def write_checkpoint(
    path: Path, network: nn.Module, course: Course, *, optimiser: torch.optim.Optimizer | None = None
) -> None:
    """Keeps a training; without its optimiser it cannot go on, which a finished one need not."""
    tensors = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    if optimiser is not None:
        names: dict[Tensor, str] = {parameter: name for name, parameter in network.named_parameters()}
        for parameter, state in optimiser.state.items():
            tensors |= {f"{OPTIMISER}{moment}.{names[parameter]}": state[moment] for moment in MOMENTS}
    save_whole(tensors, path, metadata={"format": "pt", COURSE: json.dumps(asdict(course))})


def save_whole(tensors: dict[str, Tensor], path: Path, *, metadata: Mapping[str, str]) -> None:
    """Writes a safetensors file aside and renames it: a process that is killed leaves the old one."""
    unfinished = path.with_name(f".{path.name}.part")
    save_file(tensors, unfinished, metadata=dict(metadata))
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)


def read_course(path: Path) -> Course:
    """How far the training in a file was."""
    with safe_open(path, framework="pt") as file:
        return Course(**json.loads(file.metadata()[COURSE]))


def read_network(path: Path) -> dict[str, Tensor]:
    """The weights in a file, without what only training needs."""
    return _weights(load_file(path))


def _weights(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor for name, tensor in tensors.items() if not name.startswith(OPTIMISER)}


def restore(path: Path, network: nn.Module, optimiser: torch.optim.Optimizer) -> Course:
    """Puts network and optimiser back where they were when the file was written; gives how far that was."""
    tensors, course = load_file(path), read_course(path)
    network.load_state_dict(_weights(tensors))
    for name, parameter in network.named_parameters():
        if f"{OPTIMISER}{MOMENTS[0]}.{name}" in tensors:
            moments = {moment: tensors[f"{OPTIMISER}{moment}.{name}"].to(parameter.device) for moment in MOMENTS}
            step = torch.tensor(float(course.step), device=parameter.device)
            optimiser.state[parameter] = {"step": step, **moments}
    return course
