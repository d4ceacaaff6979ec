"""DOT, the language of Graphviz: a picture with a frame for each debate, and statements coloured by side.

Whoever takes a side in several debates is drawn in each of them; that keeps every frame readable by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import ArgumentMap, Debate, Role, Sentence, Side
from pipeline._checker import Fault
from pipeline._exchange_texts import ROLES
from pipeline._map_json import decode_text
from pipeline._summary_view import speaker_name
from pipeline.export._characters import for_xml
from pipeline.export._dot_checker import dot_faults
from pipeline.export._links import Link, links_of

_WRAP = 46
_HEAD = (
    "digraph argumentenkaart {",
    '  graph [rankdir=RL, charset="UTF-8", fontname="sans-serif", nodesep=0.15, ranksep=0.6, newrank=true];',
    '  node [shape=box, style="filled,rounded", fillcolor=white, color="#6b7280", fontname="sans-serif", fontsize=12];',
    '  edge [fontname="sans-serif", fontsize=10];',
)
# Orange and blue are told apart by people who cannot see red and green; the line of the frame says it too.
_SIDES = {
    Side.A: 'fillcolor="#d8e9f7", color="#2f7fc1"',
    Side.B: 'fillcolor="#fbe3d3", color="#d9661f", style="filled,rounded,dashed"',
    Side.NEUTRAL: 'fillcolor="#eeeeee"',
}
_POLES = {
    Side.A: 'fillcolor="#d8e9f7", color="#2f7fc1", style=filled',
    Side.B: 'fillcolor="#fbe3d3", color="#d9661f", style="filled,dashed"',
}
_LINKS = {
    "support": 'color="#2e7d32", label="steunt"',
    "attack": 'color="#b3261e", style=dashed, label="bestrijdt", arrowhead=tee',
    "rephrase": 'color="#6b7280", style=dotted, label="zegt hetzelfde", arrowhead=none',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A part of the picture: a debate with all that bears on it, or what bears on no debate."""

    number: int
    debate: Debate | None
    sentences: Sequence[Sentence]
    links: Sequence[Link]


def dump(argument_map: ArgumentMap) -> bytes:
    """Each debate in which somebody takes a side, with what is linked to those statements; then all other links.

    A statement without a side and without a link is left out: a picture shows what hangs together.
    """
    # Graphviz stacks what comes first at the bottom.
    frames = (line for frame in reversed(list(_frames(argument_map))) for line in _drawn(frame))
    return "\n".join((*_HEAD, *frames, "}", "")).encode()


def check(content: bytes, *, source: str) -> list[Fault]:
    """Where the file breaks the grammar of DOT, up to the first place.

    Raises:
        MapUnreadable: it is not UTF-8, is nested too deeply, or has too many elements.
    """
    return dot_faults(decode_text(content, source=source), source=source)


def _frames(argument_map: ArgumentMap) -> Iterator[_Frame]:
    links = links_of(argument_map)
    arriving: dict[str, list[Link]] = {}
    for link in links:
        arriving.setdefault(link.target, []).append(link)
    drawn: set[str] = set()
    for number, debate in enumerate(argument_map.debates):
        members = [one.id for one in argument_map.sentences if one.side(debate.id) in _POLES]
        if shown := _leading_to(members, arriving):
            drawn |= shown
            yield _frame(number, debate, shown, argument_map=argument_map, links=links)
    if rest := _leading_to([link.target for link in links if link.target not in drawn], arriving):
        yield _frame(len(argument_map.debates), None, rest, argument_map=argument_map, links=links)


def _leading_to(names: Sequence[str], arriving: Mapping[str, Sequence[Link]]) -> set[str]:
    """The statements called `names`, and whatever is linked to them, directly or through others."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += (link.source for link in arriving.get(name, ()))
    return found


def _frame(
    number: int, debate: Debate | None, shown: set[str], *, argument_map: ArgumentMap, links: Sequence[Link]
) -> _Frame:
    sentences = [one for one in argument_map.sentences if one.id in shown]
    return _Frame(
        number=number, debate=debate, sentences=sentences, links=[link for link in links if link.target in shown]
    )


def _drawn(frame: _Frame) -> Iterator[str]:
    title = frame.debate.question if frame.debate else "Zonder debat"
    names = {one.id: f"d{frame.number}.{row}" for row, one in enumerate(frame.sentences)}
    yield f"  subgraph cluster_{frame.number} {{"
    yield f'    label={_quoted(title)}; labeljust=r; fontsize=18; margin=16; color="#b8bfc7";'
    if frame.debate:
        yield from _poles(frame.debate, frame.number)
    for one in frame.sentences:
        yield _statement(one, names[one.id], frame.debate)
    if frame.debate:
        yield from _stances(frame, frame.debate, names)
    for link in frame.links:
        width = "" if link.score is None else f", penwidth={0.5 + 2 * link.score:.2f}"
        yield f'    "{names[link.source]}" -> "{names[link.target]}" [{_LINKS[link.type]}{width}];'
    yield "  }"


def _poles(debate: Debate, number: int) -> Iterator[str]:
    for pole in debate.poles:
        label = _label([*_wrapped(pole.name), *_wrapped(pole.statement)])
        look = f'fontname="Helvetica-Bold", penwidth=3, {_POLES[pole.id]}'
        yield f'    "d{number}.{pole.id.value}" [label={label}, {look}];'
    yield f'    {{ rank=same; "d{number}.a"; "d{number}.b"; }}'


def _statement(sentence: Sentence, name: str, debate: Debate | None) -> str:
    side = sentence.side(debate.id) if debate else None
    look = f", {_SIDES[side]}" if side else ""
    label = _label([*_wrapped(sentence.text), *_signature(sentence)])
    return f'    "{name}" [label={label}, tooltip={_quoted(sentence.id)}{look}];'


def _signature(sentence: Sentence) -> list[str]:
    """Who says it, what it does in the debate, and whether that is certain."""
    speaker = speaker_name(sentence.speaker, "nl")
    role = "" if sentence.role is Role.NONE else ROLES[sentence.role]["nl"]
    doubt = "" if sentence.judgement.certain else "onzeker"
    said = " · ".join(part for part in (speaker, role, doubt) if part)
    return _wrapped(f"— {said}") if said else []


def _stances(frame: _Frame, debate: Debate, names: Mapping[str, str]) -> Iterator[str]:
    """A line to the pole from whoever does not reach it through a statement on the same side."""
    for pole in debate.poles:
        members = {one.id: one for one in frame.sentences if one.side(debate.id) is pole.id}
        joins = [
            link for link in frame.links if link.type != "attack" and link.source in members and link.target in members
        ]
        for name in _ends(list(members), joins):
            stance = next(one for one in members[name].judgement.stances if one.debate == debate.id)
            doubt = "" if stance.certain else ', label="?"'
            yield f'    "{names[name]}" -> "d{frame.number}.{pole.id.value}" [color="#8a929b"{doubt}];'


def _ends(names: Sequence[str], links: Sequence[Link]) -> Iterator[str]:
    """Those to which all others lead: whoever leads nowhere, and the first one of a circle."""
    arriving: dict[str, list[Link]] = {}
    for link in links:
        arriving.setdefault(link.target, []).append(link)
    leading = {link.source for link in links}
    reached: set[str] = set()
    for name in sorted(names, key=leading.__contains__):
        if name not in reached:
            yield name
            reached |= _leading_to([name], arriving)


def _wrapped(text: str) -> list[str]:
    """Lines of about equal length; a word that is too long stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < _WRAP:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _label(lines: Sequence[str]) -> str:
    """The lines as a label, each set to the left."""
    return '"' + "".join(f"{_escaped(line)}\\l" for line in lines) + '"'


def _quoted(text: str) -> str:
    return f'"{_escaped(" ".join(text.split()))}"'


def _escaped(text: str) -> str:
    r"""The inside of a string; Graphviz would take \N for the name of the node, and entities for characters."""
    return for_xml(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
