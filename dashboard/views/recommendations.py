"""The register of recommendations."""

from collections.abc import Sequence

import streamlit as st

from corpus import Debate, Side
from dashboard import state
from dashboard.state import Loaded
from dashboard.texts import plain, say, shorten
from dashboard.views._drawing import of_map
from pipeline.analysis.recommendations import (
    Recommendation,
    Wanted,
    addressees,
    narrow,
    recommendations,
    sources,
)

A_PAGE = 8


def show() -> None:
    """Draw the page."""
    st.title(say("recommendations.title"))
    if (loaded := state.require_map()) is None:
        return
    st.caption(say("recommendations.lead"))
    debate_column, scope_column = st.columns([3, 1], vertical_alignment="bottom")
    with debate_column:
        debate = state.choose_debate()
    with scope_column:
        scope = _choose_scope() if debate else "all"
    within = debate if scope == "debate" else None
    entries = recommendations(loaded.index, within.id if within else None)
    if not entries:
        st.info(say("recommendations.empty" if within else "recommendations.empty-map"))
        return
    _show_entries(loaded, _choose(loaded, entries, within), within)


def _choose_scope() -> str:
    scopes = {"debate": say("recommendations.scope.debate"), "all": say("recommendations.scope.all")}
    chosen = st.segmented_control(
        say("recommendations.scope"),
        list(scopes),
        format_func=scopes.__getitem__,
        default="debate",
        required=True,
        key="recommendations.scope",
        persist_state="session",
    )
    return chosen or "debate"


def _choose(loaded: Loaded, entries: Sequence[Recommendation], debate: Debate | None) -> list[Recommendation]:
    """The entries that pass the choices of the user."""
    left, right = st.columns(2)
    counts = dict(addressees(entries))
    names = left.multiselect(
        say("recommendations.addressee"),
        list(counts),
        format_func=lambda name: _addressee_option(name, counts[name]),
        placeholder=say("recommendations.everyone"),
        key=of_map(loaded, f"recommendations.addressee.{debate and debate.id}"),
        persist_state="session",
    )
    documents = right.multiselect(
        say("recommendations.source"),
        sources(loaded.index, entries),
        format_func=lambda document: _title(loaded, document),
        placeholder=say("recommendations.all-texts"),
        key=of_map(loaded, f"recommendations.source.{debate and debate.id}"),
        persist_state="session",
    )
    with left:
        sides = _choose_sides(debate) if debate else []
    parts = ("grounds", "criticism")
    needed = right.pills(
        say("recommendations.with"),
        parts,
        selection_mode="multi",
        key="recommendations.with",
        persist_state="session",
        format_func=lambda part: say(f"recommendations.with.{part}"),
    )
    wanted = Wanted(
        addressees=frozenset(names),
        documents=frozenset(documents),
        sides=frozenset(sides),
        grounds="grounds" in needed,
        criticism="criticism" in needed,
    )
    return narrow(loaded.index, entries, wanted)


def _choose_sides(debate: Debate) -> list[Side]:
    return st.pills(
        say("recommendations.side"),
        tuple(Side),
        selection_mode="multi",
        key="recommendations.side",
        format_func=lambda side: plain(shorten(state.side_label(side, debate), 60)),
    )


def _addressee_option(name: str | None, count: int) -> str:
    shown = shorten(name, 60) if name else say("recommendations.nobody")
    return say("recommendations.addressee-option", name=shown, count=count)


def _title(loaded: Loaded, document: str) -> str:
    found = loaded.index.documents[document]
    return shorten(found.title or found.source, 60)


def _show_entries(loaded: Loaded, entries: Sequence[Recommendation], debate: Debate | None) -> None:
    if not entries:
        st.info(say("recommendations.no-match"))
        return
    one = len(entries) == 1
    st.markdown(f"**{say('recommendations.count-one') if one else say('recommendations.count', count=len(entries))}**")
    pages = -(-len(entries) // A_PAGE)
    page = st.pagination(pages, key=f"recommendations.page.{pages}") if pages > 1 else 1
    for entry in entries[(page - 1) * A_PAGE : page * A_PAGE]:
        _show_entry(loaded, entry, debate)


def _show_entry(loaded: Loaded, entry: Recommendation, debate: Debate | None) -> None:
    sentence = loaded.index.sentences[entry.sentence]
    with st.container(border=True, gap="small"):
        text, action = st.columns([5, 1], vertical_alignment="center", gap="small")
        text.markdown(f"**{plain(entry.addressee or say('recommendations.nobody'))}** · {plain(sentence.text)}")
        parts = [
            f"{state.side_label(entry.side, debate)}" if entry.side and debate else "",
            "" if entry.certain else say("common.uncertain"),
            state.speaker_label(sentence),
            _title(loaded, sentence.document),
            loaded.index.documents[sentence.document].date or "",
            say("recommendations.repeated", count=entry.repeated) if entry.repeated > 1 else "",
            "" if entry.grounds or entry.criticism else say("recommendations.alone"),
        ]
        text.caption(" · ".join(plain(part) for part in parts if part))
        if action.button(say("common.open-in-text"), key=f"recommendations.{entry.sentence}.open", width="stretch"):
            state.open_sentence(entry.sentence)
        for part, sentences in (("grounds", entry.grounds), ("criticism", entry.criticism)):
            if sentences:
                title = say(f"recommendations.{part}", count=len(sentences))
                with st.expander(title):
                    state.show_evidence(sentences, key=f"recommendations.{entry.sentence}.{part}", title=title)
