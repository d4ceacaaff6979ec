"""The classifier as the rest of the program sees it: texts in, calibrated scores out."""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from corpus import ModelError
from models._calibration import Array, Calibration, load_calibration, side_scores, softmax
from models._hf import longest_window, read_config, unfilled_encoder
from models._network import (
    RELATION_REACH,
    RELATIONS,
    ROLES,
    STANCES,
    RoleNetwork,
    StanceNetwork,
    best_device,
    read_segments,
)
from models._weights import hash_file, load_weights
from models._windows import OVERLAP, WINDOW_TOKENS, Window, collate, cut_windows, encode, pack

# Padded tokens read at once: more than this no longer fit a processor's own memory, and are read slower.
BUDGET = {"cpu": 1024, "cuda": 16384}
FILES = ("config.json", "tokenizer.json", "model.safetensors", "calibration.json")


class WeightsMissing(ModelError):
    """The folder holds no complete model."""

    templates = {
        "nl": "{folder}: hier staat geen volledig model ({missing} ontbreekt); geef een map waarin debatkaart train "
        "klaar is, of installeer debatkaart opnieuw.",
        "en": "{folder}: no complete model here ({missing} is missing); give a folder in which debatkaart train is "
        "done, or install debatkaart again.",
    }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnitScores:
    """Calibrated probabilities of the roles and kinds of one unit, in the order of ROLES and KINDS."""

    roles: tuple[float, ...]
    kinds: tuple[float, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RelationScore:
    """A relation between two units of one document, by their places."""

    source: int
    target: int
    type: str
    score: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDocument:
    """What the model says of the units of one document."""

    units: tuple[UnitScores, ...]
    relations: tuple[RelationScore, ...]


def shipped_folder() -> Path:
    """Where the model lies that came along."""
    return Path(str(files("models").joinpath("weights")))


def load_model(folder: Path | None = None) -> "Model":
    """The model in `folder`, or the shipped one."""
    place = folder or shipped_folder()
    missing = [name for name in FILES if not (place / name).is_file()]
    if missing:
        raise WeightsMissing(folder=place, missing=missing[0])
    return Model(place)


class Model:
    """Role, kind, relation and stance of Dutch sentences, each judged in its context."""

    def __init__(self, folder: Path) -> None:
        self.calibration: Calibration = load_calibration(folder / "calibration.json")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        config = read_config(folder)
        self._limit = min(WINDOW_TOKENS, longest_window(config))
        self._device = best_device()
        self._prefix: str = getattr(config, "embedding_prefix", "query: ")
        states = load_weights(folder / "model.safetensors", encoders=number_type(self._device))
        self._base = unfilled_encoder(config)
        # Assigned, not copied: what the networks share is in memory once.
        self._base.load_state_dict(states["base"], assign=True)
        self._centre = {name: vector.numpy() for name, vector in states["centre"].items()}
        self._role = RoleNetwork(unfilled_encoder(config))
        self._role.load_state_dict(states["role"], assign=True)
        self._stance = StanceNetwork(unfilled_encoder(config))
        self._stance.load_state_dict(states["stance"], assign=True)
        for network in (self._base, self._role, self._stance):
            network.eval().to(self._device)
        digest = hash_file(folder / "model.safetensors")
        self.name = f"{json.loads((folder / 'config.json').read_text())['name']} @ {digest[:12]}"

    def replace_encoders(self, encoders: Mapping[str, Any]) -> None:
        """Reads from now on with these, by the names of the networks, which answer as those of transformers do."""
        self._base = encoders.get("base", self._base)
        self._role.encoder = encoders.get("role", self._role.encoder)
        self._stance.encoder = encoders.get("stance", self._stance.encoder)

    @torch.inference_mode()
    def label(self, documents: Sequence[Sequence[str]]) -> list[LabelledDocument]:
        """Roles, kinds and relations of the units of each document, all of which serve as context."""
        encoded = [encode(self.tokenizer, texts) for texts in documents]
        windows = [
            window
            for source, segments in enumerate(encoded)
            for window in windows_of(segments, source=source, limit=self._limit)
        ]
        read = self._run(windows, lambda batch: self._role(batch)[0])
        states = mean_values(read, lengths=[len(texts) for texts in documents], width=self._base.config.hidden_size)
        return [self._judge(torch.from_numpy(state).to(self._device)) for state in states]

    def _judge(self, states: torch.Tensor) -> LabelledDocument:
        roles = softmax(self._role.role(states).cpu().numpy(), temperature=self.calibration.role_temperature)
        kinds = softmax(self._role.kind(states).cpu().numpy(), temperature=self.calibration.kind_temperature)
        units = tuple(
            UnitScores(roles=tuple(map(float, r)), kinds=tuple(map(float, k)))
            for r, k in zip(roles, kinds, strict=True)
        )
        argues = [ROLES[int(np.argmax(unit.roles))] != "none" for unit in units]
        return LabelledDocument(units=units, relations=self._relate(states, argues))

    def _relate(self, states: torch.Tensor, argues: Sequence[bool]) -> tuple[RelationScore, ...]:
        """For each argumentative unit its most probable relation to one close by, where it is probable enough."""
        places = [place for place, argumentative in enumerate(argues) if argumentative]
        pairs = [(s, t) for s in places for t in places if s != t and abs(s - t) <= RELATION_REACH]
        if not pairs:
            return ()
        source, target = torch.tensor(pairs, device=self._device).T
        scores = softmax(self._role.relate(states[source], states[target], target - source).cpu().numpy())
        best: dict[int, RelationScore] = {}
        for (s, t), (_, support, attack) in zip(pairs, scores.tolist(), strict=True):
            score = max(support, attack)
            if score >= self.calibration.relation_threshold and (s not in best or score > best[s].score):
                best[s] = RelationScore(source=s, target=t, type=RELATIONS[1 if support >= attack else 2], score=score)
        return tuple(best.values())

    @torch.inference_mode()
    def read_stances(self, requests: Sequence[tuple[str, Sequence[str]]]) -> list[Array]:
        """Probabilities (n, 4) of for, against, neutral, unrelated of n texts in a row, on the statement before them.

        The answer to a request depends on the set of requests alone, not on their order.
        """
        distinct = sorted({(statement, tuple(texts)) for statement, texts in requests})
        place = {request: number for number, request in enumerate(distinct)}
        encoded = [encode(self.tokenizer, texts) for _, texts in distinct]
        statements = encode(self.tokenizer, [statement for statement, _ in distinct])
        windows = [
            Window(segments=(statements[source], *window.segments), first=window.first, source=source)
            for source, segments in enumerate(encoded)
            for window in windows_of(segments, source=source, limit=self._limit - len(statements[source]) - 1)
        ]
        read = (
            (dataclasses.replace(window, segments=window.segments[1:]), values)
            for window, values in self._run(windows, self._stance)
        )
        means = mean_values(read, lengths=[len(segments) for segments in encoded], width=len(STANCES))
        temperature = self.calibration.stance_temperature
        answers = [softmax(mean, temperature=temperature) for mean in means]
        return [answers[place[statement, tuple(texts)]] for statement, texts in requests]

    def stance(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Probabilities (n, 4) of for, against, neutral, unrelated for n pairs of statement and text."""
        answers = self.read_stances([(statement, [text]) for statement, text in pairs])
        return np.concatenate(answers) if answers else np.zeros((0, 4))

    def sides(self, poles: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[Array]:
        """For each debate (statement of a, statement of b) the probabilities (n, 4) of a, b, neutral, unrelated."""
        return self.debate_sides([(statement, texts) for pair in poles for statement in pair])

    def debate_sides(self, requests: Sequence[tuple[str, Sequence[str]]]) -> list[Array]:
        """As `sides`, from requests that alternate between the statements of pole a and pole b."""
        answers = self.read_stances(requests)
        bias = self.calibration.side_bias
        return [side_scores(answers[n], answers[n + 1], bias=bias) for n in range(0, len(answers), 2)]

    @torch.inference_mode()
    def embed(self, texts: Sequence[str]) -> Array:
        """Unit vectors (n, hidden) whose products say how alike texts are in meaning."""
        encoded = encode(self.tokenizer, [f"{self._prefix}{text}" for text in texts])
        windows = [Window(segments=(segment,), source=number) for number, segment in enumerate(encoded)]
        vectors = np.zeros((len(texts), self._base.config.hidden_size), np.float32)
        for window, values in self._run(windows, lambda batch: read_segments(self._base, batch)):
            vectors[window.source] = values[0]
        return normalised(vectors)

    def nearness(self, texts: Sequence[str], statements: Sequence[str]) -> Array:
        """Cosines (texts, statements) of vectors taken from the mean text and the mean statement.

        All vectors of the encoder lie in a narrow cone; without its axis, what is left says what a text is about.
        """
        pairs = ((texts, "texts"), (statements, "statements"))
        near, far = (normalised(self.embed(part) - self._centre[name]) for part, name in pairs)
        return np.asarray(near @ far.T)

    def _run(self, windows: Sequence[Window], forward: Callable[[Any], torch.Tensor]) -> Iterable[tuple[Window, Array]]:
        for group in pack(enumerate(windows), budget=BUDGET[self._device.type]):
            chosen = [windows[number] for number in group]
            values = forward(collate(chosen, self._role.marks)).cpu().numpy()
            yield from zip(chosen, values, strict=True)


def number_type(device: torch.device) -> torch.dtype:
    """The half precision of bf16 where the device multiplies it itself, twice as fast; others would emulate it."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    abilities = torch.cpu.get_capabilities()
    fast = any(abilities.get(name) for name in ("avx512_bf16", "amx_bf16"))
    return torch.bfloat16 if fast else torch.float32


def normalised(vectors: Array) -> Array:
    """Rows of length one."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def windows_of(segments: Sequence[tuple[int, ...]], *, source: int, limit: int = WINDOW_TOKENS) -> list[Window]:
    """The overlapping windows of one document."""
    spans = cut_windows(segments, limit=limit, overlap=OVERLAP)
    return [Window(segments=tuple(segments[n] for n in span), first=span.start, source=source) for span in spans]


def mean_values(read: Iterable[tuple[Window, Array]], *, lengths: Sequence[int], width: int) -> list[Array]:
    """For each document (length, width): the mean over the windows in which a segment stands."""
    totals = [np.zeros((length, width), np.float32) for length in lengths]
    counts = [np.zeros((length, 1), np.float32) for length in lengths]
    for window, values in read:
        span = slice(window.first, window.first + len(window.segments))
        totals[window.source][span] += values[: len(window.segments)]
        counts[window.source][span] += 1
    return [total / np.maximum(count, 1) for total, count in zip(totals, counts, strict=True)]
