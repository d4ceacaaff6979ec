"""Prints how fast the shipped model labels sentences, and how much memory that takes.

python benchmarks/inference.py [--sentences 5000] [--threads 2] [--texts FILE.jsonl] [--cache FOLDER]

All in one run, on the texts of FILE (labelled ones, as the corpus's own are) repeated to so many units: our path in
torch, the same through ONNX Runtime where that is installed and FOLDER is given (its exports are kept there),
`transformers.pipeline` on one sentence at a time in fp32 with a network of the same size, and the time that the matrix
products alone would take at the speed measured here.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import cycle
from pathlib import Path

import torch
from alignment import table
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast, TextClassificationPipeline

from models import ROLES, Model, load_model
from models import _training_data as data
from models._model import number_type, shipped_folder
from models._onnx import is_installed
from models._runtime import NETWORKS, export_network, open_encoders
from models._windows import encode

REPEATS = 5
# A few are enough: the path takes one sentence at a time.
ONE_BY_ONE = 100
# A child's own peak, in kB: what getrusage tells would include the process that it was forked from.
ALONE = """
import torch

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

before = peak()
from corpus.annotated import load_texts
from models import load_model
texts = [[text.text[unit.start : unit.end] for unit in text.units] for text in load_texts()[:40]]
load_model().label(texts)
print(peak() - before)
"""


def documents(count: int, rows: Sequence[data.Row] | None = None) -> list[list[str]]:
    """Whole texts, of the corpus unless given, again and again until there are so many units in all."""
    source = [data.unit_texts(row) for row in rows or data.corpus_rows("dev")]
    chosen: list[list[str]] = []
    total = 0
    for text in cycle(source):
        if total >= count:
            break
        chosen.append(text)
        total += len(text)
    return chosen


def seconds(run: Callable[[], object]) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return sorted(taken)[REPEATS // 2]


def one_by_one(model: Model, config: BertConfig) -> Callable[[Sequence[str]], object]:
    """The usual way: a pipeline of the same size, given one sentence at a time."""
    config.num_labels = len(ROLES)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer.from_str(model.tokenizer.to_str()))
    tokenizer.add_special_tokens({"pad_token": "<pad>"})
    classify = TextClassificationPipeline(
        model=BertForSequenceClassification(config).eval(), tokenizer=tokenizer, device="cpu"
    )
    return lambda texts: [classify(text) for text in texts]


def product_speed(config: BertConfig) -> float:
    """Multiplications and additions a second in a product of the network's own shape."""
    kind = number_type(torch.device("cpu"))
    left = torch.randn(4096, config.hidden_size, dtype=kind)
    right = torch.randn(config.hidden_size, config.intermediate_size, dtype=kind)
    repeats = 40
    taken = seconds(lambda: [left @ right for _ in range(repeats)])
    return 2 * repeats * left.shape[0] * right.shape[0] * right.shape[1] / taken


def products_a_token(config: BertConfig) -> float:
    """Multiplications and additions in the weights of all layers, for one token."""
    hidden, wide = config.hidden_size, config.intermediate_size
    return float(2 * config.num_hidden_layers * (4 * hidden * hidden + 2 * hidden * wide))


def onnx_model(cache: Path) -> Model:
    """The shipped model read through ONNX Runtime."""
    model = load_model()
    folder = cache / model.name.rsplit(" ", 1)[1]
    for network in NETWORKS:
        if not (folder / f"{network}.onnx").is_file():
            export_network(network, source=shipped_folder(), folder=folder)
    model.replace_encoders(open_encoders(shipped_folder(), folder))
    return model


def memory_alone() -> float | str:
    """Megabytes at most in use by a process that labels, above one that imported torch."""
    if sys.platform != "linux":
        return "Linux only"
    alone = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)  # noqa: S603
    return int(alone.stdout) / 1024


def arguments_of(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--cache", type=Path)
    return parser.parse_args(given)


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    options = arguments_of(arguments)
    torch.set_num_threads(options.threads)
    began = time.perf_counter()
    model = load_model()
    loading = time.perf_counter() - began
    config = BertConfig.from_pretrained(str(files("models").joinpath("weights")))
    texts = documents(options.sentences, data.read_rows(options.texts) if options.texts else None)
    flat = [text for part in texts for text in part]
    tokens = sum(len(ids) + 1 for ids in encode(model.tokenizer, flat))
    usual = one_by_one(model, config)
    theirs = ONE_BY_ONE / seconds(lambda: usual(flat[:ONE_BY_ONE]))
    limit = len(flat) / (tokens * products_a_token(config) / product_speed(config))
    ways = {str(number_type(torch.device("cpu"))): model}
    if options.cache and is_installed():
        ways["onnx int8"] = onnx_model(options.cache)
    lines: list[tuple[str, float | str]] = [("one by one, fp32, units a second", theirs)]
    lines.append(("limit of the matrix products", limit))
    for name, way in ways.items():
        ours = len(flat) / seconds(lambda way=way: way.label(texts))  # type: ignore[misc]
        lines += [(f"{name}: units a second", ours), (f"{name}: times as fast", ours / theirs)]
        lines.append((f"{name}: share of that limit", ours / limit))
    lines += [("seconds to load", loading), ("memory above torch, MB", memory_alone())]
    table(f"Labelling ({len(flat)} units, {tokens} tokens, {options.threads} threads)", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
