"""The speakers: who stands where, who agrees with whom, and who changes side."""

from collections.abc import Sequence

import streamlit as st

from corpus import Debate, Side
from dashboard import state
from dashboard.charts.agreement import agreement_table
from dashboard.charts.sides import Row, diverging_bars
from dashboard.state import Loaded
from dashboard.texts import plain, say, shorten
from dashboard.views._drawing import clicked, of_map, speaker_words
from pipeline.analysis.speakers import Agreement, Change, Standing, agreement, changes, sided_sentences, standings

BARS_SHOWN = 20
# More names do not fit beside each other on a 13-inch screen.
AGREEMENT_SHOWN = 14
CHANGES_A_PAGE = 8


def show() -> None:
    """Draw the page."""
    st.title(say("speakers.title"))
    if (found := state.require_debate()) is None:
        return
    loaded, debate = found
    st.caption(say("speakers.lead"))
    certain = st.toggle(say("speakers.certain"), key="speakers.certain", persist_state="session")
    standing = standings(loaded.index, debate.id, certain_only=certain)
    tabs = st.tabs([say(f"speakers.tab.{name}") for name in ("sides", "agreement", "changes")])
    with tabs[0]:
        _show_sides([one for one in standing if one.leaning is not None], debate)
    with tabs[1]:
        _show_agreement(loaded, debate, certain=certain)
    with tabs[2]:
        _show_changes(loaded, standing, debate)


def _show_sides(standing: Sequence[Standing], debate: Debate) -> None:
    if not standing:
        st.info(say("speakers.nobody"))
        return
    shown = standing[:BARS_SHOWN]
    if len(standing) > len(shown):
        st.caption(say("speakers.more", shown=len(shown), count=len(standing)))
    figure = diverging_bars([_row(one, debate) for one in shown], names=_names(debate), axis=say("speakers.axis"))
    chosen = clicked(figure, key="speakers.sides", alt=say("speakers.alt.sides"))
    by_id = {one.speaker.id: one for one in standing}
    picked = st.selectbox(
        say("speakers.one"),
        list(by_id),
        index=None,
        placeholder=say("speakers.one.nobody"),
        format_func=lambda identity: speaker_words(by_id[identity].speaker),
        key="speakers.one",
    )
    if picked:
        _show_speaker(by_id[picked], debate)
    elif chosen and chosen[0] in by_id:
        one, side = by_id[chosen[0]], Side(chosen[1])
        title = f"{state.side_label(side, debate)}: {speaker_words(one.speaker)}"
        sentences = one.a if side is Side.A else one.b
        state.show_evidence(sentences, key=f"speakers.{one.speaker.id}.{side}", title=plain(title))
    else:
        st.caption(say("speakers.click"))


def _row(one: Standing, debate: Debate) -> Row:
    name = speaker_words(one.speaker)
    hovers = [
        say("speakers.hover", speaker=shorten(name, 60), count=len(sentences), name=shorten(pole.name, 60))
        for pole, sentences in zip(debate.poles, (one.a, one.b), strict=True)
    ]
    return Row(key=one.speaker.id, label=name, a=len(one.a), b=len(one.b), hover_a=hovers[0], hover_b=hovers[1])


def _names(debate: Debate) -> tuple[str, str]:
    return state.side_label(Side.A, debate), state.side_label(Side.B, debate)


def _show_speaker(one: Standing, debate: Debate) -> None:
    names = {"name_a": debate.poles[0].name, "name_b": debate.poles[1].name}
    counts = {"a": len(one.a), "b": len(one.b), "neutral": len(one.neutral), "documents": len(one.documents)}
    st.markdown(plain(say("speakers.summary", speaker=speaker_words(one.speaker), **names, **counts)))
    state.show_evidence(one.sentences, key=f"speakers.all.{one.speaker.id}")


def _show_agreement(loaded: Loaded, debate: Debate, *, certain: bool) -> None:
    scopes = {"all": say("speakers.scope.all"), "debate": say("speakers.scope.debate")}
    scope = st.segmented_control(
        say("speakers.scope"),
        list(scopes),
        format_func=scopes.__getitem__,
        default="all",
        required=True,
        key="speakers.scope",
        persist_state="session",
    )
    debates = [debate.id] if scope == "debate" else [one.id for one in loaded.map.debates]
    found = agreement(loaded.index, debates, most=AGREEMENT_SHOWN, certain_only=certain)
    if not any(value is not None for place, row in enumerate(found.values) for value in row[:place]):
        st.info(say("speakers.agreement.few"))
        return
    st.caption(say("speakers.agreement.lead"))
    names = [speaker_words(speaker) for speaker in found.speakers]
    figure = agreement_table(names, found.values, hovers=_hovers(found, names))
    # A click is remembered as places, which other choices give to other speakers.
    key = of_map(loaded, f"speakers.agreement.{'.'.join(debates)}.{certain}")
    pair = clicked(figure, key=key, alt=say("speakers.agreement.alt"))
    places = [int(place) for place in pair or () if place.isdigit() and int(place) < len(names)]
    if len(places) == 2:
        _show_pair(loaded, found, places, debates)
    else:
        st.caption(say("speakers.agreement.click"))


def _hovers(found: Agreement, names: Sequence[str]) -> list[list[str]]:
    return [
        [
            say(
                "speakers.agreement.hover",
                one=shorten(names[row], 40),
                other=shorten(names[column], 40),
                percent=round(100 * (value or 0)),
                shared=found.shared[row][column],
            )
            for column, value in enumerate(values)
        ]
        for row, values in enumerate(found.values)
    ]


def _show_pair(loaded: Loaded, found: Agreement, places: Sequence[int], debates: Sequence[str]) -> None:
    for place in places:
        speaker = found.speakers[place]
        sentences = sided_sentences(loaded.index, debates, speaker.id)
        title = plain(speaker_words(speaker))
        state.show_evidence(sentences, key=f"speakers.pair.{place}.{speaker.id}", title=title)


def _show_changes(loaded: Loaded, standing: Sequence[Standing], debate: Debate) -> None:
    found = changes(loaded.index, standing)
    st.caption(say("speakers.changes.lead"))
    if not found:
        st.info(say("speakers.changes.none"))
    pages = -(-len(found) // CHANGES_A_PAGE)
    page = st.pagination(pages, key=f"speakers.changes.page.{pages}") if pages > 1 else 1
    for change in found[(page - 1) * CHANGES_A_PAGE : page * CHANGES_A_PAGE]:
        _show_change(loaded, change, debate)


def _show_change(loaded: Loaded, change: Change, debate: Debate) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(speaker_words(change.speaker))}**")
        for position in change.positions:
            document = loaded.index.documents[position.document]
            line = say(
                "speakers.changes.position",
                date=document.date or say("speakers.changes.undated"),
                side=state.side_label(position.side, debate),
                title=shorten(document.title or document.source, 60),
                count=len(position.sentences),
            )
            st.markdown(f"- {plain(line)}")
        key = f"speakers.change.{change.speaker.id}"
        if st.toggle(say("speakers.changes.read"), key=key):
            sentences = [sentence for position in change.positions for sentence in position.sentences]
            state.show_evidence(sentences, key=f"{key}.sentences")
