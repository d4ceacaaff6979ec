"""What changed between two maps, by content: ids and offsets do not matter, words do."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import ArgumentMap, Kind, RelationType, Role, Sentence, Side

# Who said what, without differences in case and white space.
Words = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideChange:
    """Another side in a debate; None where the sentence is not about it."""

    debate: str
    old: Side | None
    new: Side | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that both maps have and judge differently."""

    old: Sentence
    new: Sentence
    sides: tuple[SideChange, ...]

    @property
    def role_changed(self) -> bool:
        """Whether it does something else in the debate."""
        return self.old.role is not self.new.role


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationText:
    """A relation by the texts of its ends."""

    source: str
    target: str
    type: RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Arguments that appeared, vanished and changed, and relations that appeared and vanished."""

    appeared: tuple[Sentence, ...]
    vanished: tuple[Sentence, ...]
    changed: tuple[Change, ...]
    relations_appeared: tuple[RelationText, ...]
    relations_vanished: tuple[RelationText, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        parts = (self.appeared, self.vanished, self.changed, self.relations_appeared, self.relations_vanished)
        return any(parts)


def compare_maps(old: ArgumentMap, new: ArgumentMap) -> Difference:
    """The difference between two maps.

    An argument is a sentence with a role or a side. Sentences are the same where the same speaker says the same words;
    where those words occur several times, they are matched in order.
    """
    pairs = list(_pairs(old, new))
    changes = (_change(first, second) for first, second in pairs if first is not None and second is not None)
    old_relations, new_relations = _relations(old), _relations(new)
    return Difference(
        appeared=tuple(two for one, two in pairs if one is None and two is not None and _is_argument(two)),
        vanished=tuple(one for one, two in pairs if two is None and one is not None and _is_argument(one)),
        changed=tuple(change for change in changes if change.role_changed or change.sides),
        relations_appeared=tuple(one for key, one in new_relations.items() if key not in old_relations),
        relations_vanished=tuple(one for key, one in old_relations.items() if key not in new_relations),
    )


def _pairs(old: ArgumentMap, new: ArgumentMap) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Each sentence of either map with the one that says the same in the other; first the old ones, in order."""
    waiting: dict[Words, list[Sentence]] = defaultdict(list)
    for one in reversed(_statements(new)):
        waiting[_words(one)].append(one)
    matched: set[str] = set()
    for one in _statements(old):
        same = waiting.get(_words(one))
        partner = same.pop() if same else None
        if partner is not None:
            matched.add(partner.id)
        yield one, partner
    yield from ((None, one) for one in _statements(new) if one.id not in matched)


def _statements(argument_map: ArgumentMap) -> list[Sentence]:
    return [one for one in argument_map.sentences if one.kind is Kind.SENTENCE]


def _words(sentence: Sentence) -> Words:
    return _plain(sentence.speaker or ""), _plain(sentence.text)


def _plain(text: str) -> str:
    # A soft hyphen is a place where a line may break, not a letter.
    return " ".join(text.replace("\u00ad", "").casefold().split())


def _is_argument(sentence: Sentence) -> bool:
    return sentence.role is not Role.NONE or bool(sentence.judgement.stances)


def _change(old: Sentence, new: Sentence) -> Change:
    debates = dict.fromkeys(stance.debate for one in (old, new) for stance in one.judgement.stances)
    sides = (SideChange(debate=debate, old=old.side(debate), new=new.side(debate)) for debate in debates)
    return Change(old=old, new=new, sides=tuple(one for one in sides if one.old is not one.new))


def _relations(argument_map: ArgumentMap) -> dict[tuple[Words, str, Words], RelationText]:
    sentences = {one.id: one for one in argument_map.sentences}
    found: dict[tuple[Words, str, Words], RelationText] = {}
    for one in argument_map.relations:
        source, target = sentences[one.source], sentences[one.target]
        text = RelationText(source=source.text, target=target.text, type=one.type)
        found.setdefault((_words(source), one.type.value, _words(target)), text)
    return found
