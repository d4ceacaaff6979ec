"""The register of recommendations: who should do what, on which grounds, and what was said against it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import RelationType, Role, Sentence, Side
from pipeline.analysis.index import MapIndex, stance_on

_ARTICLE = re.compile(r"^(de|het|een|'t|’t)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One entry of the register.

    Attributes:
        addressee: Who should act, one spelling for the whole register; None where the text names nobody.
        side, certain: The side in the debate asked for; None where the sentence is not about it (or none was asked).
        grounds, criticism: Sentences that support and that attack it, the most probable first.
        repeated: How often the same sentence occurs.
    """

    sentence: str
    addressee: str | None
    side: Side | None
    certain: bool
    grounds: tuple[str, ...]
    criticism: tuple[str, ...]
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries to keep; an empty set asks for nothing, and so does False."""

    addressees: frozenset[str | None] = frozenset()
    documents: frozenset[str] = frozenset()
    sides: frozenset[Side] = frozenset()
    grounds: bool = False
    criticism: bool = False


def recommendations(index: MapIndex, debate: str | None = None) -> tuple[Recommendation, ...]:
    """All recommendations of a map, or those about `debate`; with grounds first, then by probability."""
    if debate is None:
        pool: Iterable[Sentence] = (one for one in index.map.sentences if one.duplicate_of is None)
    else:
        pool = index.about(debate)
    chosen = [sentence for sentence in pool if sentence.role is Role.RECOMMENDATION]
    names = _spellings(sentence.addressee for sentence in chosen if sentence.addressee)
    repeated = _repeated(index)
    entries = [_entry(index, sentence, debate, names, repeated) for sentence in chosen]
    sure = {sentence.id: _probability(sentence) for sentence in chosen}
    return tuple(sorted(entries, key=lambda one: (-len(one.grounds) - len(one.criticism), -sure[one.sentence])))


def narrow(index: MapIndex, entries: Iterable[Recommendation], wanted: Wanted) -> list[Recommendation]:
    """The entries that are wanted, in the same order."""
    return [
        entry
        for entry in entries
        if (not wanted.addressees or entry.addressee in wanted.addressees)
        and (not wanted.documents or index.sentences[entry.sentence].document in wanted.documents)
        and (not wanted.sides or entry.side in wanted.sides)
        and (not wanted.grounds or entry.grounds)
        and (not wanted.criticism or entry.criticism)
    ]


def sources(index: MapIndex, entries: Iterable[Recommendation]) -> list[str]:
    """The ids of the documents that the entries come from, each once."""
    return list(dict.fromkeys(index.sentences[entry.sentence].document for entry in entries))


def addressees(entries: Sequence[Recommendation]) -> tuple[tuple[str | None, int], ...]:
    """Who is asked to act and how often, most first; None (nobody named) last."""
    counts: dict[str | None, int] = {}
    for entry in entries:
        counts[entry.addressee] = counts.get(entry.addressee, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or "")))


def _entry(
    index: MapIndex, sentence: Sentence, debate: str | None, names: dict[str, str], repeated: dict[str, int]
) -> Recommendation:
    stance = stance_on(sentence, debate) if debate else None
    return Recommendation(
        sentence=sentence.id,
        addressee=names[_plain(sentence.addressee)] if sentence.addressee else None,
        side=stance.side if stance else None,
        certain=sentence.judgement.certain and (stance is None or stance.certain),
        grounds=_related(index, sentence.id, RelationType.SUPPORT),
        criticism=_related(index, sentence.id, RelationType.ATTACK),
        repeated=1 + repeated.get(sentence.id, 0),
    )


def _related(index: MapIndex, sentence: str, kind: RelationType) -> tuple[str, ...]:
    found = [relation for relation in index.relations_to(sentence) if relation.type is kind]
    return tuple(relation.source for relation in sorted(found, key=lambda one: -one.score))


def _repeated(index: MapIndex) -> dict[str, int]:
    counts: dict[str, int] = {}
    for sentence in index.map.sentences:
        if sentence.duplicate_of:
            counts[sentence.duplicate_of] = counts.get(sentence.duplicate_of, 0) + 1
    return counts


def _plain(addressee: str) -> str:
    """What two spellings of one addressee have in common: no article, no capitals."""
    return _ARTICLE.sub("", " ".join(addressee.split())).casefold()


def _spellings(names: Iterable[str]) -> dict[str, str]:
    """For each plain name the spelling that the texts use most; on a tie the first."""
    counts: dict[str, dict[str, int]] = {}
    for name in names:
        shown = " ".join(name.split())
        shown = shown[0].upper() + shown[1:]
        own = counts.setdefault(_plain(name), {})
        own[shown] = own.get(shown, 0) + 1
    return {plain: max(own, key=own.__getitem__) for plain, own in counts.items()}


def _probability(sentence: Sentence) -> float:
    scores = sentence.judgement.role_scores
    return scores[sentence.role] if scores else 1.0
