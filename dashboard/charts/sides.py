"""Bars that leave the middle to the left (side a) and to the right (side b), and columns over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from corpus import Side
from dashboard.charts.palette import SIDE_COLOURS, SIDE_PATTERNS
from dashboard.texts import shorten

# Pixels a bar, and for axis and legend.
ROW, FRAME = 34, 90
LABEL_WIDTH = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair of bars: how it is called, and how many sentences are on each side.

    Attributes:
        key: What a click gives back.
        hover_a, hover_b: Sentences in the reader's language.
    """

    key: str
    label: str
    a: int
    b: int
    hover_a: str = ""
    hover_b: str = ""


def chart_text(text: str, *, width: int = LABEL_WIDTH, lines: int = 2) -> str:
    """`text` as plotly shows it as it is, wrapped; plotly reads some HTML in every text."""
    parts = wrap(shorten(text, width * lines), width, max_lines=lines, placeholder="…") or [""]
    return "<br>".join(part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for part in parts)


def diverging_bars(rows: Sequence[Row], *, names: tuple[str, str], axis: str) -> go.Figure:
    """Side a to the left and side b to the right of one line; the first row is on top.

    A click gives `customdata` [key, side].
    """
    figure = go.Figure([_bars(rows, Side.A, names[0]), _bars(rows, Side.B, names[1])])
    most = max((max(row.a, row.b) for row in rows), default=1)
    figure.update_layout(
        barmode="relative",
        bargap=0.3,
        height=FRAME + ROW * max(len(rows), 1),
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        hoverlabel={"align": "left"},
        dragmode=False,
    )
    figure.update_xaxes(
        title_text=chart_text(axis, width=90),
        range=[-most * 1.15, most * 1.15],
        tickvals=(ticks := _ticks(most)),
        ticktext=[str(abs(tick)) for tick in ticks],
        zeroline=True,
        zerolinewidth=2,
        fixedrange=True,
    )
    # The place is the axis, not the label: two parts may be called alike.
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[chart_text(row.label) for row in rows],
        autorange="reversed",
        fixedrange=True,
        automargin=True,
    )
    return figure


def _bars(rows: Sequence[Row], side: Side, name: str) -> go.Bar:
    counts = [row.a if side is Side.A else row.b for row in rows]
    sign = -1 if side is Side.A else 1
    return go.Bar(
        name=chart_text(name, width=60, lines=1),
        orientation="h",
        y=list(range(len(rows))),
        x=[sign * count for count in counts],
        text=[str(count) if count else "" for count in counts],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        customdata=[[row.key, side.value] for row in rows],
        hovertext=[chart_text(row.hover_a if side is Side.A else row.hover_b, width=60, lines=4) for row in rows],
        hoverinfo="text",
        marker=_marker(side),
    )


def columns_over_time(rows: Sequence[Row], *, names: tuple[str, str], axis: str) -> go.Figure:
    """Two columns a month, side by side; a click gives `customdata` [key, side]."""
    figure = go.Figure([_columns(rows, Side.A, names[0]), _columns(rows, Side.B, names[1])])
    figure.update_layout(
        barmode="group",
        bargap=0.25,
        height=300,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        hoverlabel={"align": "left"},
        dragmode=False,
    )
    most = max((max(row.a, row.b) for row in rows), default=1)
    figure.update_yaxes(title_text=chart_text(axis, width=40), fixedrange=True, dtick=max(1, -(-most // 5)))
    labels = [chart_text(row.label, width=12) for row in rows]
    figure.update_xaxes(tickvals=list(range(len(rows))), ticktext=labels, fixedrange=True, automargin=True)
    return figure


def _columns(rows: Sequence[Row], side: Side, name: str) -> go.Bar:
    return go.Bar(
        name=chart_text(name, width=60, lines=1),
        x=list(range(len(rows))),
        y=[row.a if side is Side.A else row.b for row in rows],
        customdata=[[row.key, side.value] for row in rows],
        hovertext=[chart_text(row.hover_a if side is Side.A else row.hover_b, width=60, lines=4) for row in rows],
        hoverinfo="text",
        marker=_marker(side),
    )


def share_line(value: float, *, low: float | None, high: float | None, hover: str) -> go.Figure:
    """One bar from 0 to 100% cut at side a's share, with the interval as a whisker on the cut."""
    figure = go.Figure()
    for side, part in ((Side.A, value), (Side.B, 1 - value)):
        bar = go.Bar(
            orientation="h",
            y=[0],
            x=[100 * part],
            marker=_marker(side),
            hovertext=[chart_text(hover, width=60, lines=4)],
            hoverinfo="text",
            customdata=[["", side.value]],
            showlegend=False,
        )
        figure.add_trace(bar)
    if low is not None and high is not None:
        figure.add_trace(_whisker(value, low, high))
    figure.update_layout(barmode="stack", height=96, margin={"l": 8, "r": 24, "t": 6, "b": 6}, dragmode=False)
    ticks = [0, 25, 50, 75, 100]
    figure.update_xaxes(range=[0, 101], tickvals=ticks, ticktext=[f"{tick}%" for tick in ticks], fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure


def _whisker(value: float, low: float, high: float) -> go.Scatter:
    spread = {"type": "data", "array": [100 * (high - value)], "arrayminus": [100 * (value - low)], "symmetric": False}
    return go.Scatter(
        x=[100 * value],
        y=[0],
        mode="markers",
        marker={"color": "#ffffff", "size": 11, "line": {"color": "#14181d", "width": 2}},
        error_x={**spread, "color": "#14181d", "thickness": 3, "width": 9},
        hoverinfo="skip",
        showlegend=False,
    )


def _marker(side: Side) -> dict[str, object]:
    shape = {"shape": SIDE_PATTERNS[side], "fillmode": "overlay", "size": 7, "solidity": 0.2}
    pattern = {**shape, "fgcolor": "#ffffff", "fgopacity": 0.6}
    return {"color": SIDE_COLOURS[side], "pattern": pattern if SIDE_PATTERNS[side] else {"shape": ""}}


def _ticks(most: int) -> list[int]:
    step = max(1, -(-most // 4))
    reach = range(step, most + step, step)
    return [*(-tick for tick in reversed(reach)), 0, *reach]
