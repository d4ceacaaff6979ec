import re
import shutil
import subprocess

import pytest

from corpus import Judgement, Relation, RelationType, Role, Side, Stance
from pipeline._errors import MapUnreadable
from pipeline.export import _bounds
from pipeline.export.registry import FORMATS


@pytest.fixture
def make_drawing(make_map, make_document, make_sentence, make_debate):
    """The DOT of sentences, given by text and sides, with supports, given by pairs of their numbers."""

    def make(sentences, supports=(), debates=("parkeren",)):
        texts, start = [text for text, *_ in sentences], 0
        made = []
        for number, (text, *sides) in enumerate(sentences):
            stances = tuple(Stance(debate=name, side=side) for name, side in sides)
            judgement = Judgement(role=Role.CLAIM, stances=stances)
            made.append(make_sentence(text, id=f"s{number}", start=start, judgement=judgement))
            start += len(text) + 1
        relations = tuple(
            Relation(source=f"s{one}", target=f"s{two}", type=RelationType.SUPPORT) for one, two in supports
        )
        return (
            FORMATS["dot"]
            .dump(
                make_map(
                    debates=tuple(make_debate(name) for name in debates),
                    documents=(make_document(" ".join(texts)),),
                    sentences=tuple(made),
                    relations=relations,
                )
            )
            .decode()
        )

    return make


FREE, PAID = ("parkeren", Side.A), ("parkeren", Side.B)


def frames(drawn):
    return drawn.split("subgraph")[1:]


def lines_to_pole(drawn, pole):
    return re.findall(rf'"d0\.(\d+)" -> "d0\.{pole}"', drawn)


def test_a_debate_is_a_frame_with_its_question_and_both_poles(make_drawing):
    (frame,) = frames(make_drawing([("Parkeren trekt klanten.", FREE)]))
    assert 'label="Gratis of betaald parkeren?"' in frame
    assert "Parkeren moet gratis blijven." in frame
    assert "Parkeren moet betaald worden." in frame


def test_a_debate_in_which_nobody_takes_a_side_is_not_drawn(make_drawing):
    drawn = make_drawing([("Parkeren trekt klanten.", FREE), ("Het is druk.", ("fietsen", Side.NEUTRAL))],
                         debates=("parkeren", "fietsen"))  # fmt: skip
    assert len(frames(drawn)) == 1
    assert "Het is druk." not in drawn


def test_whoever_takes_a_side_in_two_debates_is_drawn_in_both(make_drawing):
    drawn = make_drawing([("De straat is vol.", FREE, ("fietsen", Side.B))], debates=("parkeren", "fietsen"))
    assert ["De straat is vol." in frame for frame in frames(drawn)] == [True, True]


def test_a_premise_points_to_its_claim_and_only_the_claim_to_the_pole(make_drawing):
    drawn = make_drawing([("Het kost geld.", PAID), ("Dus wie parkeert, betaalt.", PAID)], supports=[(0, 1)])
    assert '"d0.0" -> "d0.1"' in drawn
    assert lines_to_pole(drawn, "b") == ["1"]


def test_one_of_those_who_support_each_other_in_a_circle_points_to_the_pole(make_drawing):
    texts = [(f"Zin {number}.", FREE) for number in range(3)]
    assert lines_to_pole(make_drawing(texts, supports=[(0, 1), (1, 2), (2, 0)]), "a") == ["0"]


def test_support_from_outside_the_debate_is_drawn_in_it_and_other_links_in_a_last_frame(make_drawing):
    texts = [("Winkels sluiten.",), ("Parkeren moet gratis.", FREE), ("Het regent.",), ("Neem een jas mee.",)]
    drawn = make_drawing([*texts, ("Dat was het.",)], supports=[(0, 1), (2, 3)])
    # Graphviz draws the last frame first.
    rest, debate = frames(drawn)
    assert "Winkels sluiten." in debate
    assert 'label="Zonder debat"' in rest
    assert "Neem een jas mee." in rest
    assert "Dat was het." not in drawn


GOOD = [
    "graph {}",
    'strict digraph "een naam" { a -> b -> c [label="x", color=red; style=dotted]; }',
    "digraph { a, b -> {c; d} -> subgraph cluster_e { label=f; g:h:ne } [x=y]; node [shape=box][color=red] }",
    '/* een */ digraph {\n# twee\n// drie\nlabel = <een <b>vet</b> label>; a [label="een \\" " + \'x\']}'.replace(
        "'x'", '"x"'
    ),
    'GRAPH g { é -- "\\\\" -- -1.5 -- .5 }',
]
BAD = [
    ("", "line[1]"),
    ("digraph {", "line[1]"),
    ("digraph { a -- b }", "line[1]"),
    ("graph { a -> b }", "line[1]"),
    ('digraph {\n a -> "b }', "line[2]"),
    ("digraph {\n\n a [label] }", "line[3]"),
    ("digraph { a -> }", "line[1]"),
    ("digraph { a [label=<b <i>] }", "line[1]"),
    ("digraph { edge }", "line[1]"),
    ("digraph { } }", "line[1]"),
    ("digraph { a = }", "line[1]"),
    ("digraph { a ! b }", "line[1]"),
]


def graphviz_accepts(text):
    return subprocess.run(["dot", "-Tdot"], input=text.encode(), capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("text", GOOD)
def test_whatever_the_grammar_allows_has_no_faults(text):
    assert FORMATS["dot"].check(text.encode(), source="bestand") == []


@pytest.mark.parametrize(("text", "place"), BAD)
def test_the_first_break_with_the_grammar_has_its_line(text, place):
    assert [one.path for one in FORMATS["dot"].check(text.encode(), source="bestand")] == [place]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz (dot) is not installed")
@pytest.mark.parametrize("text", [*GOOD, *(text for text, _ in BAD if text)])
def test_graphviz_agrees_on_what_is_good(text):
    assert graphviz_accepts(text) == (FORMATS["dot"].check(text.encode(), source="bestand") == [])


def test_a_fault_says_what_belongs_and_what_is_there():
    (fault,) = FORMATS["dot"].check(b"digraph {\n a [label] }", source="bestand")
    assert fault.message("nl") == "hier hoort “=”, niet “]”"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("digraph " + "{" * 100_000, "nested too deeply"), ("digraph " + "{ a -> " * 100_000, "nested too deeply")],
)
def test_deep_frames_are_refused(text, reason):
    with pytest.raises(MapUnreadable, match=reason):
        FORMATS["dot"].check(text.encode(), source="bestand")


def test_more_edges_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_ELEMENTS", 1_000)
    with pytest.raises(MapUnreadable, match="more than 1000 elements"):
        FORMATS["dot"].check(b"digraph { " + b"a -> b -> " * 600 + b"c }", source="bestand")


@pytest.mark.parametrize(
    "text", ['digraph {"' + "\\a" * 200_000, "digraph {/*" + "*" * 300_000, "digraph {" + "<" * 300_000]
)
def test_what_never_ends_is_refused_once(text):
    assert len(FORMATS["dot"].check(text.encode(), source="bestand")) == 1
