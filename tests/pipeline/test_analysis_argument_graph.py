from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Pole,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)
from pipeline.analysis.argument_graph import ArgumentGraph, Filter, NodeKind, argument_graph, outline
from pipeline.analysis.index import MapIndex, build_index

ALL = Filter(sentences=True, most=500)


def _index(
    rows: list[tuple[str, Role]], relations: list[tuple[int, int, RelationType]], points: list[list[int]]
) -> MapIndex:
    """Sentences s1, s2, ... from (side, role), upper case for uncertain; relations and points name them by number."""
    poles = (Pole(id=Side.A, name="a", statement="Ja."), Pole(id=Side.B, name="b", statement="Nee."))
    sentences = []
    for number, (side, role) in enumerate(rows, start=1):
        stance = Stance(debate="x", side=Side(side.lower()), certain=side.islower())
        values = {"id": f"s{number}", "document": "d1", "start": 0, "end": 4, "text": "Dat."}
        sentences.append(Sentence(**values, judgement=Judgement(role=role, stances=(stance,))))
    key_points = []
    for number, members in enumerate(points):
        names = tuple(f"s{member}" for member in members)
        side = Side(rows[members[0] - 1][0].lower())
        values = {"id": f"k{number}", "debate": "x", "side": side, "text": "Dat.", "sentence": names[0]}
        key_points.append(KeyPoint(**values, members=names))
    return build_index(
        ArgumentMap(
            made_by=Provenance(software="debatkaart", model="test", created="2026-01-01T00:00:00Z"),
            debates=(Debate(id="x", question="Ja of nee?", poles=poles),),
            documents=(Document(id="d1", text="Dat.", source="d1.txt"),),
            sentences=tuple(sentences),
            relations=tuple(Relation(source=f"s{s}", target=f"s{t}", type=kind) for s, t, kind in relations),
            key_points=tuple(key_points),
        )
    )


def _edges(graph: ArgumentGraph) -> set[tuple[str, str, str, bool]]:
    return {(edge.source, edge.target, edge.type.value, edge.found) for edge in graph.edges}


def _ids(graph: ArgumentGraph) -> list[str]:
    return [node.id for node in graph.nodes]


SUPPORT, ATTACK = RelationType.SUPPORT, RelationType.ATTACK


def test_a_sentence_hangs_under_what_it_relates_to_and_else_under_its_pole() -> None:
    index = _index(
        [("a", Role.CLAIM), ("a", Role.PREMISE), ("b", Role.CRITICISM)], [(2, 1, SUPPORT), (3, 1, ATTACK)], []
    )
    graph = argument_graph(index, "x", ALL)
    assert _edges(graph) == {
        ("s1", "a", "support", False),
        ("s2", "s1", "support", True),
        ("s3", "s1", "attack", True),
    }
    assert [(branch.node.id, branch.depth) for branch in outline(graph)] == [
        ("a", 0), ("s1", 1), ("s2", 2), ("s3", 2), ("b", 0),
    ]  # fmt: skip


def test_relations_between_members_count_for_their_key_points() -> None:
    rows = [("a", Role.CLAIM), ("a", Role.CLAIM), ("b", Role.CRITICISM), ("b", Role.CRITICISM)]
    index = _index(rows, [(3, 1, ATTACK), (4, 2, ATTACK), (2, 1, SUPPORT)], [[1, 2], [3, 4]])
    graph = argument_graph(index, "x")
    assert ("k1", "k0", "attack", True) in _edges(graph)
    assert next(edge.count for edge in graph.edges if edge.found) == 2
    # What is said within one key point is no relation.
    assert all(edge.source != edge.target for edge in graph.edges)


def test_circles_hang_under_their_pole() -> None:
    rows = [("a", Role.CLAIM)] * 3
    graph = argument_graph(_index(rows, [(1, 2, SUPPORT), (2, 1, SUPPORT), (3, 2, SUPPORT)], []), "x", ALL)
    assert sorted(branch.node.id for branch in outline(graph)) == ["a", "b", "s1", "s2", "s3"]


def test_criticism_that_nobody_attacks_is_unanswered_and_shown_beside_key_points() -> None:
    rows = [("a", Role.CLAIM), ("a", Role.CLAIM), ("b", Role.CRITICISM), ("b", Role.CRITICISM), ("a", Role.CRITICISM)]
    index = _index(rows, [(5, 4, ATTACK)], [[1, 2]])
    graph = argument_graph(index, "x")
    assert {node.id for node in graph.nodes if node.unanswered} == {"s3", "s5"}
    assert _ids(graph)[2] == "k0"
    assert graph.hidden == 1


def test_without_key_points_the_sentences_are_shown() -> None:
    graph = argument_graph(_index([("a", Role.CLAIM)], [], []), "x")
    assert _ids(graph) == ["a", "b", "s1"]


def test_a_limit_leaves_room_for_both_sides() -> None:
    rows = [("a", Role.CLAIM)] * 40 + [("b", Role.CLAIM)] * 2
    graph = argument_graph(_index(rows, [], []), "x", Filter(most=10, sentences=True))
    assert sum(node.side is Side.B for node in graph.nodes) == 3
    assert len(graph.nodes) == 12
    assert graph.hidden == 32


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(sentences=True, roles=frozenset({Role.CRITICISM})), {"s2"}),
        (Filter(sentences=True, sides=frozenset({Side.A})), {"s1"}),
        (Filter(sentences=True, certain_only=True), {"s2"}),
        (Filter(sentences=True, roles=frozenset()), set()),
    ],
)
def test_a_filter_leaves_out_what_does_not_fit(chosen: Filter, expected: set[str]) -> None:
    index = _index([("A", Role.CLAIM), ("b", Role.CRITICISM), ("neutral", Role.CLAIM), ("b", Role.NONE)], [], [])
    graph = argument_graph(index, "x", chosen)
    assert {node.id for node in graph.nodes if node.kind is not NodeKind.POLE} == expected


@given(data=st.data())
def test_every_node_has_one_place_in_the_outline(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 9))
    roles = st.sampled_from([Role.CLAIM, Role.CRITICISM])
    rows = data.draw(st.lists(st.tuples(st.sampled_from("ab"), roles), min_size=count, max_size=count))
    numbers = st.integers(1, count)
    links = st.tuples(numbers, numbers, st.sampled_from(list(RelationType))).filter(lambda link: link[0] != link[1])
    relations = data.draw(st.lists(links, max_size=12, unique_by=lambda link: link[:2]))
    same_side = [n for n, (side, _) in enumerate(rows, start=1) if side == rows[0][0]]
    points = [same_side[:2]] if len(same_side) > 1 else []
    graph = argument_graph(_index(rows, relations, points), "x", ALL)
    assert sorted(branch.node.id for branch in outline(graph)) == sorted(_ids(graph))


def test_a_debate_without_arguments_is_two_poles(
    make_map: Callable[..., ArgumentMap], make_debate: Callable[..., Debate]
) -> None:
    graph = argument_graph(build_index(make_map(debates=(make_debate(),))), "parkeren")
    assert (_ids(graph), graph.edges, graph.hidden) == (["a", "b"], (), 0)
