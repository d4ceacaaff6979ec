import json
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from corpus import ArgumentMap, Role
from dashboard.charts.agreement import agreement_table
from dashboard.charts.argument_map import CHARACTERS_A_LINE, Wording, argument_map, height
from dashboard.charts.contrast import Share, share_dots
from pipeline.analysis.argument_graph import ArgumentGraph, Filter, argument_graph
from pipeline.analysis.index import build_index

WORDING = Wording(
    role=lambda role: f"rol {role}",
    side=lambda side: f"kant {side}",
    relation=lambda kind: f"het {kind}",
    unanswered="onbeantwoord",
    uncertain="onzeker",
    on_side="aan deze kant",
    save="Bewaar als plaatje",
    times=lambda count: f"{count} zinnen",
)


def graph_of(argument_map_: ArgumentMap, most: int = 40, **options: Any) -> ArgumentGraph:
    index = build_index(argument_map_)
    return argument_graph(index, next(iter(index.debates)), Filter(most=most, **options))


def series_of(graph: ArgumentGraph, **options: bool) -> dict[str, Any]:
    option = argument_map(graph, WORDING, **options)
    json.dumps(option, allow_nan=False)
    found: dict[str, Any] = option["series"][0]
    return found


def labels(series: dict[str, Any]) -> Iterator[str]:
    for node in series["data"]:
        yield node["label"]["formatter"]


@pytest.mark.parametrize("most", [20, 500])
def test_no_two_texts_share_a_place(large_map: ArgumentMap, most: int) -> None:
    graph = graph_of(large_map, most, sentences=True)
    series = series_of(graph)
    assert len(series["data"]) == most + 2
    columns: dict[str, list[int]] = {"left": [], "right": []}
    for node in series["data"]:
        columns[node["label"]["position"]].append(node["y"])
    for places in columns.values():
        assert len(places) == len(set(places))
    assert height(graph) > max(map(max, columns.values()))


def test_texts_are_on_the_outside_of_the_lines(rich_map: ArgumentMap) -> None:
    nodes = series_of(graph_of(rich_map, sentences=True))["data"]
    left = [node["x"] for node in nodes if node["label"]["position"] == "left"]
    right = [node["x"] for node in nodes if node["label"]["position"] == "right"]
    assert max(left) < min(right)


def test_texts_fit_in_their_lines(hostile_map: ArgumentMap, rich_map: ArgumentMap) -> None:
    for made in (hostile_map, rich_map):
        for label in labels(series_of(graph_of(made, sentences=True))):
            lines = re.sub(r"\{\w+\|(.*?)\}", r"\1", label).replace("\u2060", "").split("\n")
            assert len(lines) <= 2
            assert max(map(len, lines)) <= CHARACTERS_A_LINE + 1


def test_a_click_leads_to_the_node_of_the_graph(rich_map: ArgumentMap) -> None:
    graph = graph_of(rich_map)
    assert [node["id"] for node in series_of(graph)["data"]] == [node.id for node in graph.nodes]


def test_attack_and_support_differ_in_more_than_colour(rich_map: ArgumentMap) -> None:
    links = series_of(graph_of(rich_map, sentences=True))["links"]
    looks = {link["lineStyle"]["type"] for link in links if link["id"] == "het attack"}
    assert looks == {"dashed"}
    assert {link["lineStyle"]["type"] for link in links if link["id"] == "het support"} == {"solid"}


def test_roles_have_signs_of_their_own(rich_map: ArgumentMap) -> None:
    graph = graph_of(rich_map, sentences=True)
    signs = {node.role: drawn["symbol"] for node, drawn in zip(graph.nodes, series_of(graph)["data"], strict=True)}
    arguing = [signs[role] for role in Role if role in signs]
    assert len(set(arguing)) == len(arguing) == 4


def test_unanswered_criticism_is_marked_in_words(rich_map: ArgumentMap) -> None:
    graph = graph_of(rich_map)
    marked = [label for label in labels(series_of(graph)) if "⚑ onbeantwoord" in label]
    assert len(marked) == sum(node.unanswered for node in graph.nodes) > 0


def test_no_internal_name_is_shown(rich_map: ArgumentMap) -> None:
    graph = graph_of(rich_map, sentences=True)
    series = series_of(graph)
    shown = [*labels(series), *(node["name"] for node in series["data"]), *(link["id"] for link in series["links"])]
    assert not [text for text in shown if re.search(r"\bd\d+\.s\d+|\bk\d+\b", text)]


def test_text_of_users_is_no_template(hostile_map: ArgumentMap) -> None:
    first = hostile_map.sentences[0]
    assert first.text
    series = series_of(graph_of(hostile_map, sentences=True))
    styles = set(series["data"][0]["label"]["rich"])
    for label in labels(series):
        assert {found[1] for found in re.finditer(r"\{(\w+)\|", label)} <= styles
        assert not re.search(r"\{[a-e@]\}", label)


def test_dark_text_is_light(rich_map: ArgumentMap) -> None:
    graph = graph_of(rich_map)
    colours = {dark: series_of(graph, dark=dark)["data"][0]["label"]["color"] for dark in (False, True)}
    assert colours[False] < "#5"
    assert colours[True] > "#c"


def test_each_pair_of_speakers_has_one_square() -> None:
    values = ((1, 0.5, None), (0.5, 1, 0), (None, 0, 1))
    hovers = [[f"{row} en {column}" for column in range(3)] for row in range(3)]
    (squares,) = agreement_table(["An", "<b>Bo</b>", "Cé"], values, hovers=hovers).data
    assert [tuple(cell) for cell in squares.customdata] == [(1, 0), (2, 1)]
    assert squares.text == ("50", "0")
    assert len(squares.hovertext) < len(list(combinations(range(3), 2)))


def test_names_of_speakers_are_no_markup() -> None:
    figure = agreement_table(["<b>a</b>", "b"], ((1, 1), (1, 1)), hovers=[["", ""], ["", ""]])
    assert "<b>" not in str(figure.layout.xaxis.ticktext) + str(figure.layout.yaxis.ticktext)


def test_shares_show_their_interval() -> None:
    shares = [
        Share(key="left", label="links", value=0.75, low=0.5, high=0.8, hover="links"),
        Share(key="right", label="rechts", value=0.25, low=None, high=None, hover="rechts"),
    ]
    (dots,) = share_dots(shares, left="alles b", right="alles a").data
    assert list(dots.x) == [75, 25]
    assert list(dots.error_x.array) == pytest.approx([5, 0])
    assert list(dots.error_x.arrayminus) == pytest.approx([25, 0])
