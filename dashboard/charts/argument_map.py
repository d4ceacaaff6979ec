"""The argument map: a column under each pole, in which everything hangs under what it supports or attacks.

The texts are on the outside and the lines between the columns on the inside, so that no line runs through a text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from corpus import RelationType, Role, Side
from dashboard.charts.palette import RELATION_COLOURS, SIDE_COLOURS
from dashboard.texts import shorten
from pipeline.analysis.argument_graph import ArgumentGraph, Branch, Edge, Node, NodeKind, outline

# Pixels. Beyond MANY rows in a column each text gets one line instead of two.
MANY = 60
ROW, LOW_ROW, FRAME = 46, 26, 34
INDENT, DEEPEST, GAP = 18, 4, 90
BULGE, NEAR = 26, 12
LABEL_LINES, CHARACTERS_A_LINE = 2, 42

SYMBOLS = {
    Role.CLAIM: "rect",
    Role.PREMISE: "circle",
    Role.CRITICISM: "diamond",
    Role.RECOMMENDATION: "triangle",
    Role.NONE: "circle",
}
# Text inside the drawing does not follow the theme by itself.
INK = {False: "#1c2026", True: "#eceff3"}
PAPER = {False: "#ffffff", True: "#171614"}
FAINT = {False: "#5b6470", True: "#a9b2bd"}
ALARM = {False: "#a3123f", True: "#ff9db8"}


# Text needs more contrast than marks do.
RELATION_TEXT = {
    False: {RelationType.SUPPORT: "#0f6b52", RelationType.ATTACK: "#a3123f"},
    True: {RelationType.SUPPORT: "#6fd3b4", RelationType.ATTACK: "#ff9db8"},
}
# A web font that arrives late would leave the widths of another font.
FONT = "Arial, Helvetica, sans-serif"


# Where a node is: its branch, its column (0: under a, 1: under b) and its row in it.
Places = dict[str, tuple[Branch, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How the chart calls things; each function gives text for people."""

    role: Callable[[Role], str]
    side: Callable[[Side], str]
    relation: Callable[[RelationType], str]
    unanswered: str
    uncertain: str
    on_side: str
    save: str
    times: Callable[[int], str]


def argument_map(graph: ArgumentGraph, wording: Wording, *, dark: bool = False, zoom: bool = False) -> dict[str, Any]:
    """The ECharts option; a click selects a node, whose place is that in `graph.nodes`."""
    rows = _rows(outline(graph))
    low = max(_lengths(rows)) > MANY
    places: Places = {branch.node.id: (branch, column, row) for branch, column, row in rows}
    nodes = [_node(node, places[node.id], wording, low=low, dark=dark) for node in graph.nodes]
    series = {
        "type": "graph",
        "layout": "none",
        "data": nodes,
        "links": [_link(edge, places, wording, low=low, dark=dark) for edge in graph.edges],
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 8,
        "selectedMode": "single",
        "select": {"itemStyle": {"borderColor": INK[dark], "borderWidth": 3}},
        "emphasis": {"focus": "adjacency", "label": {"show": True}},
        "roam": zoom,
        "scaleLimit": {"min": 0.4, "max": 6},
        # One pixel a unit, both ways: another scale would turn circles into eggs.
        "left": "center",
        "width": max(node["x"] for node in nodes) - min(node["x"] for node in nodes),
        "top": FRAME,
        "bottom": FRAME,
        "tooltip": {"formatter": "{b}"},
        "cursor": "pointer",
    }
    return {"tooltip": _tooltip(), "toolbox": _toolbox(wording, dark=dark), "animation": False, "series": [series]}


def height(graph: ArgumentGraph) -> int:
    """The pixels that the chart needs so that nothing overlaps."""
    longest = max(_lengths(_rows(outline(graph))))
    return (LOW_ROW if longest > MANY else ROW) * max(longest - 1, 1) + 2 * FRAME


def _rows(branches: Sequence[Branch]) -> list[tuple[Branch, int, int]]:
    """Each branch with its column (0: under a, 1: under b) and its row in it."""
    found, column, row = [], -1, 0
    for branch in branches:
        column, row = (column + 1, 0) if branch.depth == 0 else (column, row + 1)
        found.append((branch, column, row))
    return found


def _lengths(rows: Sequence[tuple[Branch, int, int]]) -> tuple[int, int]:
    return tuple(max((row + 1 for _, column, row in rows if column == one), default=1) for one in (0, 1))  # type: ignore[return-value]


def _node(node: Node, place: tuple[Branch, int, int], wording: Wording, *, low: bool, dark: bool) -> dict[str, Any]:
    branch, column, row = place
    pole = node.kind is NodeKind.POLE
    colour = SIDE_COLOURS[node.side]
    return {
        "id": node.id,
        "name": _hover(node, branch, wording),
        "x": _x(branch.depth, column),
        "y": row * (LOW_ROW if low else ROW),
        "symbol": "roundRect" if pole else SYMBOLS[node.role or Role.NONE],
        "symbolSize": 22 if pole else min(10 + 2 * (len(node.sentences) - 1), 18),
        "itemStyle": {
            "color": colour if node.certain else "transparent",
            "borderColor": ALARM[dark] if node.unanswered else colour,
            "borderWidth": 2,
        },
        "label": _label(node, branch, column, wording, low=low, dark=dark),
    }


def _x(depth: int, column: int) -> int:
    outward = min(depth, DEEPEST) * INDENT
    return GAP + outward if column else -outward


def _label(node: Node, branch: Branch, column: int, wording: Wording, *, low: bool, dark: bool) -> dict[str, Any]:
    pole = node.kind is NodeKind.POLE
    tags = list(_tags(node, branch, wording))
    styled = "".join(f"{{{style}|{_literal(text)}}} " for style, text in tags)
    lines = _lines(node.text, taken=sum(len(text) + 1 for _, text in tags), most=1 if low else LABEL_LINES)
    return {
        "show": True,
        "position": "right" if column else "left",
        "distance": 8,
        "formatter": styled + _literal("\n".join(lines)),
        "color": INK[dark],
        "fontSize": 12,
        "fontWeight": "bold" if pole else "normal",
        "lineHeight": 16,
        "align": "left" if column else "right",
        "fontFamily": FONT,
        "rich": _tag_styles(dark=dark, align="left" if column else "right"),
    }


def _lines(text: str, *, taken: int, most: int) -> list[str]:
    """`text` in at most `most` lines, the first after tags of `taken` characters.

    ECharts' own wrapping takes every letter for a wide one on a busy computer, so it happens here.
    """
    whole = shorten(text, CHARACTERS_A_LINE * most + 1)
    lines = wrap(whole, CHARACTERS_A_LINE, initial_indent="\u2007" * taken, max_lines=most, placeholder="…")
    return [line.lstrip("\u2007") for line in lines]


def _tag_styles(*, dark: bool, align: str) -> dict[str, dict[str, Any]]:
    colours = {
        "role": FAINT[dark],
        "alarm": ALARM[dark],
        **{kind.value: colour for kind, colour in RELATION_TEXT[dark].items()},
    }
    shared = {"fontSize": 11, "fontWeight": "bold", "fontFamily": FONT, "lineHeight": 16, "align": align}
    return {name: {**shared, "color": colour, "padding": [0, 3, 0, 0]} for name, colour in colours.items()}


def _tags(node: Node, branch: Branch, wording: Wording) -> Iterator[tuple[str, str]]:
    """The short words before a text, each with its style."""
    if node.kind is NodeKind.POLE:
        return
    if branch.type is not None and branch.depth > 1:
        yield branch.type.value, "+" if branch.type is RelationType.SUPPORT else "−"
    if node.unanswered:
        yield "alarm", f"⚑ {wording.unanswered}"
    elif node.role is not None:
        yield "role", wording.role(node.role)
    if len(node.sentences) > 1:
        yield "role", f"{len(node.sentences)}×"
    if not node.certain:
        yield "role", "?"


def _hover(node: Node, branch: Branch, wording: Wording) -> str:
    """The whole text and what is known of it, in lines."""
    if node.kind is NodeKind.POLE:
        return f"{wording.side(node.side)}\n{node.text}"
    about = [wording.side(node.side), wording.role(node.role or Role.NONE)]
    if branch.type is not None and branch.depth > 1:
        about.append(wording.relation(branch.type))
    if len(node.sentences) > 1:
        about.append(wording.times(len(node.sentences)))
    about += [wording.unanswered] if node.unanswered else []
    about += [] if node.certain else [wording.uncertain]
    return f"{shorten(node.text, 400)}\n{' · '.join(about)}"


def _link(edge: Edge, places: Places, wording: Wording, *, low: bool, dark: bool) -> dict[str, Any]:
    attack = edge.type is RelationType.ATTACK
    style = {
        "color": RELATION_COLOURS[edge.type] if edge.found else FAINT[dark],
        "type": "dashed" if attack else "solid",
        "width": min(1.5 + 0.5 * edge.count, 4) if edge.found else 1,
        "opacity": _opacity(edge, places, low=low),
        "curveness": _curveness(edge, places, low=low) if edge.found else 0,
    }
    # ECharts shows the id of a line as its name.
    called = wording.relation(edge.type) if edge.found else wording.on_side
    found = {} if edge.found else {"symbol": ["none", "none"]}
    return {"id": called, "source": edge.source, "target": edge.target, "lineStyle": style, **found}


def _opacity(edge: Edge, places: Places, *, low: bool) -> float:
    """Hundreds of lines would hide each other: long ones step back until their node is pointed at."""
    if not edge.found:
        return 0.06 if low else 0.35
    rows = abs(places[edge.source][2] - places[edge.target][2])
    return 0.2 if low and rows > NEAR else 0.9


def _curveness(edge: Edge, places: Places, *, low: bool) -> float:
    """Bent little enough to stay off the texts, and within a column towards the middle.

    A positive curveness bends a line that goes up to the left.
    """
    (_, source_column, source), (_, target_column, target) = places[edge.source], places[edge.target]
    rise = (source - target) * (LOW_ROW if low else ROW)
    bend = min(0.2, BULGE / max(abs(rise), 1))
    if source_column != target_column:
        return bend / 2
    to_the_left = source_column == 1
    return bend if to_the_left == (rise > 0) else -bend


def _tooltip() -> dict[str, Any]:
    looks = "max-width: 420px; white-space: pre-line; overflow-wrap: anywhere;"
    return {"trigger": "item", "confine": True, "extraCssText": looks}


def _toolbox(wording: Wording, *, dark: bool) -> dict[str, Any]:
    save = {"type": "png", "name": "debatkaart", "pixelRatio": 2, "backgroundColor": PAPER[dark], "title": wording.save}
    style = {"borderColor": FAINT[dark]}
    return {"right": 4, "top": 0, "itemSize": 16, "iconStyle": style, "feature": {"saveAsImage": save}}


def _literal(text: str) -> str:
    """`text` in which ECharts finds no template ({b}) and no style ({role|...})."""
    return text.replace("{", "{\u2060").replace("}", "\u2060}").replace("|", "\u2060|")
