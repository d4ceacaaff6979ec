"""Every name of transformers that the models touch: configurations, encoders and tokenizers of any architecture."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging import ERROR, getLogger
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PretrainedConfig, PreTrainedModel
from transformers.initialization import no_init_weights
from transformers.utils import logging

HUB = "https://huggingface.co"
# These number positions from the one after the padding piece's number.
POSITIONS_AFTER_PAD = ("camembert", "roberta", "xlm-roberta")


class NotFetched(Exception):
    """An encoder is not to be had; says why in Dutch and in English."""

    def __init__(self, *, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


def read_config(folder: Path) -> PretrainedConfig:
    """The configuration in a local folder, whatever its architecture."""
    return AutoConfig.from_pretrained(folder, local_files_only=True)


def describe_config(config: PretrainedConfig, **more: object) -> dict[str, Any]:
    """What `read_config` needs to give the same again, as JSON values, and more to keep beside it."""
    described: dict[str, Any] = config.to_diff_dict()
    return described | more


def new_encoder(config: PretrainedConfig) -> PreTrainedModel:
    """An encoder without pooler and without dropout (which keeps attention on its fused path)."""
    for name, value in config.to_dict().items():
        if "dropout" in name and isinstance(value, float):
            setattr(config, name, 0.0)
    encoder = AutoModel.from_config(config, dtype=torch.float32)
    if hasattr(encoder, "pooler"):
        encoder.pooler = None
    return encoder


def unfilled_encoder(config: PretrainedConfig) -> PreTrainedModel:
    """As `new_encoder`, for numbers that are still to be assigned: it takes next to no memory and time."""
    with no_init_weights():
        return new_encoder(config)


def use_plain_attention(encoder: PreTrainedModel) -> None:
    """The fused attention's backward pass is slow for windows this short: a third more tokens a second without it."""
    encoder.set_attn_implementation("eager")


def freeze(encoder: PreTrainedModel, *, layers: int) -> None:
    """Keeps the embeddings and the lowest layers as they are; networks that share weights store them once."""
    stack: nn.ModuleList = encoder.layers if hasattr(encoder, "layers") else encoder.encoder.layer
    for part in (encoder.embeddings, *stack[:layers]):
        part.requires_grad_(False)


def longest_window(config: PretrainedConfig) -> int:
    """How many pieces the encoder can read at once."""
    positions = int(config.max_position_embeddings)
    return positions - config.pad_token_id - 1 if config.model_type in POSITIONS_AFTER_PAD else positions


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedEncoder:
    """An encoder that was trained elsewhere.

    Attributes:
        config: With the tokenizer's marks as `bos_token_id`, `eos_token_id` and `pad_token_id`.
        state: As `new_encoder(config)` takes it.
        commit: Of the hub, where it came from there.
    """

    config: PretrainedConfig
    tokenizer: Tokenizer
    state: dict[str, Tensor]
    commit: str | None


def fetch_encoder(name: str, *, revision: str) -> FetchedEncoder:
    """An encoder from a local folder, or from the hub; nothing is unpickled and no code of the hub is run.

    Raises:
        NotFetched: there is none, or its parts do not fit together.
    """
    from transformers import AutoTokenizer  # noqa: PLC0415 - a model that is trained reads its tokenizer without it

    cached = not Path(name).is_dir() and not is_hub_known()
    options: dict[str, Any] = {"revision": revision, "trust_remote_code": False, "local_files_only": cached}
    try:
        with _without_warnings():
            words = AutoTokenizer.from_pretrained(name, **options)
            encoder, info = AutoModel.from_pretrained(
                name, dtype=torch.float32, use_safetensors=True, output_loading_info=True, **options
            )
    except (ImportError, KeyError, OSError, ValueError) as error:
        raise _why(name, error) from error
    lacking = sorted(key for key in info["missing_keys"] if not key.startswith("pooler."))
    if lacking:
        raise NotFetched(nl=f"in de gewichten ontbreekt {lacking[0]}", en=f"its weights lack {lacking[0]}")
    state = {key: value.contiguous() for key, value in encoder.state_dict().items() if not key.startswith("pooler.")}
    return FetchedEncoder(
        config=_with_marks(encoder.config, words),
        tokenizer=_bare(words.backend_tokenizer),
        state=state,
        commit=getattr(encoder.config, "_commit_hash", None),
    )


def is_hub_known() -> bool:
    """Whether the hub's name leads anywhere; without a network it would be asked again for minutes."""
    try:
        socket.getaddrinfo(urlsplit(os.environ.get("HF_ENDPOINT", HUB)).hostname, 443)
    except OSError:
        return "https" in getproxies()
    return True


@contextmanager
def _without_warnings() -> Iterator[None]:
    """That a head for another task is not read, is what is wanted."""
    loggers = [getLogger(name) for name in ("transformers", "huggingface_hub")]
    before = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(ERROR)
        logging.disable_progress_bar()
        yield
    finally:
        logging.enable_progress_bar()
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _why(name: str, error: Exception) -> NotFetched:
    folder = Path(name)
    # Without the package for a tokenizer in its old form, transformers takes it for one of another kind.
    lacks_package = isinstance(error, ImportError) or "tiktoken" in str(error)
    if folder.is_dir() and (isinstance(error, OSError) or not (folder / "config.json").is_file()):
        return NotFetched(
            nl="in die map staat geen encoder met config.json, tokenizer en model.safetensors",
            en="that folder holds no encoder with config.json, tokenizer and model.safetensors",
        )
    if lacks_package:
        return NotFetched(
            nl="zijn tokenizer vraagt om pakketten die er niet zijn: pip install sentencepiece protobuf",
            en="its tokenizer asks for packages that are not there: pip install sentencepiece protobuf",
        )
    if isinstance(error, OSError):
        return NotFetched(
            nl="er is geen verbinding met huggingface.co, of daar staat onder die naam en revisie geen safetensors; "
            "een lokale map kan ook",
            en="there is no connection with huggingface.co, or it has no safetensors by that name and revision; "
            "a local folder will do too",
        )
    return NotFetched(
        nl="de architectuur of de tokenizer is hier niet bekend", en="its architecture or tokenizer is not known here"
    )


def _with_marks(config: PretrainedConfig, words: Any) -> PretrainedConfig:
    """The configuration with the marks of its tokenizer, which published ones often leave out or have wrong."""
    begin = words.bos_token_id if words.cls_token_id is None else words.cls_token_id
    end = words.eos_token_id if words.sep_token_id is None else words.sep_token_id
    marks = {"bos_token_id": begin, "eos_token_id": end, "pad_token_id": words.pad_token_id}
    if None in marks.values() or words.backend_tokenizer.get_vocab_size() > config.vocab_size:
        raise NotFetched(
            nl="de tokenizer heeft geen begin-, eind- of vulteken, of past niet bij de gewichten",
            en="the tokenizer has no mark for begin, end or padding, or does not fit the weights",
        )
    # Some architectures name begin and end twice.
    twice = {key: number for key, number in (("cls_token_id", begin), ("sep_token_id", end)) if hasattr(config, key)}
    for key, number in (marks | twice).items():
        setattr(config, key, number)
    return config


def _bare(tokenizer: Tokenizer) -> Tokenizer:
    """Texts are cut and filled up elsewhere."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
