"""The argument map: what supports and attacks what, around the two poles."""

from zlib import crc32

import streamlit as st

from corpus import Debate, RelationType, Role, Side
from dashboard import state
from dashboard.charts.argument_map import Wording, argument_map, height
from dashboard.texts import plain, say, shorten
from dashboard.views._drawing import is_dark, selected_nodes
from pipeline.analysis.argument_graph import ArgumentGraph, Branch, Filter, NodeKind, argument_graph, outline

ARGUING = (Role.CLAIM, Role.PREMISE, Role.CRITICISM, Role.RECOMMENDATION)
COUNTS = (20, 40, 80, 150, 300, 500)
# A 13-inch screen shows this much of the map with the sentences of a click in sight.
WINDOW = 600


def show() -> None:
    """Draw the view."""
    st.title(say("argument_map.title"), help=say("argument_map.lead"))
    if (found := state.require_debate()) is None:
        return
    loaded, debate = found
    chosen, zoom = _choices(debate)
    graph = argument_graph(loaded.index, debate.id, chosen)
    if len(graph.nodes) == len(debate.poles):
        st.info(say("argument_map.empty"))
        return
    _notices(graph, chosen)
    as_map, as_list = st.tabs([say("argument_map.tab.map"), say("argument_map.tab.list")])
    with as_map:
        _show_map(graph, debate, zoom=zoom)
    with as_list:
        _show_list(graph, debate)


def _choices(debate: Debate) -> tuple[Filter, bool]:
    show_column, most_column, more_column = st.columns([2, 2, 1], vertical_alignment="bottom")
    kinds = {"points": say("argument_map.show.points"), "all": say("argument_map.show.all")}
    kind = show_column.segmented_control(
        say("argument_map.show"),
        list(kinds),
        format_func=kinds.__getitem__,
        default="points",
        required=True,
        key="argument_map.kind",
        persist_state="session",
    )
    most = most_column.segmented_control(
        say("argument_map.most"), COUNTS, default=40, required=True, key="argument_map.most", persist_state="session"
    )
    with more_column.popover(say("argument_map.more"), width="stretch"):
        roles = st.pills(
            say("argument_map.roles"),
            ARGUING,
            default=ARGUING,
            selection_mode="multi",
            format_func=lambda role: say(f"common.role.{role}"),
            key="argument_map.roles",
            persist_state="session",
        )
        sides = st.pills(
            say("argument_map.sides"),
            (Side.A, Side.B),
            default=(Side.A, Side.B),
            selection_mode="multi",
            format_func=lambda side: plain(shorten(state.side_label(side, debate), 60)),
            key="argument_map.sides",
        )
        certain = st.toggle(say("argument_map.certain"), key="argument_map.certain", persist_state="session")
        zoom = st.toggle(say("argument_map.zoom"), key="argument_map.zoom", persist_state="session")
    chosen = Filter(
        most=most or COUNTS[1],
        sentences=kind == "all",
        roles=frozenset(roles),
        sides=frozenset(sides),
        certain_only=certain,
    )
    return chosen, zoom


def _notices(graph: ArgumentGraph, chosen: Filter) -> None:
    unanswered = sum(node.unanswered for node in graph.nodes)
    notices = [f"⚑ {say('argument_map.open', count=unanswered)}"] if unanswered else []
    if graph.hidden:
        advice = "fewer" if chosen.most == COUNTS[-1] else "more" if chosen.sentences else "sentences"
        notices.append(say(f"argument_map.hidden.{advice}", count=graph.hidden))
    st.caption("  \n".join(notices))


def _show_map(graph: ArgumentGraph, debate: Debate, *, zoom: bool) -> None:
    needed = height(graph)
    option = argument_map(graph, _wording(debate), dark=is_dark(), zoom=zoom)
    alt = say("argument_map.alt", question=debate.question, count=len(graph.nodes) - len(debate.poles))
    with st.container(height=WINDOW if needed > WINDOW else "content", border=True):
        event = st.echarts_chart(option, height=needed, key=_key(graph), on_select="rerun", alt=alt)
    places = [place for place in selected_nodes(event) if place < len(graph.nodes)]
    sentences = [one for place in places for one in graph.nodes[place].sentences]
    if sentences:
        state.show_evidence(sentences, key="argument_map.map")
    else:
        st.caption(say("argument_map.choose"))
    st.caption(say("argument_map.legend"))


def _key(graph: ArgumentGraph) -> str:
    """Another one for other nodes, since a click is remembered as a place among them."""
    return f"argument_map.chart.{crc32(' '.join(node.id for node in graph.nodes).encode())}"


def _show_list(graph: ArgumentGraph, debate: Debate) -> None:
    branches = outline(graph)
    by_id = {branch.node.id: branch for branch in branches if branch.node.kind is not NodeKind.POLE}
    picked = st.selectbox(
        say("argument_map.list.pick"),
        list(by_id),
        index=None,
        placeholder=say("argument_map.list.nothing"),
        format_func=lambda identity: shorten(by_id[identity].node.text, 110),
        key="argument_map.pick",
    )
    if picked:
        state.show_evidence(by_id[picked].node.sentences, key="argument_map.list")
    st.markdown("\n".join(_line(branch, debate) for branch in branches))


def _line(branch: Branch, debate: Debate) -> str:
    """One item of a nested markdown list."""
    node = branch.node
    if node.kind is NodeKind.POLE:
        return f"- **{plain(state.side_label(node.side, debate))}**: {plain(node.text)}"
    tags = [f"⚑ {say('argument_map.unanswered')}" if node.unanswered else say(f"common.role.{node.role}")]
    if branch.type is not None and branch.depth > 1:
        tags.insert(0, _relation(branch.type))
    tags += [say("argument_map.times", count=len(node.sentences))] if len(node.sentences) > 1 else []
    tags += [] if node.certain else [say("common.uncertain")]
    return f"{'    ' * branch.depth}- {plain(node.text)} — *{plain(', '.join(tags))}*"


def _relation(kind: RelationType) -> str:
    return say("argument_map.supports" if kind is RelationType.SUPPORT else "argument_map.attacks")


def _wording(debate: Debate) -> Wording:
    return Wording(
        role=lambda role: say(f"common.role.{role}"),
        side=lambda side: state.side_label(side, debate),
        relation=_relation,
        unanswered=say("argument_map.unanswered"),
        uncertain=say("common.uncertain"),
        on_side=say("argument_map.on-side"),
        save=say("argument_map.save"),
        times=lambda count: say("argument_map.times", count=count),
    )
