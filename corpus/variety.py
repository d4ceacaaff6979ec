"""How varied a collection of sentences is: repetition, openings, vocabulary."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

# Figures depend on the size of what is measured; both collections are cut to this many sentences first.
SAMPLE = 8_000
# Shorter sentences ("Dank u wel, voorzitter.") recur in everybody's speech.
SHORTEST = 5
# One word replaced in the middle of a sentence of twelve words leaves 7 of 13 shingles: just above.
NEARLY_EQUAL = 0.5
OPENINGS = 50
GROWTH_STEPS = (10_000, 20_000, 50_000, 100_000)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with its role and the group of texts that it may not be parted from."""

    text: str
    role: str
    group: str


def words_of(text: str) -> list[str]:
    """Words in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def in_hash_order(examples: Iterable[Example]) -> list[Example]:
    """The sentences with their groups in the order of their hash, so that any first part is a fair draw."""
    return sorted(examples, key=lambda example: (zlib.crc32(example.group.encode()), example.group))


def near_duplicates(sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places whose sentences share at least half of their three-word shingles (Jaccard, exact).

    Sentences of fewer than `SHORTEST` words are left out.
    """
    shingles = [_shingles(words_of(sentence)) for sentence in sentences]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(place)
    shared = Counter(pair for places in holders.values() for pair in combinations(places, 2))
    return sorted(
        (a, b)
        for (a, b), count in shared.items()
        if count >= NEARLY_EQUAL * (len(shingles[a]) + len(shingles[b]) - count)
    )


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False)) if len(words) >= SHORTEST else set()


def repeated_share(sentences: Sequence[str]) -> float:
    """Share of the sentences that nearly repeat an earlier one."""
    return len({later for _, later in near_duplicates(sentences)}) / len(sentences) if sentences else 0.0


def openings_share(sentences: Iterable[str]) -> float:
    """Share of the sentences of three words or more that begin with one of the 50 most frequent first three words."""
    openings = Counter(tuple(words[:3]) for words in map(words_of, sentences) if len(words) >= 3)
    return sum(count for _, count in openings.most_common(OPENINGS)) / max(openings.total(), 1)


def vocabulary_growth(sentences: Iterable[str]) -> dict[int, int]:
    """Different words among the first 10,000, 20,000, 50,000 and 100,000; a size beyond the text is left out."""
    running = (word for sentence in sentences for word in words_of(sentence))
    seen: set[str] = set()
    growth, read = {}, 0
    for size in GROWTH_STEPS:
        piece = list(islice(running, size - read))
        read += len(piece)
        seen.update(piece)
        if read < size:
            break
        growth[size] = len(seen)
    return growth
