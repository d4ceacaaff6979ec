"""The encoders that a model can be trained from: the shipped one, those of the catalogue, or any other."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors.torch import save_file

from corpus import ModelError
from models._hf import NotFetched, describe_config, fetch_encoder, longest_window
from models._model import shipped_folder
from models._weights import load_weights

# A statement and a sentence, each cut at 120 pieces, with their marks.
LEAST_WINDOW = 256


class EncoderRefused(ModelError):
    """An encoder cannot be had, or cannot be trained from."""

    templates = {
        "nl": "Encoder {name} (revisie {revision}) is niet te gebruiken: {reason_nl}.",
        "en": "Encoder {name} (revision {revision}) cannot be used: {reason_en}.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEncoder:
    """An encoder on the hub that is known to suit Dutch.

    Attributes:
        licence: None where no document was found that says it.
        revision: A commit, or `main` where the commit of the newest one was not found in a document.
        prefix: What the encoder expects before a text whose vector is asked for.
        longest: Pieces that it reads at once, None where its configuration alone says so.
    """

    name: str
    title: str
    licence: str | None
    revision: str = "main"
    prefix: str = ""
    longest: int | None = 512

    @property
    def pinned(self) -> bool:
        """Whether the revision is a commit, which always gives the same weights."""
        return self.revision != "main"


CATALOGUE = (
    CatalogueEncoder(name="GroNLP/bert-base-dutch-cased", title="BERTje", licence="Apache-2.0"),
    CatalogueEncoder(
        name="DTAI-KULeuven/robbert-2023-dutch-base",
        title="RobBERT-2023",
        licence="MIT",
        revision="fb1e55115871e4a5d5e87a2f46cce5e842719cb2",
    ),
    # The commit that adds its safetensors; the main branch has pickled weights only, which are not read.
    CatalogueEncoder(
        name="microsoft/mdeberta-v3-base",
        title="mDeBERTa-v3",
        licence="MIT",
        revision="faf660b811036d7b6dfc53aacfe5281447d4e2c6",
    ),
    CatalogueEncoder(name="yhavinga/dmbert-144m-mc4", title="Dutch ModernBERT (dmbert)", licence=None, longest=None),
    CatalogueEncoder(
        name="intfloat/multilingual-e5-small",
        title="multilingual E5",
        licence="MIT",
        revision="fd1525a9fd15316a2d503bf26ab031a61d056e98",
        prefix="query: ",
    ),
)


def known_encoder(name: str) -> CatalogueEncoder | None:
    """The encoder of the catalogue with this name on the hub."""
    return next((one for one in CATALOGUE if one.name == name), None)


def write_encoder(folder: Path, *, name: str | None = None, revision: str | None = None) -> dict[str, str | None]:
    """Writes config.json, tokenizer.json and model.safetensors of an encoder; says where they came from.

    Args:
        name: On the hub, or a local folder; None for the encoder of the shipped model, which needs no network.
        revision: Of the hub; the catalogue's, or the newest, where not given.

    Raises:
        EncoderRefused: there is none, or it cannot be trained from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if name is None:
        return _write_shipped(folder)
    known = known_encoder(name)
    wanted = revision or (known.revision if known else "main")
    try:
        fetched = fetch_encoder(name, revision=wanted)
        _check_length(fetched.config)
    except NotFetched as error:
        raise EncoderRefused(name=name, revision=wanted, reason_nl=error.nl, reason_en=error.en) from error
    described = describe_config(fetched.config, embedding_prefix=known.prefix if known else "")
    (folder / "config.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    fetched.tokenizer.save(str(folder / "tokenizer.json"))
    save_file(fetched.state, folder / "model.safetensors", metadata={"format": "pt"})
    return {"name": name, "revision": wanted, "commit": fetched.commit}


def _check_length(config: Any) -> None:
    if longest_window(config) < LEAST_WINDOW:
        raise NotFetched(
            nl=f"hij leest minder dan {LEAST_WINDOW} woordstukken tegelijk",
            en=f"it reads fewer than {LEAST_WINDOW} pieces at once",
        )


def _write_shipped(folder: Path) -> dict[str, str | None]:
    source = shipped_folder()
    for file in ("config.json", "tokenizer.json"):
        shutil.copyfile(source / file, folder / file)
    save_file(load_weights(source / "model.safetensors")["base"], folder / "model.safetensors")
    return {"name": None, "revision": None, "commit": None}
