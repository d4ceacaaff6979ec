"""The rarer corrections of a sentence: its kind, second role, speaker, relation and limits."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from corpus import Kind, RelationType, Role, Sentence
from dashboard import state
from dashboard.labelling import Seen
from dashboard.texts import say, shorten
from pipeline.labels.label import NO_RELATION, Label, Link, Place

REACH = 12
_KEEP = "keep"
_WORD = re.compile(r"\S{1,100}")

Give = Callable[[Place, Label], bool]


def show_more(seen: Seen, sentence: Sentence, own: Label, *, give: Give) -> None:
    """Draw the corrections; `give` keeps a judgement of the sentence at a place."""
    with st.expander(say("label.more")):
        _show_form(seen, sentence, own, give)
        _show_limits(seen, sentence, give)


def _show_form(seen: Seen, sentence: Sentence, own: Label, give: Give) -> None:
    near = {one.id: one for one in _near(seen, sentence)}
    with st.form(f"label.more.{sentence.id}", border=False):
        left, right = st.columns(2)
        kinds = [kind.value for kind in Kind]
        kind = left.selectbox(
            say("label.kind"),
            kinds,
            index=kinds.index(own.kind or sentence.kind),
            format_func={one: say(f"label.kind.{one}") for one in kinds}.__getitem__,
        )
        seconds = {"": say("label.no-second")}
        seconds |= {role.value: say(f"common.role.{role}") for role in Role if role is not Role.NONE}
        second = right.selectbox(
            say("label.second-role"),
            list(seconds),
            index=list(seconds).index(own.second_role or ""),
            format_func=seconds.__getitem__,
        )
        speaker = left.text_input(
            say("label.speaker"), own.speaker or sentence.speaker or "", help=say("label.speaker-help")
        )
        names = (_KEEP, NO_RELATION, *(one.value for one in RelationType))
        relations = {one: say(f"label.relation.{one}") for one in names}
        said = own.link.type.value if isinstance(own.link, Link) else own.link or _KEEP
        relation = right.selectbox(
            say("label.relation"),
            names,
            index=names.index(said),
            format_func=relations.__getitem__,
        )
        target = st.selectbox(
            say("label.target"),
            list(near),
            index=_target_place(own, list(near.values())) if near else None,
            format_func={one.id: shorten(one.text, 100) for one in near.values()}.__getitem__,
        )
        asked = st.form_submit_button(say("label.save-more"))
    if not asked:
        return
    if own.role in {None, Role.NONE} and kind == Kind.SENTENCE and (second or relation in set(RelationType)):
        st.warning(say("label.needs-role"))
        return
    label = replace(own, unsure=False, kind=Kind(kind) if kind != sentence.kind or own.kind else None)
    changed = speaker.strip() if speaker.strip() != (sentence.speaker or "") else own.speaker
    if kind == Kind.SENTENCE:
        label = replace(label, speaker=changed or None, second_role=Role(second) if second else None)
        label = replace(label, link=_link(relation, near.get(target or "")))
    else:
        label = Label(kind=Kind(kind), speaker=changed or None, parts=own.parts)
    if not label.is_empty and label != own:
        give(seen.place(sentence.id), label)
        st.rerun()


def _near(seen: Seen, sentence: Sentence) -> list[Sentence]:
    around = seen.loaded.index.sentences_of(sentence.document)
    at = around.index(sentence)
    window = (*around[max(0, at - REACH) : at], *around[at + 1 : at + 1 + REACH])
    return [one for one in window if one.kind is Kind.SENTENCE]


def _target_place(own: Label, near: Sequence[Sentence]) -> int:
    if isinstance(own.link, Link):
        spans = [(one.start, one.end) for one in near]
        span = (own.link.start, own.link.end)
        return spans.index(span) if span in spans else 0
    return 0


def _link(relation: str, target: Sentence | None) -> Link | Literal["none"] | None:
    if relation == NO_RELATION:
        return NO_RELATION
    if relation == _KEEP or target is None:
        return None
    return Link(type=RelationType(relation), start=target.start, end=target.end)


def _show_limits(seen: Seen, sentence: Sentence, give: Give) -> None:
    place = seen.place(sentence.id)
    starts = [found.start() for found in _WORD.finditer(sentence.text)][1:]
    box, split, merge = st.columns([3, 2, 2], vertical_alignment="bottom")
    at = box.selectbox(
        say("label.split-at"),
        starts,
        index=None,
        placeholder=say("label.choose-word"),
        format_func={start: f"… {shorten(sentence.text[start:], 40)}" for start in starts}.__getitem__,
        key=f"label.split-at.{sentence.id}.{sentence.end}",
    )
    split.button(
        say("label.split"),
        key="label.split",
        disabled=at is None,
        on_click=_divide,
        args=(give, place, _cut(sentence, at) if at else ()),
        width="stretch",
    )
    follower = _next(seen, sentence)
    stretch = replace(place, end=follower.end) if follower else place
    merge.button(
        say("label.merge"),
        key="label.merge",
        disabled=follower is None,
        on_click=_divide,
        args=(give, stretch, ((stretch.start, stretch.end),)),
        width="stretch",
    )


def _cut(sentence: Sentence, at: int) -> tuple[tuple[int, int], ...]:
    """The two parts of a sentence, without the space between them."""
    first_end = sentence.start + len(sentence.text[:at].rstrip())
    return ((sentence.start, first_end), (sentence.start + at, sentence.end))


def _next(seen: Seen, sentence: Sentence) -> Sentence | None:
    around = seen.loaded.index.sentences_of(sentence.document)
    after = around[around.index(sentence) + 1 :]
    return after[0] if after and after[0].kind is sentence.kind else None


def _divide(give: Give, place: Place, parts: tuple[tuple[int, int], ...]) -> None:
    if give(place, Label(parts=parts)):
        state.keep("label.undone", replace(place, start=parts[0][0], end=parts[0][1]))
