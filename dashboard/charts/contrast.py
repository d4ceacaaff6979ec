"""Two groups of documents beside each other: their shares of side a, with intervals, and the words that stand out."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from corpus import Side
from dashboard.charts.palette import SIDE_COLOURS
from dashboard.charts.sides import chart_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Side a's share (0 to 1) in a group, with its interval where there is one."""

    key: str
    label: str
    value: float
    low: float | None
    high: float | None
    hover: str


def share_dots(shares: Sequence[Share], *, left: str, right: str) -> go.Figure:
    """A dot a group on a line from all for b (left) to all for a (right), the interval as a whisker.

    A click gives `customdata` [key].
    """
    dots = go.Scatter(
        x=[100 * share.value for share in shares],
        y=list(range(len(shares))),
        mode="markers+text",
        text=[f"{100 * share.value:.0f}%" for share in shares],
        textposition="top right",
        marker={"size": 15, "symbol": "circle", "color": SIDE_COLOURS[Side.A], "line": {"width": 1}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [
                100 * ((share.high if share.high is not None else share.value) - share.value) for share in shares
            ],
            "arrayminus": [
                100 * (share.value - (share.low if share.low is not None else share.value)) for share in shares
            ],
            "thickness": 2.5,
            "width": 8,
            "color": SIDE_COLOURS[Side.NEUTRAL],
        },
        customdata=[[share.key] for share in shares],
        hovertext=[chart_text(share.hover, width=60, lines=4) for share in shares],
        hoverinfo="text",
        showlegend=False,
        cliponaxis=False,
    )
    figure = go.Figure([dots])
    figure.add_vline(x=50, line_width=1, line_dash="dot", line_color=SIDE_COLOURS[Side.NEUTRAL])
    figure.update_layout(
        height=80 + 62 * len(shares),
        margin={"l": 8, "r": 24, "t": 10, "b": 8},
        dragmode=False,
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(
        range=[-4, 104],
        tickvals=[0, 25, 50, 75, 100],
        fixedrange=True,
        zeroline=False,
        ticktext=[f"{chart_text(left, width=24)}", "25%", "50%", "75%", f"{chart_text(right, width=24)}"],
    )
    figure.update_yaxes(
        tickvals=list(range(len(shares))),
        ticktext=[chart_text(share.label, width=28) for share in shares],
        range=[len(shares) - 0.4, -0.7],
        fixedrange=True,
        automargin=True,
        showgrid=False,
    )
    return figure
