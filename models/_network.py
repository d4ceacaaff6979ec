"""The networks: an encoder read in windows of whole sentences, and a head for each judgement."""

from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn

ROLES = ("claim", "premise", "criticism", "recommendation", "none")
KINDS = ("sentence", "heading", "boilerplate")
STANCES = ("for", "against", "neutral", "unrelated")
RELATIONS = ("none", "support", "attack")
# Two thirds of the labelled relations span one unit and 97% at most this many.
RELATION_REACH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Numbers of the pieces that begin a window, end each segment and fill a row up.

    They are the tokenizer's, kept in the encoder's configuration; the values here are those of the shipped one, whose
    configuration leaves two of them out.
    """

    begin: int = 0
    pad: int = 1
    end: int = 2


def marks_of(config: Any) -> Marks:
    """The marks that an encoder was made with."""
    found = {"begin": config.bos_token_id, "pad": config.pad_token_id, "end": config.eos_token_id}
    return Marks(**{name: number for name, number in found.items() if number is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded windows.

    Attributes:
        ids: Piece numbers, (windows, tokens), `pad` where padded.
        segments: Number of the segment within its window that a token belongs to, (windows, tokens), -1 outside.
        count: Largest number of segments in a window.
    """

    ids: Tensor
    segments: Tensor
    count: int
    pad: int

    def on(self, device: torch.device) -> "Batch":
        """The same windows in the memory of `device`."""
        return replace(self, ids=self.ids.to(device), segments=self.segments.to(device))


def best_device() -> torch.device:
    """The graphics card where torch can use one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pool_segments(states: Tensor, batch: Batch) -> Tensor:
    """Mean state of each segment, (windows, segments, hidden), from states (windows, tokens, hidden)."""
    member = (batch.segments.unsqueeze(1) == torch.arange(batch.count, device=states.device)[:, None]).to(states.dtype)
    return (member @ states) / member.sum(-1, keepdim=True).clamp(min=1)


def read_segments(encoder: Any, batch: Batch) -> Tensor:
    """One forward over the windows where the encoder is; the pooled states of their segments."""
    batch = batch.on(encoder.device)
    states = encoder(input_ids=batch.ids, attention_mask=(batch.ids != batch.pad).long()).last_hidden_state
    return pool_segments(states.float(), batch)


class RoleNetwork(nn.Module):
    """Role and kind of each sentence of a window, and the relation of each pair close together."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.marks = marks_of(encoder.config)
        self.role = nn.Linear(size, len(ROLES))
        self.kind = nn.Linear(size, len(KINDS))
        self.distance = nn.Embedding(2 * RELATION_REACH + 1, size)
        self.pair = nn.Linear(3 * size, size)
        self.relation = nn.Linear(size, len(RELATIONS))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Segment states (w, s, h), role logits (w, s, 5) and kind logits (w, s, 3)."""
        segments = read_segments(self.encoder, batch)
        return segments, self.role(segments), self.kind(segments)

    def relate(self, sources: Tensor, targets: Tensor, offsets: Tensor) -> Tensor:
        """Logits (n, 3) for pairs of states (n, h) whose target stands `offsets` (n,) units after the source."""
        distance = self.distance(offsets + RELATION_REACH)
        hidden = self.pair(torch.cat([sources, targets, sources * targets], -1)) + distance
        logits: Tensor = self.relation(nn.functional.gelu(hidden))
        return logits


class StanceNetwork(nn.Module):
    """Stance of each sentence of a window on the statement that opens it (segment 0)."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.marks = marks_of(encoder.config)
        self.pair = nn.Linear(3 * size, size)
        self.stance = nn.Linear(size, len(STANCES))

    def forward(self, batch: Batch) -> Tensor:
        """Logits (w, s - 1, 4) of the segments after the statement."""
        segments = read_segments(self.encoder, batch)
        statement = segments[:, :1].expand_as(segments[:, 1:])
        sentences = segments[:, 1:]
        hidden = self.pair(torch.cat([sentences, statement, sentences * statement], -1))
        logits: Tensor = self.stance(nn.functional.gelu(hidden))
        return logits
