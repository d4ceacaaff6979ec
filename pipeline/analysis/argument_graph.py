"""The arguments of a debate as a graph: key points and sentences that support and attack, around the two poles."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Debate, RelationType, Role, Sentence, Side
from pipeline.analysis.index import MapIndex, stance_on


class NodeKind(StrEnum):
    """What a node stands for."""

    POLE = "pole"
    POINT = "point"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something that is said.

    Attributes:
        id: Of the key point or sentence; "a" and "b" for the poles.
        role: Of the (typical) sentence; None for a pole.
        sentences: What the node stands for; all members of a key point.
        unanswered: True for criticism that no sentence attacks.
        attacked: How many attacks in the whole map the sentences drew.
    """

    id: str
    kind: NodeKind
    side: Side
    text: str
    role: Role | None = None
    certain: bool = True
    sentences: tuple[str, ...] = ()
    unanswered: bool = False
    attacked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`source` supports or attacks `target`; `found` is False where only its side says so, not a relation in the text.

    Attributes:
        count: The relations that this edge stands for.
    """

    source: str
    target: str
    type: RelationType
    found: bool = True
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentGraph:
    """A debate as nodes and edges; `hidden` arguments that pass the filter did not fit in."""

    debate: Debate
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A node in the order of reading: under what it supports or attacks."""

    node: Node
    depth: int
    type: RelationType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What of a debate to show.

    Attributes:
        most: Key points and sentences together.
        sentences: Also single sentences, not key points and unanswered criticism alone.
    """

    most: int = 40
    sentences: bool = False
    roles: frozenset[Role] = frozenset(Role) - {Role.NONE}
    sides: frozenset[Side] = frozenset({Side.A, Side.B})
    certain_only: bool = False


def argument_graph(index: MapIndex, debate: str, chosen: Filter | None = None) -> ArgumentGraph:
    """The graph of a debate: of each side the largest key points, unanswered criticism, and what has most relations."""
    wanted = chosen or Filter()
    sentences = _arguments(index, debate, wanted)
    points = _point_nodes(index, debate, sentences)
    member_of = {member: point.id for point in points for member in point.sentences}
    lone = [_sentence_node(index, one, debate) for one in sentences.values() if one.id not in member_of]
    loose = sorted(lone, key=lambda node: (not node.unanswered, -_degree(index, node.id)))
    offered = [node for node in loose if wanted.sentences or node.unanswered or not points]
    kept = _chosen(points, offered, most=wanted.most)
    nodes = (*_poles(index.debates[debate]), *_in_order(index, kept))
    edges = _edges(index, nodes, member_of)
    return ArgumentGraph(
        debate=index.debates[debate],
        nodes=nodes,
        edges=(*edges, *_edges_to_poles(nodes, edges)),
        hidden=len(points) + len(lone) - len(kept),
    )


def _chosen(points: Sequence[Node], offered: Sequence[Node], *, most: int) -> list[Node]:
    """At most `most` nodes, as many of one side as of the other where there are enough.

    A quarter of the room of each side is for unanswered criticism, which many large key points would push out.
    """
    rows: list[list[Node]] = []
    for side in (Side.A, Side.B):
        own = [node for node in points if node.side is side]
        loose = [node for node in offered if node.side is side]
        first = max(most // 2 - min(sum(node.unanswered for node in loose), most // 8), 0)
        rows.append([*own[:first], *loose[: most // 2], *own[first:], *loose[most // 2 :]])
    half = [row[: most // 2] for row in rows]
    rest = [node for row in rows for node in row[most // 2 :]]
    return [*half[0], *half[1], *rest][:most]


def _arguments(index: MapIndex, debate: str, wanted: Filter) -> dict[str, Sentence]:
    return {
        sentence.id: sentence
        for sentence in index.about(debate, certain_only=wanted.certain_only)
        if sentence.role in wanted.roles and sentence.side(debate) in wanted.sides
    }


def _poles(debate: Debate) -> list[Node]:
    return [Node(id=pole.id.value, kind=NodeKind.POLE, side=pole.id, text=pole.statement) for pole in debate.poles]


def _point_nodes(index: MapIndex, debate: str, sentences: Mapping[str, Sentence]) -> list[Node]:
    """Key points with at least one sentence that passes the filter, most sentences first."""
    nodes = []
    for point in index.map.key_points:
        members = tuple(member for member in point.members if member in sentences)
        if point.debate == debate and members:
            typical = sentences[point.sentence if point.sentence in members else members[0]]
            node = _sentence_node(index, typical, debate)
            text = point.text if typical.id == point.sentence else typical.text
            # A point of one sentence is that sentence.
            kind = NodeKind.POINT if len(members) > 1 else NodeKind.SENTENCE
            attacked = sum(_attacks(index, member) for member in members)
            open_ = node.role is Role.CRITICISM and not attacked
            nodes.append(
                replace(node, id=point.id, kind=kind, text=text, sentences=members, attacked=attacked, unanswered=open_)
            )
    return sorted(nodes, key=lambda node: -len(node.sentences))


def _sentence_node(index: MapIndex, sentence: Sentence, debate: str) -> Node:
    stance = stance_on(sentence, debate)
    attacked = _attacks(index, sentence.id)
    return Node(
        id=sentence.id,
        kind=NodeKind.SENTENCE,
        side=stance.side if stance else Side.NEUTRAL,
        text=sentence.text,
        role=sentence.role,
        certain=sentence.judgement.certain and (stance is None or stance.certain),
        sentences=(sentence.id,),
        unanswered=sentence.role is Role.CRITICISM and not attacked,
        attacked=attacked,
    )


def _attacks(index: MapIndex, sentence: str) -> int:
    return sum(relation.type is RelationType.ATTACK for relation in index.relations_to(sentence))


def _degree(index: MapIndex, sentence: str) -> int:
    return len(index.relations_from(sentence)) + len(index.relations_to(sentence))


def _in_order(index: MapIndex, nodes: Iterable[Node]) -> list[Node]:
    """Key points first; within each kind, documents stay together so that what belongs together lies together."""
    places = {sentence: place for place, sentence in enumerate(index.sentences)}
    return sorted(nodes, key=lambda node: (-len(node.sentences), places[node.sentences[0]]))


def _edges(index: MapIndex, nodes: Sequence[Node], member_of: Mapping[str, str]) -> list[Edge]:
    """Relations between the nodes; those between members count for their key points."""
    shown = {node.id for node in nodes}
    counts: dict[tuple[str, str, RelationType], int] = {}
    for node in nodes:
        for sentence in node.sentences:
            for relation in index.relations_from(sentence):
                target = member_of.get(relation.target, relation.target)
                if target in shown and target != node.id:
                    key = (node.id, target, relation.type)
                    counts[key] = counts.get(key, 0) + 1
    return [Edge(source=s, target=t, type=kind, count=count) for (s, t, kind), count in counts.items()]


def _edges_to_poles(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Edge]:
    """Support for the pole of its side from every key point, and from each sentence that hangs nowhere else."""
    roots = {node.id for node in nodes if node.kind is not NodeKind.SENTENCE}
    targets: dict[str, str] = {}
    for edge in edges:
        targets.setdefault(edge.source, edge.target)
    return [
        Edge(source=node.id, target=node.side.value, type=RelationType.SUPPORT, found=False)
        for node in nodes
        if node.kind is NodeKind.POINT or (node.kind is NodeKind.SENTENCE and _floats(node.id, targets, roots))
    ]


def _floats(node: str, targets: Mapping[str, str], roots: Set[str]) -> bool:
    """Whether `node` has no relation of its own, or relations from it lead in a circle that hangs nowhere."""
    seen, current = {node}, node
    while current in targets and current not in roots:
        current = targets[current]
        if current in seen:
            return True
        seen.add(current)
    return current == node


def outline(graph: ArgumentGraph) -> tuple[Branch, ...]:
    """Every node once, under the first node that it supports or attacks; the poles at depth 0."""
    nodes = {node.id: node for node in graph.nodes}
    children: dict[str, list[Edge]] = {}
    placed: set[str] = {node.id for node in graph.nodes if node.kind is NodeKind.POLE}
    for edge in parents(graph).values():
        children.setdefault(edge.target, []).append(edge)
    branches: list[Branch] = []
    waiting = [Branch(node=node, depth=0, type=None) for node in reversed(graph.nodes) if node.id in placed]
    while waiting:
        branch = waiting.pop()
        branches.append(branch)
        below = children.get(branch.node.id, [])
        waiting += [Branch(node=nodes[edge.source], depth=branch.depth + 1, type=edge.type) for edge in reversed(below)]
    return tuple(branches)


def parents(graph: ArgumentGraph) -> dict[str, Edge]:
    """For each node but the poles the edge by which it hangs in the tree under a pole."""
    chosen: dict[str, Edge] = {}
    for edge in sorted(graph.edges, key=lambda one: one.found):
        chosen.setdefault(edge.source, edge)
    return chosen
