"""Finding sentences: by their words, in all Dutch inflections, or by their meaning."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import numpy as np

from corpus import Kind, Role, Sentence, Side
from pipeline.analysis.index import MapIndex, stance_on
from pipeline.analysis.speakers import who

Vectors = np.ndarray[Any, np.dtype[np.floating[Any]]]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_QUERY = re.compile(r'(-?)"([^"]{1,300})"|(-?)(\*?[^\s"*]{1,100}\*?)')
QUERY_CHARACTERS = 1000
# Okapi BM25 with its usual settings (Robertson & Zaragoza 2009, section 3).
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """The words of every counted sentence of a map.

    Attributes:
        sentences: In the order of the map; headings are found too, boilerplate and repetitions are not.
        _places: For each stem the numbers of the sentences with it, and how often.
        _words: For each word as written (folded) its stem, for searches with a star.
    """

    sentences: tuple[Sentence, ...]
    _places: Mapping[str, Mapping[int, int]] = field(repr=False)
    _words: Mapping[str, str] = field(repr=False)
    _lengths: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a sentence must be to be found; an empty set asks for nothing.

    Attributes:
        debate: The debate that `sides` are about; with it and without sides, every sentence about it.
        speakers: Ids of speakers as `pipeline.analysis.speakers.who` gives them.
        since, until: ISO dates, both included; a document without a date is left out where one is given.
    """

    debate: str | None = None
    sides: frozenset[Side] = frozenset()
    roles: frozenset[Role] = frozenset()
    documents: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    certain_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that was found; scores only compare within one search."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for: sets of stems of which each must occur, phrases, and what may not occur."""

    required: tuple[frozenset[str], ...]
    phrases: tuple[tuple[str, ...], ...]
    excluded: frozenset[str]


def build_search(index: MapIndex) -> SearchIndex:
    """The words of a map, looked up once."""
    sentences = tuple(
        one for one in index.map.sentences if one.duplicate_of is None and one.kind is not Kind.BOILERPLATE
    )
    places: dict[str, dict[int, int]] = {}
    words: dict[str, str] = {}
    lengths = []
    for number, sentence in enumerate(sentences):
        found = _folded_words(sentence.text)
        words |= {word: stem(word) for word in found if word not in words}
        for stemmed, count in Counter(words[word] for word in found).items():
            places.setdefault(stemmed, {})[number] = count
        lengths.append(len(found))
    return SearchIndex(sentences=sentences, _places=places, _words=words, _lengths=tuple(lengths))


def find_words(
    index: MapIndex, search: SearchIndex, text: str, conditions: Conditions, *, any_word: bool = False
) -> tuple[Hit, ...]:
    """The sentences with all words of `text` (or any of them), best first.

    `"two words"` asks for words in a row, `-word` for sentences without it, `jongeren*` and `*werk` for the beginning
    and the end of a word. Without any word, every sentence that meets the conditions.
    """
    query = parse_query(search, text)
    meets = _meets(index, conditions)
    numbers = [
        number
        for number in _candidates(search, query, any_word=any_word)
        if meets(search.sentences[number]) and _has_phrases(search.sentences[number].text, query.phrases)
    ]
    scores = _scores(search, query, numbers)
    hits = [Hit(sentence=search.sentences[number], score=scores[number]) for number in numbers]
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def find_alike(
    index: MapIndex, sentences: Sequence[Sentence], vectors: Vectors, wanted: Vectors, conditions: Conditions
) -> tuple[Hit, ...]:
    """The sentences nearest to `wanted` in meaning, best first.

    Args:
        vectors: A unit vector (n, hidden) for each of the sentences.
        wanted: The unit vector (hidden) of what is looked for.
    """
    if not sentences:
        return ()
    meets = _meets(index, conditions)
    scores = vectors @ wanted
    order = np.argsort(-scores, kind="stable")
    return tuple(
        Hit(sentence=sentences[number], score=float(scores[number])) for number in order if meets(sentences[number])
    )


def parse_query(search: SearchIndex, text: str) -> Query:
    """What is asked for in `text`; see `find_words`."""
    required: list[frozenset[str]] = []
    phrases: list[tuple[str, ...]] = []
    excluded: set[str] = set()
    for not_phrase, phrase, not_word, word in _QUERY.findall(text[:QUERY_CHARACTERS]):
        groups = (
            [_stems(search, word)] if "*" in word else [frozenset({stem(w)}) for w in _folded_words(phrase or word)]
        )
        if not_phrase or not_word:
            excluded |= {stemmed for group in groups for stemmed in group}
        else:
            required += groups
            if phrase and groups:
                phrases.append(tuple(stem(w) for w in _folded_words(phrase)))
    return Query(required=tuple(required), phrases=tuple(phrases), excluded=frozenset(excluded))


def _stems(search: SearchIndex, starred: str) -> frozenset[str]:
    """The stems of all words that begin or end (or both: contain) as asked."""
    asked = fold(starred.strip("*"))
    from_start, to_end = not starred.startswith("*"), not starred.endswith("*")
    if not asked:
        return frozenset()
    fits: Callable[[str], bool] = (
        (lambda word: word.startswith(asked))
        if from_start
        else (lambda word: word.endswith(asked))
        if to_end
        else (lambda word: asked in word)
    )
    return frozenset(stemmed for word, stemmed in search._words.items() if fits(word))


def _candidates(search: SearchIndex, query: Query, *, any_word: bool) -> list[int]:
    found = [{number for stemmed in group for number in search._places.get(stemmed, ())} for group in query.required]
    everything = set(range(len(search.sentences)))
    numbers = set().union(*found) if any_word else everything.intersection(*found)
    return sorted(numbers.difference(*(search._places.get(stemmed, ()) for stemmed in query.excluded)))


def _scores(search: SearchIndex, query: Query, numbers: Sequence[int]) -> dict[int, float]:
    """Okapi BM25 of each of some sentences, added up over the stems asked for."""
    scores = dict.fromkeys(numbers, 0.0)
    total = len(search.sentences)
    average = sum(search._lengths) / max(total, 1)
    for stemmed in {stemmed for group in query.required for stemmed in group}:
        places = search._places.get(stemmed, {})
        rarity = math.log(1 + (total - len(places) + 0.5) / (len(places) + 0.5))
        for number, count in places.items():
            if number in scores:
                length = _K1 * (1 - _B + _B * search._lengths[number] / average)
                scores[number] += rarity * count * (_K1 + 1) / (count + length)
    return scores


def _has_phrases(text: str, phrases: Sequence[tuple[str, ...]]) -> bool:
    if not phrases:
        return True
    stems = [stem(word) for word in _folded_words(text)]
    return all(
        any(tuple(stems[place : place + len(phrase)]) == phrase for place in range(len(stems))) for phrase in phrases
    )


def find_marks(search: SearchIndex, query: str, text: str) -> tuple[tuple[int, int], ...]:
    """The places (half open offsets) in `text` of the words that `query` asks for."""
    asked = {stemmed for group in parse_query(search, query).required for stemmed in group}
    return tuple(found.span() for found in _WORD.finditer(text) if asked and stem(fold(found[0])) in asked)


def _meets(index: MapIndex, conditions: Conditions) -> Callable[[Sentence], bool]:
    documents = _documents(index, conditions)

    def meets(sentence: Sentence) -> bool:
        return (
            sentence.document in documents
            and (not conditions.roles or sentence.role in conditions.roles)
            and _meets_debate(sentence, conditions)
            and (not conditions.certain_only or sentence.judgement.certain)
            and (not conditions.speakers or _speaks(index, sentence, conditions.speakers))
        )

    return meets


def _documents(index: MapIndex, conditions: Conditions) -> set[str]:
    chosen = conditions.documents or set(index.documents)
    if not conditions.since and not conditions.until:
        return set(chosen)
    since, until = conditions.since or "", conditions.until or "9999"
    # A date of a year alone ("2025") lies within any bound of that year.
    dates = {identity: index.documents[identity].date or "" for identity in chosen if identity in index.documents}
    return {
        identity
        for identity, date in dates.items()
        if date and since[: len(date)] <= date and date[: len(until)] <= until
    }


def _meets_debate(sentence: Sentence, conditions: Conditions) -> bool:
    if conditions.debate is None:
        return True
    stance = stance_on(sentence, conditions.debate)
    if stance is None:
        return False
    return (not conditions.sides or stance.side in conditions.sides) and (stance.certain or not conditions.certain_only)


def _speaks(index: MapIndex, sentence: Sentence, speakers: frozenset[str]) -> bool:
    speaker = who(sentence, index.documents[sentence.document])
    return speaker is not None and speaker.id in speakers


def fold(word: str) -> str:
    """A word without capitals and accents; "Één" is "een"."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _folded_words(text: str) -> list[str]:
    return [fold(found) for found in _WORD.findall(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded Dutch word: "bewoners" and "bewoner" have one."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@cache
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - only searching needs it

    # Its "dutch" is the newer algorithm, which makes more words alike than they are.
    return snowballstemmer.stemmer("dutch_porter")
