"""Prints how fast the shipped model labels sentences, and how much memory that takes.

python benchmarks/inference.py [--sentences 1000] [--threads 2]

All in one run, on the corpus's texts: our path, `transformers.pipeline` on one sentence at a time in fp32 with a
network of the same size, and the time that the matrix products alone would take at the speed measured here.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files

import torch
from alignment import table
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast, TextClassificationPipeline

from corpus.annotated import load_texts
from models import ROLES, Model, load_model
from models._model import FAST
from models._windows import encode

REPEATS = 3
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


def documents(count: int) -> list[list[str]]:
    """Whole texts of the corpus with at least so many units in all."""
    chosen: list[list[str]] = []
    for text in load_texts():
        if sum(map(len, chosen)) >= count:
            break
        chosen.append([text.text[unit.start : unit.end] for unit in text.units])
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
    kind = torch.bfloat16 if FAST else torch.float32
    left = torch.randn(4096, config.hidden_size, dtype=kind)
    right = torch.randn(config.hidden_size, config.intermediate_size, dtype=kind)
    repeats = 40
    taken = seconds(lambda: [left @ right for _ in range(repeats)])
    return 2 * repeats * left.shape[0] * right.shape[0] * right.shape[1] / taken


def products_a_token(config: BertConfig) -> float:
    """Multiplications and additions in the weights of all layers, for one token."""
    hidden, wide = config.hidden_size, config.intermediate_size
    return float(2 * config.num_hidden_layers * (4 * hidden * hidden + 2 * hidden * wide))


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    began = time.perf_counter()
    model = load_model()
    loading = time.perf_counter() - began
    config = BertConfig.from_pretrained(str(files("models").joinpath("weights")))
    texts = documents(options.sentences)
    flat = [text for part in texts for text in part]
    tokens = sum(len(ids) + 1 for ids in encode(model.tokenizer, flat))
    ours = len(flat) / seconds(lambda: model.label(texts))
    usual = one_by_one(model, config)
    theirs = ONE_BY_ONE / seconds(lambda: usual(flat[:ONE_BY_ONE]))
    limit = len(flat) / (tokens * products_a_token(config) / product_speed(config))
    memory: float | str = "Linux only"
    if sys.platform == "linux":
        alone = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)  # noqa: S603
        memory = int(alone.stdout) / 1024
    table(
        f"Labelling ({len(flat)} units, {tokens} tokens, {options.threads} threads, {'bf16' if FAST else 'fp32'})",
        [
            ("units a second", ours),
            ("one by one, fp32", theirs),
            ("times as fast", ours / theirs),
            ("limit of the matrix products", limit),
            ("share of that limit", ours / limit),
            ("seconds to load", loading),
            ("memory above torch, MB", memory),
        ],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
