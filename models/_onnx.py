"""Every name of ONNX Runtime that the models touch: an encoder whose matrices are multiplied in int8.

Comes with the extra `onnx`. The embeddings stay in torch, so that the largest matrix is not written for each network.
"""

import logging
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor, nn

PACKAGES = ("onnxruntime", "onnx", "onnxscript")
OPSET = 20


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) is not None for name in PACKAGES)


class OnnxEncoder(nn.Module):
    """Stands where an encoder of transformers stands, and answers as that does."""

    def __init__(self, path: Path, *, embeddings: nn.Module, config: Any) -> None:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - an extra

        super().__init__()
        self.config, self.device = config, torch.device("cpu")
        self._embeddings = embeddings
        options = SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        self._session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> SimpleNamespace:
        """The last hidden states (windows, tokens, hidden)."""
        given = {"embedded": self._embeddings(input_ids).float().numpy(), "mask": attention_mask.numpy()}
        return SimpleNamespace(last_hidden_state=torch.from_numpy(self._session.run(None, given)[0]))


class _Even(nn.Module):
    """A matrix product whose input rows are all made as large.

    The runtime has one scale for all rows. Some have numbers a hundred times those of the others, which would be
    rounded away: three points of F1.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.weight, self.bias = linear.weight, linear.bias

    def forward(self, values: Tensor) -> Tensor:
        size = values.abs().amax(-1, keepdim=True) + 1e-6
        product = nn.functional.linear(values / size, self.weight) * size
        return product if self.bias is None else product + self.bias


class _FromEmbeddings(nn.Module):
    """The encoder as it is written; it takes the encoder's matrices, which is of no use afterwards."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        for part in list(encoder.modules()):
            for name, child in list(part.named_children()):
                if isinstance(child, nn.Linear):
                    setattr(part, name, _Even(child))

    def forward(self, embedded: Tensor, mask: Tensor) -> Tensor:
        states: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states


def export_encoder(encoder: Any, path: Path) -> None:
    """Writes a float32 encoder with matrices in int8, a scale a column; the file is there whole or not at all."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - an extra

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as aside, _without_warnings():
        whole, small = Path(aside, "whole.onnx"), Path(aside, "small.onnx")
        _export_whole(encoder, whole)
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
            # What the model is of is known, but shapes are no longer: see _export_whole.
            extra_options={"DefaultTensorType": 1},
        )
        os.replace(small, path)  # noqa: PTH105 - over an older one


def _export_whole(encoder: Any, path: Path) -> None:
    import onnx  # noqa: PLC0415 - an extra

    embedded = torch.zeros(2, 9, encoder.config.hidden_size)
    mask = torch.ones(2, 9, dtype=torch.long)
    sizes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    with torch.no_grad():
        program = torch.onnx.export(
            _FromEmbeddings(encoder).eval(),
            (embedded, mask),
            dynamo=True,
            dynamic_shapes=(sizes, sizes),
            input_names=["embedded", "mask"],
            output_names=["states"],
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )
    model = program.model_proto  # type: ignore[union-attr]
    # The exporter's notes on shapes contradict what the quantiser infers.
    del model.graph.value_info[:]
    onnx.save(model, path)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """The exporter and the quantiser warn of what they leave out, none of which is used."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
