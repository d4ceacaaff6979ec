"""How far speakers agree, as a half table of squares."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.sides import chart_text

ROW, FRAME = 36, 40
# From opposite to the same, apart for colour-blind people; the number stands in each square.
SCALE = ((0.0, "#d9661f"), (0.5, "#d7dade"), (1.0, "#2f7fc1"))


def agreement_table(
    names: Sequence[str], values: Sequence[Sequence[float | None]], *, hovers: Sequence[Sequence[str]]
) -> go.Figure:
    """Each pair once, below the diagonal; a pair without a shared debate has no square.

    A click gives `customdata` [row, column].
    """
    cells = [(row, column) for row in range(len(names)) for column in range(row) if values[row][column] is not None]
    shares = [values[row][column] or 0.0 for row, column in cells]
    squares = go.Scatter(
        x=[column for _, column in cells],
        y=[row for row, _ in cells],
        mode="markers+text",
        text=[f"{100 * share:.0f}" for share in shares],
        # Black on the three ends of the scale is 4.5:1 or more.
        textfont={"color": "#101418", "size": 12},
        marker={
            "symbol": "square",
            "size": 30,
            "color": shares,
            "colorscale": [list(stop) for stop in SCALE],
            "cmin": 0,
            "cmax": 1,
        },
        customdata=[list(cell) for cell in cells],
        hovertext=[chart_text(hovers[row][column], width=60, lines=4) for row, column in cells],
        hoverinfo="text",
        showlegend=False,
    )
    figure = go.Figure([squares])
    figure.update_layout(
        height=FRAME + ROW * len(names) + 80,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        dragmode=False,
        hoverlabel={"align": "left"},
        plot_bgcolor="rgba(0,0,0,0)",
    )
    labels = [chart_text(name, width=30) for name in names]
    # Slanting names have room for one line.
    short = [chart_text(name, width=26, lines=1) for name in names]
    places = list(range(len(names)))
    figure.update_xaxes(
        tickvals=places[:-1],
        ticktext=short[:-1],
        tickangle=-40,
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        range=[-0.6, len(names) - 1.4],
        automargin=True,
    )
    figure.update_yaxes(
        tickvals=places[1:],
        ticktext=labels[1:],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        range=[len(names) - 0.4, 0.4],
        automargin=True,
    )
    return figure
