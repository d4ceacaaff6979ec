"""Searching the sentences, by words or by meaning."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import streamlit as st

from corpus import ModelError, Role, Sentence, Side
from dashboard import state
from dashboard.state import Loaded
from dashboard.texts import plain, say, shorten
from dashboard.views._drawing import of_map, speaker_words
from pipeline.analysis.index import stance_on
from pipeline.analysis.search import Conditions, Hit, find_alike, find_marks, find_words
from pipeline.analysis.speakers import SpeakerKind, who

Mode = Literal["words", "meaning"]

A_PAGE = 10
ALIKE_SHOWN = 50
# Private characters that stand for the marks while the text is escaped.
OPEN, CLOSE = "\ue000", "\ue001"


def show() -> None:
    """Draw the page."""
    st.title(say("search.title"))
    if (loaded := state.require_map()) is None:
        return
    text, mode = _ask()
    conditions = _conditions(loaded)
    if mode == "meaning":
        _show_alike(loaded, text, conditions)
    elif text.strip() or conditions != Conditions():
        _show_found(loaded, text, conditions)
    else:
        st.info(say("search.begin"))


def _show_found(loaded: Loaded, text: str, conditions: Conditions) -> None:
    search = state.search_index(loaded)
    hits = find_words(loaded.index, search, text, conditions)
    if not hits and (hits := find_words(loaded.index, search, text, conditions, any_word=True)):
        st.caption(say("search.some-words"))
    count = say("search.found-one") if len(hits) == 1 else say("search.found", count=len(hits))
    _show_hits(loaded, hits, conditions, title=count, nothing=say("search.nothing"), query=text)


def _ask() -> tuple[str, Mode]:
    # What another sentence asked for goes into the boxes before they are drawn.
    if isinstance(wanted := state.kept("search.like"), str):
        st.session_state["search.text"], st.session_state["search.mode"] = wanted, "meaning"
        state.keep("search.like", None)
    box, modes = st.columns([5, 2], vertical_alignment="bottom")
    names: dict[Mode, str] = {"words": say("search.mode.words"), "meaning": say("search.mode.meaning")}
    st.session_state.setdefault("search.mode", "words")
    mode: Mode | None = modes.segmented_control(
        say("search.mode"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key="search.mode",
        persist_state="session",
    )
    text = box.text_input(
        say("search.box"),
        key="search.text",
        persist_state="session",
        placeholder=say("search.placeholder"),
        help=say("search.box-help" if mode == "words" else "search.meaning-help"),
    )
    return text or "", mode or "words"


def _conditions(loaded: Loaded) -> Conditions:
    with st.expander(say("search.filters"), key="search.filters"):
        roles = st.pills(
            say("search.roles"),
            tuple(Role),
            selection_mode="multi",
            key="search.roles",
            persist_state="session",
            format_func=lambda role: say(f"common.role.{role}"),
        )
        left, right = st.columns(2)
        with left:
            debate = _choose_debate(loaded)
            sides = _choose_sides(loaded, debate) if debate else []
            certain = st.toggle(say("search.certain"), key="search.certain", persist_state="session")
        with right:
            documents = _choose_documents(loaded)
            speakers = _choose_speakers(loaded)
            since_column, until_column = st.columns(2)
            since = since_column.date_input(
                say("search.since"), value=None, key="search.since", persist_state="session", format="DD-MM-YYYY"
            )
            until = until_column.date_input(
                say("search.until"), value=None, key="search.until", persist_state="session", format="DD-MM-YYYY"
            )
    return Conditions(
        debate=debate,
        sides=frozenset(sides),
        roles=frozenset(roles),
        documents=frozenset(documents),
        speakers=frozenset(speakers),
        since=_iso(since),
        until=_iso(until),
        certain_only=certain,
    )


def _iso(chosen: object) -> str | None:
    return chosen.isoformat() if isinstance(chosen, date) else None


def _choose_debate(loaded: Loaded) -> str | None:
    return st.selectbox(
        say("search.debate"),
        list(loaded.index.debates),
        index=None,
        placeholder=say("search.debate.any"),
        format_func=lambda identity: shorten(loaded.index.debates[identity].question, 90),
        key=of_map(loaded, "search.debate"),
        persist_state="session",
    )


def _choose_sides(loaded: Loaded, debate: str) -> list[Side]:
    chosen = loaded.index.debates[debate]
    return st.pills(
        say("search.sides"),
        tuple(Side),
        selection_mode="multi",
        key=of_map(loaded, f"search.sides.{debate}"),
        persist_state="session",
        format_func=lambda side: plain(shorten(state.side_label(side, chosen), 40)),
    )


def _choose_documents(loaded: Loaded) -> list[str]:
    documents = loaded.index.documents
    return st.multiselect(
        say("search.documents"),
        list(documents),
        placeholder=say("search.any"),
        key=of_map(loaded, "search.documents"),
        persist_state="session",
        format_func=lambda identity: shorten(documents[identity].title or documents[identity].source, 60),
    )


def _choose_speakers(loaded: Loaded) -> list[str]:
    speakers = state.speakers(loaded)
    return st.multiselect(
        say("search.speakers"),
        list(speakers),
        placeholder=say("search.any"),
        key=of_map(loaded, "search.speakers"),
        persist_state="session",
        format_func=lambda identity: shorten(speaker_words(speakers[identity]), 60),
    )


def _show_alike(loaded: Loaded, text: str, conditions: Conditions) -> None:
    if not text.strip():
        st.info(say("search.begin-meaning"))
        return
    try:
        with st.spinner(say("search.reading")):
            vectors = state.vectors(loaded)
            wanted = state.engine().embed([text])[0]
    except ModelError as error:
        st.error(plain(error.message(state.language())))
        return
    hits = find_alike(loaded.index, vectors.sentences, vectors.values, wanted, conditions)[:ALIKE_SHOWN]
    title = say("search.alike", count=len(hits))
    _show_hits(loaded, hits, conditions, title=title, nothing=say("search.nothing-alike"))


def _show_hits(
    loaded: Loaded, hits: Sequence[Hit], conditions: Conditions, *, title: str, nothing: str, query: str = ""
) -> None:
    if not hits:
        st.info(nothing)
        return
    st.markdown(f"**{title}**")
    pages = -(-len(hits) // A_PAGE)
    page = st.pagination(pages, key=f"search.page.{pages}.{hits[0].sentence.id}") if pages > 1 else 1
    for hit in hits[(page - 1) * A_PAGE : page * A_PAGE]:
        _show_hit(loaded, hit, conditions, query=query)


def _show_hit(loaded: Loaded, hit: Hit, conditions: Conditions, *, query: str) -> None:
    sentence = hit.sentence
    with st.container(border=True, gap="small"):
        text, action = st.columns([4, 1], vertical_alignment="center", gap="small")
        marks = find_marks(state.search_index(loaded), query, sentence.text) if query else ()
        text.markdown(marked(sentence.text, marks))
        text.caption(_about(loaded, sentence, conditions))
        if action.button(say("common.open-in-text"), key=f"search.{sentence.id}.open", width="stretch"):
            state.open_sentence(sentence.id)
        if action.button(say("search.more-like"), key=f"search.{sentence.id}.like", width="stretch"):
            state.keep("search.like", sentence.text)
            st.rerun()


def marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """`text` as markdown in which nothing but the marks is markup; those are bold."""
    clean = text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
    pieces, last = [], 0
    for start, end in marks:
        pieces += [clean[last:start], OPEN, clean[start:end], CLOSE]
        last = end
    return plain("".join([*pieces, clean[last:]])).replace(OPEN, "**").replace(CLOSE, "**")


def _about(loaded: Loaded, sentence: Sentence, conditions: Conditions) -> str:
    document = loaded.index.documents[sentence.document]
    speaker = who(sentence, document)
    parts = [
        say(f"common.role.{sentence.role}"),
        _stance(loaded, sentence, conditions.debate),
        speaker.name if speaker and speaker.kind is SpeakerKind.PERSON else state.speaker_label(sentence),
        shorten(document.title or document.source, 60),
        document.date or "",
    ]
    return " · ".join(plain(part) for part in dict.fromkeys(parts) if part)


def _stance(loaded: Loaded, sentence: Sentence, debate: str | None) -> str:
    """The side in the debate asked for, or in each debate that the sentence is about."""
    debates = [debate] if debate else [stance.debate for stance in sentence.judgement.stances]
    found = [(one, stance_on(sentence, one)) for one in debates]
    return ", ".join(
        state.side_label(stance.side, loaded.index.debates[one])
        + ("" if stance.certain else f" ({say('common.uncertain')})")
        for one, stance in found
        if stance and one in loaded.index.debates
    )
