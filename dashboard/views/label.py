"""Labelling by hand: one sentence at a time, by keyboard, and what comes of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files

import streamlit as st

from corpus import Debate, DebatkaartError, Kind, Role, Sentence, Side
from dashboard import labelling, state
from dashboard.labelling import Seen
from dashboard.texts import plain, say, shorten
from dashboard.views._label_files import show_files
from dashboard.views._label_more import show_more
from dashboard.views._label_people import show_agreement, show_differences
from dashboard.views._label_words import label_words, model_words, stance_words
from pipeline.corrections import place_of
from pipeline.judgements import NAME_CHARACTERS
from pipeline.labels.label import UNRELATED, Label, Place, with_stance
from pipeline.queues import Queue, Queued, Wish, by_model, draw
from pipeline.store import StoreError

ROLE_KEYS = {Role.CLAIM: "1", Role.PREMISE: "2", Role.CRITICISM: "3", Role.RECOMMENDATION: "4", Role.NONE: "5"}
STANCE_KEYS = {Side.A.value: "A", Side.B.value: "B", Side.NEUTRAL.value: "N", UNRELATED: "0"}
# The order in which the guidelines ask.
GUIDE = (Role.NONE, Role.RECOMMENDATION, Role.CRITICISM, Role.PREMISE, Role.CLAIM)
AROUND = 2
# Below this, the comparison of a retrained model "cannot tell".
ENOUGH = 50
_LINK = re.compile(r"\[([^\]\n]{1,120})\]\([^)\n]{1,120}\)")
# What a key does to a label; a button of one sentence is never taken for that of the next, so keys name both.
Change = Callable[[Label], Label]
Give = Callable[[Change], None]
_RUN, _UNDONE, _ERROR, _SAID = "label.run", "label.undone", "label.error", "label.said"
_PART, _SHOWN = "label.part", "label.shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The sentences that were drawn, and which of them is next."""

    key: tuple[object, ...]
    queue: tuple[Queued, ...]
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who labels what, how it is asked, and what is kept for the next drawing of the page."""

    seen: Seen
    name: str
    debate: Debate | None
    shown: bool
    kept: dict[str, object]

    def own(self, place: Place) -> Label:
        """What this person says of a sentence, as it stands."""
        found = [one for one in self.seen.standing if one.place == place and one.annotator == self.name]
        return found[-1].label if found else Label()

    def settles(self, place: Place) -> bool:
        """True where this person settled a difference on a sentence: another word of theirs settles it anew."""
        return any(one.settles for one in self.seen.standing if one.place == place and one.annotator == self.name)


def show() -> None:
    """Draw the page."""
    title, parts = st.columns([1, 3], vertical_alignment="center")
    title.title(say("label.title"))
    if (loaded := state.require_map()) is None:
        return
    try:
        seen = labelling.seen(loaded)
        name = _ask_name()
        with parts:
            part = _choose_part()
        if part == "files":
            show_files(seen, name)
        elif part == "agreement":
            show_agreement(seen)
        elif not name:
            st.info(say("label.ask-name"))
            st.caption(say("label.lead"))
        elif part == "settle":
            show_differences(seen, name, judge=_judge_again)
        else:
            _show_labelling(seen, name)
    except StoreError as error:
        st.error(plain(error.message(state.language())))


def _ask_name() -> str:
    known = labelling.annotators()
    usual = known[-1] if known else ""
    given = st.session_state.get("label.name", usual)
    # Below the navigation nobody would look for what is asked first.
    place = st.sidebar if given and given.strip() else st.container()
    name = place.text_input(
        say("label.name"),
        usual,
        key="label.name",
        help=say("label.name-help"),
        max_chars=NAME_CHARACTERS,
        persist_state="session",
    )
    found = (name or "").strip()
    if found == "model":
        st.error(say("label.bad-name"))
        return ""
    return found


def _choose_part() -> str:
    parts = {part: say(f"label.part.{part}") for part in ("label", "settle", "agreement", "files")}
    chosen = st.segmented_control(
        say("label.part"),
        list(parts),
        default="label",
        format_func=parts.__getitem__,
        key=_PART,
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen)


def _judge_again(sentence: str) -> None:
    """Show a sentence first, under Label; for a callback, which alone may move the choice of the part."""
    st.session_state[_PART] = "label"
    state.keep(_UNDONE, sentence)


def _show_labelling(seen: Seen, name: str) -> None:
    wish, shown = _choose_wish(seen)
    debate = state.debate() if seen.loaded.map.debates else None
    labelling.register(seen)
    desk = Desk(seen=seen, name=name, debate=debate, shown=shown, kept=state.kept_values())
    with st.container():
        _show_messages()
    run = _run(desk, wish)
    left, right = st.columns([2, 1], gap="medium")
    with right:
        _show_progress(desk)
        _show_guidelines()
    with left:
        if run.at >= len(run.queue):
            st.success(say("label.done"))
            _show_undo(desk)
        else:
            _show_sentence(desk, run, wish)


def _choose_wish(seen: Seen) -> tuple[Wish, bool]:
    queue_box, debate_box, extra = st.columns([2, 3, 2], vertical_alignment="bottom")
    with queue_box:
        queues = {one.value: say(f"label.queue.{one}") for one in Queue}
        if not seen.loaded.map.debates:
            del queues[Queue.DEBATE.value]
        queue = st.selectbox(
            say("label.queue"),
            list(queues),
            format_func=queues.__getitem__,
            key="label.queue",
            help=say("label.queue-help"),
        )
    with debate_box:
        debate = state.choose_debate(counted=False) if seen.loaded.map.debates else None
    with extra:
        shown = _ask_shown()
        role = None
        if queue == Queue.ROLE:
            roles = {one.value: say(f"common.role.{one}") for one in Role}
            role = st.selectbox(
                say("label.role"),
                list(roles),
                format_func=roles.__getitem__,
                key="label.wished-role",
            )
    wish = Wish(queue=Queue(queue), debate=debate.id if debate else None, role=Role(role) if role else None)
    return wish, shown


def _ask_shown() -> bool:
    """A button and not a switch: keys do nothing while a switch that was clicked has the focus."""
    shown = state.kept(_SHOWN) is True
    st.button(
        say("label.hide-model" if shown else "label.show-model"),
        key="label.show-model",
        shortcut="M",
        help=say("label.show-model-help"),
        on_click=state.keep,
        args=(_SHOWN, not shown),
        width="stretch",
        wrap=True,
    )
    return shown


def _show_messages() -> None:
    if isinstance(error := state.kept(_ERROR), str):
        st.error(error)
        state.keep(_ERROR, None)
    if isinstance(said := state.kept(_SAID), str):
        st.caption(said)
        state.keep(_SAID, None)


def _run(desk: Desk, wish: Wish) -> Run:
    """The sentences in hand; more are drawn when they are used up."""
    key = (desk.name, wish, desk.seen.original.made_by.created)
    run = state.kept(_RUN)
    if not isinstance(run, Run) or run.key != key:
        run = _draw(desk, wish, key)
    run = _with_asked(desk, run)
    known = desk.seen.loaded.index.sentences
    while run.at < len(run.queue) and run.queue[run.at].sentence not in known:
        run = replace(run, at=run.at + 1)
    if run.at >= len(run.queue):
        run = _draw(desk, wish, key)
    state.keep(_RUN, run)
    return run


def _draw(desk: Desk, wish: Wish, key: tuple[object, ...]) -> Run:
    places = {one.place for one in desk.seen.standing if one.annotator == desk.name}
    index = desk.seen.loaded.index
    judged = {one.id for one in index.map.sentences if place_of(one, index.documents[one.document]) in places}
    drawn = draw(index.map, wish, judged=judged)
    labelling.mark_random(desk.seen, drawn.share)
    return Run(key=key, queue=drawn.queue)


def _with_asked(desk: Desk, run: Run) -> Run:
    """The sentence that somebody took back, or asked to judge again, comes first."""
    asked = state.kept(_UNDONE)
    state.keep(_UNDONE, None)
    if isinstance(asked, Place):
        asked = _sentence_at(desk.seen, asked)
    if not isinstance(asked, str) or asked not in desk.seen.loaded.index.sentences:
        return run
    before, after = run.queue[: run.at], run.queue[run.at :]
    rest = [one for one in (*before, *after) if one.sentence != asked]
    at = sum(one.sentence != asked for one in before)
    first = next((one for one in run.queue if one.sentence == asked), Queued(sentence=asked))
    return replace(run, queue=(*rest[:at], first, *rest[at:]), at=at)


def _sentence_at(seen: Seen, place: Place) -> str | None:
    index = seen.loaded.index
    found = (one for one in index.map.sentences if place_of(one, index.documents[one.document]) == place)
    return next((one.id for one in found), None)


def _show_sentence(desk: Desk, run: Run, wish: Wish) -> None:
    queued = run.queue[run.at]
    index = desk.seen.loaded.index
    sentence = index.sentences[queued.sentence]
    place = desk.seen.place(sentence.id)
    own = desk.own(place)
    give = partial(_give, desk, place, sentence.id)
    # One element, whatever is in it: the buttons keep their place, and take that of the ones of the sentence before.
    with st.container():
        if wish.queue is not Queue.ORDER and all(one.by_chance for one in run.queue[run.at :]) and len(run.queue) > 1:
            st.caption(say("label.nothing-here"))
        _show_in_context(desk, sentence, by_chance=queued.by_chance)
        if desk.shown:
            _show_suggestion(desk, sentence, give)
        if not own.is_empty:
            said = label_words(own, dict(index.debates), text=index.documents[sentence.document].text)
            st.markdown(say("label.you-said", said=said))
    _show_roles(sentence, own, give)
    if desk.debate:
        _show_stances(sentence, own, desk.debate, give)
    _show_steps(desk, run, give)
    st.caption(say("label.keys"))
    show_more(desk.seen, sentence, own, give=partial(_try, desk))


def _show_in_context(desk: Desk, sentence: Sentence, *, by_chance: bool) -> None:
    index = desk.seen.loaded.index
    document = index.documents[sentence.document]
    around = index.sentences_of(sentence.document)
    at = around.index(sentence)
    title, speaker = shorten(document.title or document.source, 60), state.speaker_label(sentence)
    key = "label.from" if speaker else "label.from-nobody"
    parts = [say(key, title=plain(title), speaker=plain(speaker))]
    parts += [] if sentence.kind is Kind.SENTENCE else [say(f"label.kind.{sentence.kind}")]
    parts += [say("label.by-chance")] if by_chance else []
    st.caption(" · ".join(parts))
    with st.container(border=True, gap="small"):
        st.caption(plain(" ".join(one.text for one in around[max(0, at - AROUND) : at])) or "—")
        st.markdown(f"**{plain(sentence.text)}**")
        st.caption(plain(" ".join(one.text for one in around[at + 1 : at + 1 + AROUND])) or "—")


def _show_suggestion(desk: Desk, sentence: Sentence, give: Give) -> None:
    said = by_model(sentence)
    text, action = st.columns([2, 1], vertical_alignment="center")
    text.caption(say("label.model-says", said=model_words(said, desk.debate)))
    stances = {}
    if desk.debate:
        stance = next((one for one in said.stances if one.debate == desk.debate.id), None)
        stances = {desk.debate.id: stance.side.value if stance else UNRELATED}
    label = Label(role=said.role, second_role=said.second_role, stances=stances)
    action.button(
        say("label.agree"),
        key=f"label.agree.{sentence.id}",
        shortcut="E",
        on_click=give,
        args=(lambda own: replace(label, parts=own.parts),),
        width="stretch",
    )


def _show_roles(sentence: Sentence, own: Label, give: Give) -> None:
    st.caption(say("label.ask-role"))
    row = st.container(horizontal=True, gap="small")
    for role, shortcut in ROLE_KEYS.items():
        row.button(
            say(f"common.role.{role}"),
            key=f"label.role.{role}.{sentence.id}",
            shortcut=shortcut,
            type="primary" if own.role is role else "secondary",
            on_click=give,
            args=(partial(_with_role, role=role, is_prose=sentence.kind is Kind.SENTENCE),),
        )


def _with_role(own: Label, *, role: Role, is_prose: bool) -> Label:
    link = None if role is Role.NONE else own.link
    return replace(own, role=role, second_role=None, link=link, kind=_as_sentence(own, is_prose), unsure=False)


def _as_sentence(own: Label, is_prose: bool) -> Kind | None:
    """The kind that goes with a role or stance: only a sentence has them, which needs saying where it was none."""
    return Kind.SENTENCE if own.kind or not is_prose else None


def _show_stances(sentence: Sentence, own: Label, debate: Debate, give: Give) -> None:
    st.caption(say("label.ask-stance", question=plain(shorten(debate.question, 120))))
    row = st.container(horizontal=True, gap="small")
    for stance, shortcut in STANCE_KEYS.items():
        change = partial(_with_side, debate=debate.id, stance=stance, is_prose=sentence.kind is Kind.SENTENCE)
        row.button(
            stance_words(stance, debate),
            key=f"label.stance.{stance}.{sentence.id}",
            shortcut=shortcut,
            type="primary" if own.stances.get(debate.id) == stance else "secondary",
            on_click=give,
            args=(change,),
        )


def _with_side(own: Label, *, debate: str, stance: str, is_prose: bool) -> Label:
    return with_stance(replace(own, kind=_as_sentence(own, is_prose)), debate, stance)


def _show_steps(desk: Desk, run: Run, give: Give) -> None:
    unsure, undo, back, skip = st.columns(4, gap="small")
    unsure.button(
        say("label.unsure"),
        key=f"label.unsure.{run.queue[run.at].sentence}",
        shortcut="U",
        on_click=give,
        args=(_as_unsure,),
        width="stretch",
    )
    with undo:
        _show_undo(desk)
    back.button(
        say("label.back"),
        key="label.back",
        shortcut="Left",
        disabled=run.at == 0,
        on_click=_step,
        args=(-1,),
        width="stretch",
    )
    skip.button(say("label.skip"), key="label.skip", shortcut="Right", on_click=_step, args=(1,), width="stretch")


def _as_unsure(own: Label) -> Label:
    return Label(unsure=True, parts=own.parts)


def _show_undo(desk: Desk) -> None:
    st.button(
        say("label.undo"),
        key="label.undo",
        shortcut="Z",
        help=say("label.undo-help"),
        on_click=_undo,
        args=(desk,),
        width="stretch",
    )


def _give(desk: Desk, place: Place, sentence: str, change: Change) -> None:
    """Keep a judgement, and go on where nothing is left to ask; see `labelling.change` on keys that come fast."""
    run = desk.kept.get(_RUN)
    # Until the page is drawn, a key still presses the button of the sentence before as well.
    if not isinstance(run, Run) or sentence not in {one.sentence for one in run.queue[run.at : run.at + 1]}:
        return
    try:
        label = labelling.change(desk.seen, place, change, annotator=desk.name, shown=desk.shown)
    except DebatkaartError as error:
        state.keep(_ERROR, plain(error.message(state.language())))
        return
    if _is_complete(label, desk.debate):
        desk.kept[_RUN] = replace(run, at=run.at + 1)


def _try(desk: Desk, place: Place, label: Label) -> bool:
    """Keep a judgement; False, with the reason for the next run, where it cannot be."""
    try:
        labelling.record(desk.seen, place, label, annotator=desk.name, shown=desk.shown, settles=desk.settles(place))
    except DebatkaartError as error:
        state.keep(_ERROR, plain(error.message(state.language())))
        return False
    return True


def _is_complete(label: Label, debate: Debate | None) -> bool:
    if label.unsure or label.kind not in {None, Kind.SENTENCE}:
        return True
    return label.role is not None and (debate is None or debate.id in label.stances)


def _step(by: int) -> None:
    run = state.kept(_RUN)
    if isinstance(run, Run):
        state.keep(_RUN, replace(run, at=max(0, run.at + by)))


def _undo(desk: Desk) -> None:
    try:
        place = labelling.take_back(desk.name)
    except StoreError as error:
        state.keep(_ERROR, plain(error.message(state.language())))
        return
    if place is None:
        state.keep(_SAID, say("label.nothing-to-undo"))
        return
    ours = any(document.sha256 == place.document for document in desk.seen.original.documents)
    state.keep(_SAID, say("label.taken-back" if ours else "label.elsewhere"))
    state.keep(_UNDONE, place)


def _show_progress(desk: Desk) -> None:
    sentences = [one for one in desk.seen.loaded.map.sentences if one.kind is Kind.SENTENCE and not one.duplicate_of]
    own = {one.place: one.random_share for one in desk.seen.standing if one.annotator == desk.name}
    counts = {"done": len(own), "all": len(sentences), "random": sum(own.values())}
    st.progress(min(1.0, len(own) / max(1, len(sentences))), text=say("label.progress", **counts))
    if counts["random"] < ENOUGH:
        st.caption(say("label.enough", enough=ENOUGH))


def _show_guidelines() -> None:
    with st.expander(say("label.guidelines"), expanded=True):
        lines = [
            f"- `{ROLE_KEYS[role]}` **{say(f'common.role.{role}')}**: {say(f'label.guide.{role}')}" for role in GUIDE
        ]
        st.markdown("\n".join([say("label.order"), "", *lines]))
        st.caption(say("label.roles-fixed"))
        if st.button(say("label.guidelines-full"), key="label.guidelines", width="stretch"):
            st.dialog(say("label.guidelines-full"), width="large")(_show_all_guidelines)()


def _show_all_guidelines() -> None:
    name = "RICHTLIJNEN.md" if state.language() == "nl" else "GUIDELINES.md"
    text = files("corpus").joinpath(name).read_text(encoding="utf-8")
    # Links lead to files and headings that are not on this page.
    st.markdown(_LINK.sub(r"\1", text))
