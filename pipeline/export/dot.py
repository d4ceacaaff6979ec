"""DOT, the language of Graphviz: a picture of statements, coloured by side, with their links."""

from collections.abc import Iterator, Mapping

from corpus import ArgumentMap, Debate, Sentence, Side
from pipeline.export._characters import for_xml, unique_names
from pipeline.export._links import links_of, statements_of

# The quoted name of each node, by the id of its sentence or by debate and side.
Nodes = Mapping[str | tuple[str, Side], str]

_WRAP = 36
# Orange and blue are told apart by people who cannot see red and green; the shape of the frame says it too.
_SIDES = {
    Side.A: 'fillcolor="#d8e9f7", color="#2f7fc1"',
    Side.B: 'fillcolor="#fbe3d3", color="#d9661f", style="filled,rounded,dashed"',
    Side.NEUTRAL: 'fillcolor="#eeeeee", color="#6b7280"',
}
_LINKS = {
    "support": 'color="#2e7d32", label="steunt"',
    "attack": 'color="#b3261e", style=dashed, label="bestrijdt", arrowhead=tee',
    "rephrase": 'color="#6b7280", style=dotted, label="zegt hetzelfde", arrowhead=none',
}


def dump(argument_map: ArgumentMap) -> bytes:
    """Every statement that has a role, a side or a link, every pole, and all links."""
    titles: dict[str | tuple[str, Side], str] = {one.id: f"sentence {one.id}" for one in argument_map.sentences}
    for debate in argument_map.debates:
        titles |= {(debate.id, pole.id): f"debate {debate.id} {pole.id}" for pole in debate.poles}
    names = unique_names(titles.values(), clean=for_xml)
    nodes = {key: _quoted(names[title]) for key, title in titles.items()}
    lines = [
        "digraph argumentenkaart {",
        '  graph [rankdir=RL, charset="UTF-8", fontname="sans-serif"];',
        '  node [shape=box, style="filled,rounded", fillcolor=white, fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
        *(line for debate in argument_map.debates for line in _poles(debate, nodes)),
        *(_statement(one, nodes) for one in _shown(argument_map)),
        *_stances(argument_map, nodes),
        *_links(argument_map, nodes),
        "}",
        "",
    ]
    return "\n".join(lines).encode()


def _shown(argument_map: ArgumentMap) -> Iterator[Sentence]:
    linked = {end for link in links_of(argument_map) for end in (link.source, link.target)}
    for one in statements_of(argument_map):
        if one.role.value != "none" or one.judgement.stances or one.id in linked:
            yield one


def _poles(debate: Debate, nodes: Nodes) -> Iterator[str]:
    for pole in debate.poles:
        label = _quoted("\n".join((pole.name, *_wrapped(pole.statement))))
        look = f"shape=octagon, {_SIDES[pole.id]}, tooltip={_quoted(debate.question)}"
        yield f"  {nodes[debate.id, pole.id]} [label={label}, {look}];"


def _statement(sentence: Sentence, nodes: Nodes) -> str:
    sides = {stance.side for stance in sentence.judgement.stances}
    look = f", {_SIDES[sides.pop()]}" if len(sides) == 1 else ""
    doubt = "" if sentence.judgement.certain else " (?)"
    said = [] if sentence.speaker is None else [f"— {sentence.speaker}"]
    label = _quoted("\n".join((*_wrapped(sentence.text), *said)))
    return f"  {nodes[sentence.id]} [label={label}, tooltip={_quoted(sentence.role.value + doubt)}{look}];"


def _stances(argument_map: ArgumentMap, nodes: Nodes) -> Iterator[str]:
    for one in _shown(argument_map):
        for stance in one.judgement.stances:
            if stance.side is not Side.NEUTRAL:
                doubt = "" if stance.certain else ', label="?"'
                pole = nodes[stance.debate, stance.side]
                yield f'  {nodes[one.id]} -> {pole} [color="#b8bfc7"{doubt}];'


def _links(argument_map: ArgumentMap, nodes: Nodes) -> Iterator[str]:
    for link in links_of(argument_map):
        ends = f"{nodes[link.source]} -> {nodes[link.target]}"
        width = "" if link.score is None else f", penwidth={0.5 + 2 * link.score:.2f}"
        yield f"  {ends} [{_LINKS[link.type]}{width}];"


def _wrapped(text: str) -> list[str]:
    """Lines of about equal length; a word that is too long stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < _WRAP:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _quoted(text: str) -> str:
    """A string of DOT; Graphviz would replace an escaped N by the name of the node, and entities by characters."""
    clean = for_xml(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + clean.replace("\r", " ").replace("\n", "\\n") + '"'
