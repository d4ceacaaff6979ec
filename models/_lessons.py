"""What a retraining is fed with: a person's judgements, each step beside some of the shipped corpus."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Generic, TypeVar

from tokenizers import Tokenizer

from corpus import Kind
from corpus.taught import TaughtText, TaughtUnit
from models import _training_data as data
from models._network import KINDS, STANCES
from models._windows import Window, cut_windows, encode, pack

# Sentences of one window share their context; shorter windows cost less where a text has few judgements.
WINDOW_LIMIT = 200
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
        units = [unit for unit in text.units if unit.kind is not Kind.BOILERPLATE]
        learns = [unit.role is not None and _words(unit) not in hidden for unit in units]
        for span, window in _windows(tokenizer, units, learns):
            yield data.RoleExample(
                window=window,
                roles=[_roles(units[place]) for place in span],
                kinds=[KINDS.index(units[place].kind) if learns[place] else data.IGNORED for place in span],
                relations=[],
            )


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
    tokenizer: Tokenizer, units: Sequence[TaughtUnit], learns: Sequence[bool]
) -> Iterator[tuple[range, Window]]:
    """The windows of a text in which something is to be learnt."""
    if not any(learns):
        return
    segments = encode(tokenizer, [unit.text for unit in units])
    for span in cut_windows(segments, limit=WINDOW_LIMIT, overlap=0):
        if any(learns[place] for place in span):
            yield span, Window(segments=tuple(segments[place] for place in span))


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
