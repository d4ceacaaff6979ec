from corpus import Side
from dashboard.charts.palette import SIDE_COLOURS, SIDE_PATTERNS
from dashboard.charts.sides import Row, chart_text, columns_over_time, diverging_bars, share_line

ROWS = [
    Row(key="0", label="Een krant", a=4, b=1, hover_a="vier", hover_b="een"),
    Row(key="1", label="Een krant", a=0, b=3),
]


def test_sides_point_away_from_the_middle_and_a_click_tells_which() -> None:
    left, right = diverging_bars(ROWS, names=("voor", "tegen"), axis="zinnen").data
    assert list(left.x) == [-4, 0]
    assert list(right.x) == [1, 3]
    assert list(left.customdata[0]) == ["0", "a"]
    assert list(right.customdata[1]) == ["1", "b"]


def test_parts_with_one_name_keep_their_own_bar() -> None:
    figure = diverging_bars(ROWS, names=("voor", "tegen"), axis="zinnen")
    assert list(figure.data[0].y) == [0, 1]
    assert list(figure.layout.yaxis.ticktext) == ["Een krant", "Een krant"]


def test_the_axis_counts_both_ways() -> None:
    axis = diverging_bars(ROWS, names=("voor", "tegen"), axis="zinnen").layout.xaxis
    assert all(not text.startswith("-") for text in axis.ticktext)
    assert axis.range[0] == -axis.range[1]


def test_columns_stand_side_by_side_over_time() -> None:
    figure = columns_over_time(ROWS, names=("voor", "tegen"), axis="zinnen")
    assert [list(trace.y) for trace in figure.data] == [[4, 0], [1, 3]]


def test_the_share_has_a_whisker_only_with_an_interval() -> None:
    assert len(share_line(0.5, low=None, high=None, hover="").data) == 2
    assert len(share_line(0.5, low=0.4, high=0.7, hover="").data) == 3


def test_no_rows_still_give_a_figure() -> None:
    assert diverging_bars([], names=("voor", "tegen"), axis="zinnen").layout.height > 0


def test_text_in_a_figure_is_not_markup_and_wraps() -> None:
    assert "<script>" not in chart_text("<script>alert(1)</script> & meer")
    assert chart_text("woord " * 20, width=20, lines=2).count("<br>") == 1


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_sides_stand_out_on_both_backgrounds_and_differ_without_colour() -> None:
    for colour in SIDE_COLOURS.values():
        for background in ("#ffffff", "#171714"):
            lighter, darker = sorted((luminance(colour), luminance(background)), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 3
    assert len({SIDE_PATTERNS[side] for side in Side}) == 3
