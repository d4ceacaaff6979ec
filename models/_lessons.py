"""What a retraining is fed with: a person's judgements, each step beside some of the shipped corpus."""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Generic, TypeVar

from tokenizers import Tokenizer

from corpus import Kind, Role
from corpus.taught import TaughtRelation, TaughtText, TaughtUnit
from models import _training_data as data
from models._network import KINDS, RELATION_REACH, RELATIONS, STANCES
from models._windows import Window, cut_windows, encode, pack

# Sentences of one window share their context; shorter windows cost less where a text has few judgements.
WINDOW_LIMIT = 200
# Sentences on either side of what is learnt; reading on to the end of the window would take the time of more passes.
CONTEXT = 2
USER_BUDGET, REPLAY_BUDGET = 512, 512

Example = TypeVar("Example", data.RoleExample, data.StanceExample)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[Example]):
    """Examples of the user, and examples of the corpus that keep the model from forgetting."""

    own: list[Example]
    replay: list[Example]

    @property
    def tokens(self) -> int:
        """How much reading the step takes."""
        return sum(example.window.size for example in (*self.own, *self.replay))


def measured_texts(taught: Sequence[TaughtText]) -> set[str]:
    """The words of the units that models are measured on; a repetition elsewhere would give the answer away."""
    return {_words(unit) for text in taught for unit in text.units if unit.measured}


def _words(unit: TaughtUnit) -> str:
    return " ".join(unit.text.split()).casefold()


def role_examples(tokenizer: Tokenizer, taught: Sequence[TaughtText]) -> Iterator[data.RoleExample]:
    """Windows with at least one role to learn; what is not to be learnt has the kind IGNORED, which has no loss."""
    hidden = measured_texts(taught)
    for text in taught:
        places = [place for place, unit in enumerate(text.units) if unit.kind is not Kind.BOILERPLATE]
        units = [text.units[place] for place in places]
        learns = [unit.role is not None and _words(unit) not in hidden for unit in units]
        links = [_link(unit, places) if learnt else None for unit, learnt in zip(units, learns, strict=True)]
        targets = {link[0] for link in links if link}
        for span, window in _windows(tokenizer, units, learns, also=targets):
            yield data.RoleExample(
                window=window,
                roles=[_roles(units[place]) for place in span],
                kinds=[KINDS.index(units[place].kind) if learns[place] else data.IGNORED for place in span],
                relations=list(_relations(units, links, span)),
            )


def _link(unit: TaughtUnit, places: Sequence[int]) -> tuple[int, str] | None:
    """The target among `places` and the type of a unit's relation, (-1, "none") for none, None where not judged."""
    relation = unit.relation
    if isinstance(relation, TaughtRelation):
        return (places.index(relation.target), relation.type.value) if relation.target in places else None
    return (-1, "none") if relation else None


def _relations(
    units: Sequence[TaughtUnit], links: Sequence[tuple[int, str] | None], span: range
) -> Iterator[tuple[int, int, int]]:
    """The pairs of each unit whose relation was judged; to all but its target it has none."""
    for source in span:
        if (link := links[source]) is None:
            continue
        for target in range(max(span.start, source - RELATION_REACH), min(span.stop, source + RELATION_REACH + 1)):
            if target != source and units[target].kind is Kind.SENTENCE and units[target].role is not Role.NONE:
                name = link[1] if link[0] == target else "none"
                yield source - span.start, target - span.start, RELATIONS.index(name)


def _roles(unit: TaughtUnit) -> list[float]:
    return data.role_distribution({"role": unit.role, "second_role": unit.second_role})


def stance_examples(tokenizer: Tokenizer, taught: Sequence[TaughtText]) -> Iterator[data.StanceExample]:
    """Windows that open with the statement of a pole, with at least one side to learn."""
    hidden = measured_texts(taught)
    for text in taught:
        units = [unit for unit in text.units if unit.kind is Kind.SENTENCE]
        for debate, statements in text.debates.items():
            learns = [debate in unit.sides and _words(unit) not in hidden for unit in units]
            for span, window in _windows(tokenizer, units, learns):
                for statement, mirrored in zip(encode(tokenizer, statements), (False, True), strict=True):
                    labels = [
                        _stance(units[place].sides[debate], mirrored=mirrored) if learns[place] else data.IGNORED
                        for place in span
                    ]
                    opened = Window(segments=(statement, *window.segments))
                    yield data.StanceExample(window=opened, stances=labels)


def _stance(side: str, *, mirrored: bool) -> int:
    if side == "unrelated":
        return STANCES.index(side)
    return STANCES.index(data.STANCE_OF_SIDE[data.MIRROR[side] if mirrored else side])


def _windows(
    tokenizer: Tokenizer, units: Sequence[TaughtUnit], learns: Sequence[bool], *, also: Collection[int] = ()
) -> Iterator[tuple[range, Window]]:
    """The windows of a text in which something is to be learnt, without what stands far from that and from `also`."""
    if not any(learns):
        return
    segments = encode(tokenizer, [unit.text for unit in units])
    for span in cut_windows(segments, limit=WINDOW_LIMIT, overlap=0):
        if any(learns[place] for place in span):
            needed = [place for place in span if learns[place] or place in also]
            near = range(max(span.start, needed[0] - CONTEXT), min(span.stop, needed[-1] + CONTEXT + 1))
            yield near, Window(segments=tuple(segments[place] for place in near))


def compose(
    own: Sequence[Example],
    replay: Sequence[Example],
    *,
    tokens: int,
    passes: int,
    chance: random.Random,
) -> list[Step[Example]]:
    """Steps of some of the user's examples and as much of the corpus.

    The user's examples are passed at most `passes` times, fewer where that is more than `tokens` of reading.
    """
    if not own:
        return []
    fresh = cycle(_groups(replay, budget=REPLAY_BUDGET, chance=chance)) if replay else cycle([[]])
    steps: list[Step[Example]] = []
    left = tokens
    for _ in range(passes):
        for group in _groups(own, budget=USER_BUDGET, chance=chance):
            step = Step(own=group, replay=next(fresh))
            left -= step.tokens
            if steps and left < 0:
                return steps
            steps.append(step)
    return steps


def _groups(examples: Sequence[Example], *, budget: int, chance: random.Random) -> list[list[Example]]:
    """All examples in groups of similar length, the groups in random order."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    groups = []
    for start in range(0, len(order), 64):
        chunk = [(number, examples[number].window) for number in order[start : start + 64]]
        groups += [[examples[number] for number in group] for group in pack(chunk, budget=budget)]
    chance.shuffle(groups)
    return groups


def replay_rows(rows: Sequence[data.Row], *, size: int, chance: random.Random) -> list[data.Row]:
    """Some texts of the corpus, enough for the replay of one training."""
    return chance.sample(list(rows), min(size, len(rows)))
