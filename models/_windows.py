"""Texts as windows of whole sentences: `<s> first </s> second </s> ... </s>`, each a segment.

`<s>` and `</s>` stand for the marks of the tokenizer at hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from models._network import Batch, Marks

WINDOW_TOKENS = 320
SEGMENT_TOKENS = 120
# Sentences at the edge of a window are read again in the next one, with text on both sides.
OVERLAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some consecutive segments; `first` is the place in the document of the first one, `source` names the document."""

    segments: tuple[tuple[int, ...], ...]
    first: int = 0
    source: int = 0

    @property
    def size(self) -> int:
        """Tokens, separators included."""
        return 1 + sum(len(segment) + 1 for segment in self.segments)


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Piece numbers of each text, cut at SEGMENT_TOKENS; white space of any kind counts as one space."""
    encodings = tokenizer.encode_batch([" ".join(text.split()) for text in texts], add_special_tokens=False)
    return [tuple(encoding.ids[:SEGMENT_TOKENS]) for encoding in encodings]


def cut_windows(
    segments: Sequence[tuple[int, ...]], *, limit: int = WINDOW_TOKENS, overlap: int = OVERLAP
) -> Iterator[range]:
    """Ranges of consecutive segments of at most `limit` tokens; neighbours share `overlap` segments where they can."""
    start = 0
    while start < len(segments):
        end, size = start, 1
        while end < len(segments) and (end == start or size + len(segments[end]) + 1 <= limit):
            size += len(segments[end]) + 1
            end += 1
        yield range(start, end)
        if end == len(segments):
            return
        start = max(end - overlap, start + 1) if end - start > 2 * overlap else end


def collate(windows: Sequence[Window], marks: Marks) -> Batch:
    """Padded tensors of some windows."""
    length = max(window.size for window in windows)
    ids = torch.full((len(windows), length), marks.pad)
    places = torch.full((len(windows), length), -1)
    for row, window in enumerate(windows):
        flat, owner = [marks.begin], [-1]
        for number, segment in enumerate(window.segments):
            flat += [*segment, marks.end]
            owner += [number] * (len(segment) + 1)
        ids[row, : len(flat)] = torch.tensor(flat)
        places[row, : len(owner)] = torch.tensor(owner)
    count = max(len(window.segments) for window in windows)
    return Batch(ids=ids, segments=places, count=count, pad=marks.pad)


def pack(windows: Iterable[tuple[int, Window]], *, budget: int) -> Iterator[list[int]]:
    """Groups of the given numbers whose padded windows fill at most `budget` tokens, shortest windows first."""
    group: list[int] = []
    for number, window in sorted(windows, key=lambda item: (item[1].size, item[0])):
        if group and (len(group) + 1) * window.size > budget:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
