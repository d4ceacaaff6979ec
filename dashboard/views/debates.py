"""Writing debates: try the wording on the sentences of the open map, keep it, and put it into the map."""

from collections.abc import Sequence

import streamlit as st

from corpus import Debate, ModelError
from dashboard import state
from dashboard.keeping import drop_debate, keep_debate, kept_debates
from dashboard.labelling import now
from dashboard.state import Loaded
from dashboard.texts import plain, say, shorten
from pipeline.analysis.drafting import Draft, Fall, Trial, draft_of, finish
from pipeline.export.debates import debates_file
from pipeline.store import StoreError

NEW = ""
FALLS_SHOWN = 8
# Fewer sentences on a side than this is no debate yet.
FEW = 3
FIELDS = ("question", "name_a", "statement_a", "name_b", "statement_b")


def show() -> None:
    """Draw the page."""
    st.title(say("debates.title"))
    st.caption(say("debates.lead"))
    loaded, kept = state.current(), _kept()
    if loaded is None:
        st.info(say("debates.no-map"))
    base = _choose_base(loaded, kept)
    draft, asked = _write(base)
    faults = draft.faults
    if asked and faults:
        st.error("  \n".join(say(f"debates.fault.{fault}") for fault in faults))
    if not faults:
        known = (*kept, *(loaded.map.debates if loaded else ()))
        debate = finish(draft, known=known, identity=base.id if base else None)
        if loaded and asked:
            _try(loaded, debate)
        if loaded:
            _show_trial(loaded, debate)
        _show_actions(loaded, debate, kept)
    _show_kept(kept)


def _kept() -> tuple[Debate, ...]:
    try:
        return kept_debates()
    except StoreError as error:
        st.error(plain(error.message(state.language())))
        return ()


def _choose_base(loaded: Loaded | None, kept: Sequence[Debate]) -> Debate | None:
    """The debate to change, None for a new one."""
    offered = {f"map.{debate.id}": debate for debate in (loaded.map.debates if loaded else ())}
    offered |= {f"store.{debate.id}": debate for debate in kept}

    def called(key: str) -> str:
        if key == NEW:
            return say("debates.new")
        place = "debates.from-map" if key.startswith("map.") else "debates.from-store"
        return say(place, question=shorten(offered[key].question, 90))

    chosen = st.selectbox(say("debates.start"), [NEW, *offered], format_func=called, key="debates.base")
    return offered.get(chosen or NEW)


def _write(base: Debate | None) -> tuple[Draft, bool]:
    """The texts as they stand, and whether to try them now."""
    begin = draft_of(base) if base else Draft()
    identity = base.id if base else NEW
    with st.form(f"debates.form.{identity}", border=True):
        question = st.text_input(
            say("debates.question"),
            begin.question,
            placeholder=say("debates.question-example"),
            key=f"debates.question.{identity}",
            persist_state="session",
        )
        texts = {"question": question}
        for column, side in zip(st.columns(2), ("a", "b"), strict=True):
            for field, box in (("name", column.text_input), ("statement", column.text_area)):
                texts[f"{field}_{side}"] = box(
                    say(f"debates.{field}", side=side.upper()),
                    getattr(begin, f"{field}_{side}"),
                    placeholder=say(f"debates.{field}-example-{side}"),
                    key=f"debates.{field}.{side}.{identity}",
                    persist_state="session",
                )
        st.caption(say("debates.advice"))
        asked = st.form_submit_button(say("debates.try"), type="primary")
    return Draft(**{field: texts[field] or "" for field in FIELDS}), asked


def _try(loaded: Loaded, debate: Debate) -> None:
    try:
        with st.spinner(say("debates.judging")):
            state.keep("debates.trial", (debate, state.try_debate(loaded, debate)))
    except ModelError as error:
        st.error(plain(error.message(state.language())))


def _show_trial(loaded: Loaded, debate: Debate) -> None:
    kept = state.kept("debates.trial")
    if not isinstance(kept, tuple):
        return
    tried, trial = kept
    if not isinstance(tried, Debate) or not isinstance(trial, Trial):
        return
    if (tried.question, tried.poles) != (debate.question, debate.poles):
        st.caption(say("debates.stale"))
    st.caption(say("debates.tried", count=len(trial.falls), left_out=trial.left_out))
    counts = [len(trial.on(side)) for side in ("a", "b")]
    if sum(counts) < FEW:
        st.warning(say("debates.poor"))
    elif not all(counts):
        st.warning(say("debates.one-sided"))
    for column, pole in zip(st.columns(2), tried.poles, strict=True):
        with column:
            _show_falls(loaded, trial.on(pole.id), state.side_label(pole.id, tried), key=pole.id)
    for side, label in (("neutral", f"◇ {say('common.side.neutral')}"), ("unrelated", say("debates.unrelated"))):
        falls = trial.on(side)
        with st.expander(say("debates.falls", side=label, count=len(falls))):
            _show_falls(loaded, falls, label, key=side)


def _show_falls(loaded: Loaded, falls: Sequence[Fall], label: str, *, key: str) -> None:
    st.markdown(f"**{plain(say('debates.falls', side=label, count=len(falls)))}**")
    if not falls:
        st.caption(say("debates.falls-none"))
    for fall in falls[:FALLS_SHOWN]:
        with st.container(border=True, gap="small"):
            text, action = st.columns([5, 2], vertical_alignment="center", gap="small")
            text.markdown(plain(loaded.index.sentences[fall.sentence].text))
            if fall.score is not None:
                doubt = "" if fall.certain else say("debates.doubt")
                text.caption(say("debates.fall", percent=round(100 * fall.score), doubt=doubt))
            if action.button(say("debates.read"), key=f"debates.{key}.{fall.sentence}.open", width="stretch"):
                state.open_sentence(fall.sentence)


def _show_actions(loaded: Loaded | None, debate: Debate, kept: Sequence[Debate]) -> None:
    keep, add, download = st.columns(3)
    if keep.button(say("debates.keep"), key="debates.keep", width="stretch"):
        _keep(debate)
    if loaded and add.button(say("debates.add"), key="debates.add", width="stretch", help=say("debates.add-help")):
        _add(loaded, debate)
    content = debates_file([*(one for one in kept if one.id != debate.id), debate])
    download.download_button(
        say("debates.download"),
        content,
        file_name="debatten.json",
        mime="application/json",
        key="debates.download",
        help=say("debates.download-help"),
        width="stretch",
    )
    if isinstance(said := state.kept("debates.said"), str):
        st.success(said)
        state.keep("debates.said", None)


def _keep(debate: Debate) -> None:
    try:
        keep_debate(debate, saved=now())
    except StoreError as error:
        st.error(plain(error.message(state.language())))
        return
    state.keep("debates.said", say("debates.kept"))
    st.rerun()


def _add(loaded: Loaded, debate: Debate) -> None:
    bar = st.progress(0.0)

    def tell(done: int, count: int) -> None:
        bar.progress(done / max(count, 1), text=say("debates.adding", done=done, count=count))

    try:
        added = state.add_debate_to_map(loaded, debate, progress=tell)
    except ModelError as error:
        st.error(plain(error.message(state.language())))
        return
    placed = len(added.index.about(debate.id))
    state.keep("debates.said", say("debates.added" if placed else "debates.added-none", placed=placed))
    st.rerun()


def _show_kept(kept: Sequence[Debate]) -> None:
    if not kept:
        return
    with st.expander(say("debates.kept-list", count=len(kept))):
        for debate in kept:
            text, action = st.columns([5, 1], vertical_alignment="center")
            text.markdown(plain(debate.question))
            if action.button(say("debates.drop"), key=f"debates.drop.{debate.id}", width="stretch"):
                _drop(debate.id)


def _drop(identity: str) -> None:
    try:
        drop_debate(identity)
    except StoreError as error:
        st.error(plain(error.message(state.language())))
        return
    st.rerun()
