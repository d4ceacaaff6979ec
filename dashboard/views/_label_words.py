"""A label in words."""

from collections.abc import Iterator

from corpus import Debate, Judgement, Side
from dashboard import state
from dashboard.texts import plain, say, shorten
from pipeline.labels.label import UNRELATED, Label, Link


def label_words(label: Label, debates: dict[str, Debate], *, text: str = "") -> str:
    """What a person said, as markdown on one line; `text` is the whole source text, for relations."""
    return " · ".join(_parts(label, debates, text)) or say("label.nothing-said")


def _parts(label: Label, debates: dict[str, Debate], text: str) -> Iterator[str]:
    if label.unsure:
        yield say("label.is-unsure")
    if label.kind:
        yield say(f"label.kind.{label.kind}")
    if label.role:
        second = f" + {say(f'common.role.{label.second_role}')}" if label.second_role else ""
        yield say(f"common.role.{label.role}") + second
    for debate, stance in label.stances.items():
        yield stance_words(stance, debates.get(debate))
    if label.speaker:
        yield f"{say('label.speaker').lower()}: {plain(label.speaker)}"
    if isinstance(label.link, Link):
        target = plain(shorten(text[label.link.start : label.link.end], 60))
        yield say("label.related", relation=say(f"label.relation.{label.link.type}"), text=target)
    elif label.link:
        yield say("label.relation.none")
    if label.parts:
        yield say("label.divides")


def stance_words(stance: str, debate: Debate | None) -> str:
    """A stance in words, as markdown."""
    if stance == UNRELATED:
        return say("label.unrelated")
    return plain(state.side_label(Side(stance), debate)) if debate else plain(stance)


def model_words(judgement: Judgement, debate: Debate | None) -> str:
    """What the model says of a sentence, with how probable it finds that, as markdown."""
    parts = [_scored(say(f"common.role.{judgement.role}"), judgement.role_scores, judgement.role)]
    if debate:
        stance = next((one for one in judgement.stances if one.debate == debate.id), None)
        side = stance.side.value if stance else UNRELATED
        parts.append(_scored(stance_words(side, debate), stance.scores if stance else None, side))
    return " · ".join(parts)


def _scored(label: str, scores: object, chosen: str) -> str:
    if not hasattr(scores, "__getitem__"):
        return label
    return say("label.percent", label=label, percent=round(100 * scores[chosen]))
