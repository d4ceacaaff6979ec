"""A debate at a glance: question, poles, balance, strongest points, and who, where and when."""

from collections.abc import Callable, Sequence

import streamlit as st

from corpus import Debate, KeyPoint, Side
from dashboard import state
from dashboard.charts.sides import Row, columns_over_time, diverging_bars, share_line
from dashboard.texts import counted, plain, say, shorten
from dashboard.views._drawing import clicked, open_evidence
from pipeline.analysis.balance import (
    Balance,
    Part,
    SideCount,
    balance,
    by_document,
    by_role,
    by_speaker,
    by_time,
    point_weight,
    strongest_points,
)
from pipeline.analysis.index import MapIndex, SpeakerKey

POINTS_SHOWN = 5
BARS_SHOWN = 12
# Below this a balance says more about chance than about the debate.
FEW_SENTENCES = 10


def show() -> None:
    """Draw the page."""
    st.title(say("overview.title"))
    if (found := state.require_debate()) is None:
        return
    loaded, debate = found
    certain_only = st.toggle(say("overview.certain-only"), help=say("overview.certain-help"), key="overview.certain")
    sides = balance(loaded.index, debate.id, certain_only=certain_only)
    _show_poles(debate, sides)
    if not sides.placed:
        st.info(say("overview.nothing", neutral=len(sides.neutral.sentences), sentences=sides.sentences))
        return
    _show_share(debate, sides)
    _show_points(loaded.index, debate)
    _show_parts(loaded.index, debate, certain_only=certain_only)


def _show_poles(debate: Debate, sides: Balance) -> None:
    st.subheader(plain(debate.question), anchor=False)
    for column, pole, side in zip(st.columns(2), debate.poles, (sides.a, sides.b), strict=True):
        with column.container(border=True, gap="small", height="stretch"):
            st.markdown(f"**{state.side_markdown(pole.id, debate)}**")
            st.caption(plain(pole.statement))
            st.markdown(say("overview.side-count", **_counts(side)))


def _counts(side: SideCount) -> dict[str, object]:
    numbers = {"sentence": len(side.sentences), "document": side.documents, "speaker": side.speakers}
    return {"uncertain": side.uncertain, **{f"{noun}s": counted(noun, number) for noun, number in numbers.items()}}


def _show_share(debate: Debate, sides: Balance) -> None:
    share = sides.share
    if share is None:
        return
    said = _share_sentence(debate, sides)
    figure = share_line(share.value, low=share.low, high=share.high, hover=said)
    chosen = clicked(figure, key="overview.share", alt=said)
    st.caption(plain(said))
    if sides.placed < FEW_SENTENCES:
        st.warning(say("overview.few", placed=sides.placed))
    st.caption(say("overview.placed", placed=sides.placed, all=sides.sentences, neutral=len(sides.neutral.sentences)))
    if chosen:
        side = sides.a if chosen[1] == Side.A else sides.b
        state.show_evidence(side.sentences, key=f"overview.share.{chosen[1]}")


def _share_sentence(debate: Debate, sides: Balance) -> str:
    share = sides.share
    assert share is not None  # noqa: S101 - the caller has looked
    fields = {"name": debate.poles[0].name, "percent": round(100 * share.value)}
    if share.low is None or share.high is None:
        return say("overview.share-no-interval", **fields)
    return say("overview.share", low=round(100 * share.low), high=round(100 * share.high), **fields)


def _show_points(index: MapIndex, debate: Debate) -> None:
    st.subheader(say("overview.points"), anchor=False, help=say("overview.points-help"))
    for column, pole in zip(st.columns(2), debate.poles, strict=True):
        with column:
            st.markdown(f"**{state.side_markdown(pole.id, debate)}**")
            points = strongest_points(index, debate.id, pole.id)
            for point in points[:POINTS_SHOWN]:
                _show_point(index, point)
            if not points:
                st.caption(say("overview.no-points"))


def _show_point(index: MapIndex, point: KeyPoint) -> None:
    with st.container(border=True, gap="small"):
        text, action = st.columns([5, 2], vertical_alignment="center", gap="small")
        text.markdown(plain(shorten(point.text, 180)))
        label = counted("sentence", point_weight(index, point))
        if action.button(label, key=f"overview.point.{point.id}.open", width="stretch"):
            open_evidence(point.text, point.members, key=f"overview.point.{point.id}")


def _show_parts(index: MapIndex, debate: Debate, *, certain_only: bool) -> None:
    names = ("documents", "speakers", "time", "roles")
    tabs = st.tabs([say(f"overview.tab.{name}") for name in names])
    with tabs[0]:
        parts = by_document(index, debate.id, certain_only=certain_only)
        _show_bars(parts, debate, name="documents", label=lambda part: _title(index, part.key))
    with tabs[1]:
        parts = by_speaker(index, debate.id, certain_only=certain_only)
        _show_bars(parts, debate, name="speakers", label=_speaker)
    with tabs[2]:
        _show_time(by_time(index, debate.id, certain_only=certain_only), debate)
    with tabs[3]:
        parts = by_role(index, debate.id, certain_only=certain_only)
        _show_bars(parts, debate, name="roles", label=lambda part: say(f"common.role.{part.key}"))


def _title(index: MapIndex, document: str) -> str:
    return index.documents[document].title or index.documents[document].source


def _speaker(part: Part) -> str:
    return state.speaker_name(SpeakerKey(document=part.document, name=part.key))


def _show_bars(parts: Sequence[Part], debate: Debate, *, name: str, label: Callable[[Part], str]) -> None:
    shown = list(parts)
    if len(parts) > BARS_SHOWN:
        st.caption(say("overview.more-bars", shown=BARS_SHOWN, count=len(parts)))
        if not st.toggle(say("overview.all-bars"), key=f"overview.all.{name}"):
            shown = shown[:BARS_SHOWN]
    rows = [_row(number, label(part), part, debate) for number, part in enumerate(shown)]
    figure = diverging_bars(rows, names=_names(debate), axis=say("overview.axis"))
    chosen = clicked(figure, key=f"overview.{name}", alt=say(f"overview.alt.{name}"))
    _show_chosen(chosen, shown, rows, name=name)


def _show_time(parts: Sequence[Part], debate: Debate) -> None:
    if not parts:
        st.info(say("overview.no-dates"))
        return
    rows = [_row(number, _month(part.key), part, debate) for number, part in enumerate(parts)]
    figure = columns_over_time(rows, names=_names(debate), axis=say("overview.axis"))
    chosen = clicked(figure, key="overview.time", alt=say("overview.alt.time"))
    _show_chosen(chosen, parts, rows, name="time")


def _month(key: str) -> str:
    year, month = key[:4], key[5:7]
    names = say("overview.months").split()
    return f"{names[int(month) - 1]} {year}" if month else year


def _show_chosen(chosen: list[str] | None, parts: Sequence[Part], rows: Sequence[Row], *, name: str) -> None:
    if chosen is None or not chosen[0].isdigit() or int(chosen[0]) >= len(parts):
        st.caption(say("overview.click"))
        return
    place, side = int(chosen[0]), Side(chosen[1])
    title = say("overview.chosen", mark=state.side_mark(side), label=plain(rows[place].label))
    state.show_evidence(parts[place].on(side), key=f"overview.{name}.{place}.{side}", title=title)


def _names(debate: Debate) -> tuple[str, str]:
    return state.side_label(Side.A, debate), state.side_label(Side.B, debate)


def _row(number: int, label: str, part: Part, debate: Debate) -> Row:
    hovers = [
        say(
            "overview.hover",
            label=shorten(label, 80),
            count=counted("sentence", len(part.on(pole.id))),
            name=shorten(pole.name, 60),
        )
        for pole in debate.poles
    ]
    return Row(key=str(number), label=label, a=len(part.a), b=len(part.b), hover_a=hovers[0], hover_b=hovers[1])
