"""Two groups of documents side by side."""

from collections.abc import Sequence

import streamlit as st

from corpus import Debate
from dashboard import state
from dashboard.charts.contrast import Share, share_dots
from dashboard.state import Loaded
from dashboard.texts import plain, say, shorten
from dashboard.views._drawing import clicked, of_map, open_evidence
from pipeline.analysis.compare import (
    Comparison,
    GroupBalance,
    Grouping,
    Point,
    StandOut,
    compare,
    fullest_group,
    members,
    others,
    useful_groups,
)

POINTS_SHOWN = 6


def show() -> None:
    """Draw the page."""
    st.title(say("compare.title"))
    if (found := state.require_debate()) is None:
        return
    loaded, debate = found
    st.caption(say("compare.lead"))
    if len(loaded.map.documents) < 2:
        st.info(say("compare.one-document"))
        return
    chosen = _choose(loaded, debate)
    if chosen is None:
        st.info(say("compare.choose-left"))
        return
    left, right, names = chosen
    if both := set(left) & set(right):
        st.caption(say("compare.overlap", count=len(both)))
    certain = st.toggle(say("compare.certain"), key="compare.certain", persist_state="session")
    found_out = compare(loaded.index, debate.id, left=left, right=right, certain_only=certain)
    _show_balance(found_out, debate, names)
    _show_points(found_out, debate)
    _show_words(found_out.words)


def _choose(loaded: Loaded, debate: Debate) -> tuple[list[str], list[str], tuple[str, str]] | None:
    """The documents on both sides, and what the sides are called."""
    offered = useful_groups(loaded.map.documents)
    by_column, left_column, right_column = st.columns([1, 2, 2], vertical_alignment="bottom")
    by: Grouping = by_column.selectbox(
        say("compare.by"),
        list(offered),
        format_func=lambda one: say(f"compare.by.{one}"),
        key=of_map(loaded, "compare.by"),
        persist_state="session",
    )
    own = offered[by]
    labels = {
        name: say("compare.option", name=_group_label(loaded, by, name), count=len(ids)) for name, ids in own.items()
    }
    left_names = left_column.multiselect(
        say("compare.left"),
        list(own),
        default=[fullest_group(loaded.index, debate.id, own)],
        format_func=labels.__getitem__,
        key=of_map(loaded, f"compare.left.{by}"),
        persist_state="session",
    )
    right_names = right_column.multiselect(
        say("compare.right"),
        list(own),
        format_func=labels.__getitem__,
        placeholder=say("compare.others"),
        key=of_map(loaded, f"compare.right.{by}"),
        persist_state="session",
    )
    if not left_names:
        return None
    left = members(own, left_names)
    right = members(own, right_names) or others(loaded.map.documents, left)
    called = tuple(_called([_group_label(loaded, by, name) for name in names]) for names in (left_names, right_names))
    return left, right, (called[0], called[1])


def _group_label(loaded: Loaded, by: Grouping, name: str) -> str:
    if by == "document":
        document = loaded.index.documents[name]
        return shorten(document.title or document.source, 60)
    return shorten(name, 60)


def _called(names: Sequence[str]) -> str:
    if not names:
        return say("compare.others")
    return names[0] if len(names) == 1 else say("compare.and-more", name=names[0], count=len(names) - 1)


def _show_balance(found: Comparison, debate: Debate, names: tuple[str, str]) -> None:
    st.subheader(say("compare.balance"), anchor=False)
    if found.difference is None:
        st.info(say("compare.no-share"))
        return
    called = (say("compare.group-left", names=names[0]), say("compare.group-right", names=names[1]))
    sides = (("left", found.left, called[0]), ("right", found.right, called[1]))
    shares = [_share(key, balance, name, debate) for key, balance, name in sides]
    ends = [say("compare.all-for", name=shorten(pole.name, 30)) for pole in reversed(debate.poles)]
    figure = share_dots(shares, left=ends[0], right=ends[1])
    chosen = clicked(figure, key="compare.share", alt=say("compare.alt", name=debate.poles[0].name))
    st.markdown(plain(_difference(found, debate)))
    if chosen and chosen[0] in {"left", "right"}:
        balance = found.left if chosen[0] == "left" else found.right
        state.show_evidence(balance.a + balance.b, key=f"compare.share.{chosen[0]}")
    else:
        st.caption(say("compare.click"))


def _share(key: str, balance: GroupBalance, name: str, debate: Debate) -> Share:
    hover = say(
        "compare.hover",
        group=shorten(name, 60),
        a=len(balance.a),
        b=len(balance.b),
        neutral=balance.neutral,
        name_a=shorten(debate.poles[0].name, 40),
        name_b=shorten(debate.poles[1].name, 40),
        documents=balance.documents,
    )
    low, high = (balance.low, balance.high) if balance.documents > 1 else (None, None)
    return Share(key=key, label=name, value=balance.share or 0, low=low, high=high, hover=hover)


def _difference(found: Comparison, debate: Debate) -> str:
    difference = found.difference or 0
    more = say("compare.more" if difference >= 0 else "compare.less")
    fields = {"percent": round(abs(100 * difference)), "more": more, "name": debate.poles[0].name}
    if not found.has_interval or found.low is None or found.high is None:
        return say("compare.difference-plain", **fields)
    chance = say("compare.chance" if found.may_be_chance else "compare.no-chance")
    said = say("compare.difference", low=_signed(found.low), high=_signed(found.high), **fields)
    return f"{said} {chance}"


def _signed(share: float) -> str:
    return f"{round(100 * share):+d}".replace("-", "−")


def _show_points(found: Comparison, debate: Debate) -> None:
    st.subheader(say("compare.said"), anchor=False)
    parts = (("only-left", found.only_left), ("only-right", found.only_right))
    for column, (name, points) in zip(st.columns(2), parts, strict=True):
        with column:
            st.markdown(f"**{say(f'compare.{name}', count=len(points))}**")
            if not points:
                st.caption(say("compare.nothing-only"))
            _show_list(points, debate, name=name)
    with st.expander(say("compare.shared", count=len(found.shared))):
        if not found.shared:
            st.caption(say("compare.nothing-shared"))
        _show_list(found.shared, debate, name="shared")


def _show_list(points: Sequence[Point], debate: Debate, *, name: str) -> None:
    for place, point in enumerate(points[:POINTS_SHOWN]):
        sentences = list(dict.fromkeys(point.left + point.right))
        with st.container(border=True, gap="small"):
            st.markdown(f"{plain(shorten(point.text, 200))}")
            about, action = st.columns([3, 2], vertical_alignment="center", gap="small")
            about.caption(plain(state.side_label(point.side, debate)))
            label = say("compare.read", count=len(sentences))
            if action.button(label, key=f"compare.{name}.{place}", width="stretch"):
                open_evidence(point.text, sentences, key=f"compare.{name}.{place}.sentences")
    if len(points) > POINTS_SHOWN:
        st.caption(say("compare.rest", count=len(points) - POINTS_SHOWN))


def _show_words(words: Sequence[StandOut]) -> None:
    st.subheader(say("compare.words"), anchor=False)
    if not words:
        st.caption(say("compare.no-words"))
        return
    st.caption(say("compare.words-lead"))
    halves = (
        ("left", [one for one in words if one.deviation > 0]),
        ("right", [one for one in words if one.deviation < 0]),
    )
    for column, (name, own) in zip(st.columns(2), halves, strict=True):
        column.markdown(f"**{say(f'compare.words-{name}')}**")
        said = [say("compare.word", word=one.word, left=one.left, right=one.right) for one in own]
        column.markdown(plain(" · ".join(said) or "–"))
