import shutil
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import ArgumentMap, Judgement, Kind, Provenance, Relation, RelationType, Role, Sentence, Side, Stance
from corpus.reading import read_sources
from corpus.sentences import split_units
from corpus.speakers import attribute_speakers
from pipeline._checker import check_map
from pipeline._errors import MapRefused, MapUnreadable
from pipeline._map_json import dump_map
from pipeline.export._errors import DrawingFailed, FormatUnavailable
from pipeline.export.registry import FORMATS, detect_format

EXAMPLES = Path(__file__).parents[2] / "examples" / "teksten"
CREATED = "2026-02-03T04:05:06Z"
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def written(name):
    if name == "svg" and shutil.which("dot") is None:
        return pytest.param(name, marks=pytest.mark.skip(reason="Graphviz (dot) is not installed"))
    return name


WRITTEN = [written(name) for name in FORMATS]
READ = [name for name, one in FORMATS.items() if one.reads]
CHECKED = [name for name, one in FORMATS.items() if one.checks]
LOSSLESS = [name for name, one in FORMATS.items() if one.lossless]


def test_every_format_has_one_file_and_a_suffix_of_its_own():
    folder = Path(__file__).parents[2] / "pipeline" / "export"
    assert all((folder / f"{one.module}.py").is_file() for one in FORMATS.values())
    assert len({one.module for one in FORMATS.values()}) == len(FORMATS)
    assert len({one.suffix for one in FORMATS.values()}) == len(FORMATS)


def test_whatever_is_read_is_checked_and_whatever_is_lossless_is_read():
    assert set(LOSSLESS) <= set(READ) <= set(CHECKED)


@pytest.mark.parametrize("name", WRITTEN)
@given(data=st.data())
@FEW
def test_any_map_can_be_written_and_always_gives_the_same_bytes(name, maps, data):
    argument_map = data.draw(maps)
    content = FORMATS[name].dump(argument_map)
    assert content
    assert FORMATS[name].dump(argument_map) == content


@pytest.mark.parametrize("name", CHECKED)
@given(data=st.data())
@FEW
def test_what_is_written_has_no_faults_and_is_recognised(name, maps, data):
    content = FORMATS[name].dump(data.draw(maps))
    assert FORMATS[name].check(content, source="bestand") == []
    assert detect_format(content, source="bestand") is FORMATS[name]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_is_recognised_by_what_is_in_it_whatever_it_is_called(name, make_map):
    content = FORMATS[name].dump(make_map())
    assert detect_format(content, source="foto.jpg") is FORMATS[name]


@pytest.mark.parametrize(
    ("source", "content", "name"),
    [
        ("map/KAART.DOT", b"// een kaart\ndigraph {}", "dot"),
        ("kaart.argdown", b"Een zin", "argdown"),
        ("kaart.aif.json", b"{}", "aif"),
        ("kaart.graphml", "\ufeff<graphml/>".encode("utf-16"), "graphml"),
    ],
)
def test_the_end_of_the_name_tells_where_the_content_does_not(source, content, name):
    assert detect_format(content, source=source) is FORMATS[name]


@pytest.mark.parametrize("name", LOSSLESS)
@given(data=st.data())
@FEW
def test_a_round_trip_through_a_lossless_format_is_identity(name, maps, data):
    argument_map = data.draw(maps)
    again = FORMATS[name].parse(FORMATS[name].dump(argument_map), source="bestand", created=CREATED)
    assert dump_map(again) == dump_map(argument_map)


@pytest.fixture(scope="session")
def example_map():
    """The example texts as a map: split and attributed for real, judged by turns."""
    documents, sentences = [], []
    for number, read in enumerate(read_sources([str(EXAMPLES)])):
        document = replace(read, id=f"d{number}")
        units = split_units(document.text)
        documents.append(document)
        for index, (unit, speaker) in enumerate(
            zip(units, attribute_speakers(document.text, units), strict=True), start=1
        ):
            role = list(Role)[index % len(Role)] if unit.kind is Kind.SENTENCE else Role.NONE
            place = {"document": document.id, "start": unit.start, "end": unit.end, "kind": unit.kind}
            text = document.text[unit.start : unit.end]
            judgement = Judgement(role=role, certain=index % 3 > 0)
            sentences.append(
                Sentence(id=f"d{number}.s{index}", text=text, speaker=speaker, judgement=judgement, **place)
            )
    arguments = [one.id for one in sentences if one.role is not Role.NONE]
    kinds = [RelationType.SUPPORT, RelationType.ATTACK]
    relations = tuple(
        Relation(source=one, target=two, type=kinds[number % 2], score=0.5)
        for number, (one, two) in enumerate(pairwise(arguments))
    )
    made_by = Provenance(software="debatkaart 0.1.0", model="m @ 1", created="2026-01-01T00:00:00Z")
    return ArgumentMap(made_by=made_by, documents=tuple(documents), sentences=tuple(sentences), relations=relations)


@pytest.mark.parametrize("name", CHECKED)
def test_a_map_of_the_example_texts_survives(name, example_map):
    assert len(example_map.documents) >= 8
    assert len(example_map.relations) > 50
    content = FORMATS[name].dump(example_map)
    assert FORMATS[name].check(content, source="bestand") == []
    if FORMATS[name].lossless:
        assert FORMATS[name].parse(content, source="bestand", created=CREATED) == example_map
    elif FORMATS[name].reads:
        assert _relations(FORMATS[name].parse(content, source="bestand", created=CREATED)) == _relations(example_map)


@pytest.mark.parametrize("name", [name for name in READ if name not in LOSSLESS])
@given(data=st.data())
@FEW
def test_a_lossy_round_trip_keeps_the_statements_and_their_relations(name, maps, data):
    argument_map = data.draw(maps)
    content = FORMATS[name].dump(argument_map)
    try:
        again = FORMATS[name].parse(content, source="bestand", created=CREATED)
    except MapUnreadable:
        assert not any(one.kind == "sentence" for one in argument_map.sentences)
        return
    assert check_map(dump_map(again)) == []
    assert _relations(again) == _relations(argument_map)


def _relations(argument_map):
    texts = {one.id: one.text for one in argument_map.sentences}
    return sorted((texts[one.source], one.type, texts[one.target]) for one in argument_map.relations)


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if not one.reads])
def test_a_format_that_is_only_written_says_so(name):
    with pytest.raises(MapUnreadable, match="cannot be read back"):
        FORMATS[name].parse(b"x", source="bestand", created=CREATED)


def refusal(name, content):
    try:
        faults = FORMATS[name].check(content, source="bestand")
    except MapUnreadable as error:
        return error.message("nl")
    return f"bestand: {faults[0].message('nl')}"


@pytest.mark.parametrize("name", CHECKED)
@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"{}", b"[]", b"null", b'"x"', b"3", b"[" * 100_000, b'{"a":' * 100_000, b"PK\x03\x04", b"<"],
)
def test_rubbish_is_refused_in_one_sentence(name, content):
    said = refusal(name, content)
    assert said.startswith("bestand")
    assert "\n" not in said


@pytest.mark.parametrize("name", READ)
def test_a_refused_file_names_the_first_fault(name, make_map):
    content = FORMATS["json" if name != "json" else "xaif"].dump(make_map())
    with pytest.raises((MapRefused, MapUnreadable), match="bestand"):
        FORMATS[name].parse(content, source="bestand", created=CREATED)


@pytest.mark.skipif(sys.platform == "win32", reason="the program beside us is a shell script")
@pytest.mark.parametrize(("script", "content"), [("cat > /dev/null; echo '<svg/>'", b"<svg/>\n"), ("exit 1", None)])
def test_svg_is_what_graphviz_makes_of_it(script, content, make_map, tmp_path, monkeypatch):
    program = tmp_path / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    if content is None:
        with pytest.raises(DrawingFailed, match="stops with an error"):
            FORMATS["svg"].dump(make_map())
    else:
        assert FORMATS["svg"].dump(make_map()) == content


def test_svg_says_what_it_needs(make_map, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FormatUnavailable) as refused:
        FORMATS["svg"].dump(make_map())
    assert refused.value.message("nl") == (
        "Voor SVG is Graphviz (dot) nodig, en dat is hier niet geïnstalleerd. Installeer Graphviz (graphviz.org; "
        "Debian en Ubuntu: apt install graphviz), of schrijf met --to dot een bestand dat elders getekend kan worden."
    )


def test_labels_in_dot_say_what_the_text_says(make_map, make_document, make_sentence, make_debate):
    text = 'Een "haakje", een \\N, een &eacute; en een \0.'
    sentence = make_sentence(text, judgement=Judgement(stances=(Stance(debate="parkeren", side=Side.A),)))
    maps = {"debates": (make_debate(),), "documents": (make_document(text),), "sentences": (sentence,)}
    drawn = FORMATS["dot"].dump(make_map(**maps)).decode()
    assert r"Een \"haakje\", een \\N, een &amp;eacute; en een �.\l" in drawn


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "svg"])
def test_ids_that_a_format_cannot_hold_stay_apart(name, make_map, make_document, make_sentence):
    ids = ["a\x01", "a\x02", "a b", "a_b", "a]", "-a", "\U0001f600", '"', "a\\", "<", "a\ufffd"]
    sentences = [
        make_sentence("Ja.", id=one, start=3 * number, role=Role.CLAIM, speaker="Ans") for number, one in enumerate(ids)
    ]
    relations = [Relation(source=one, target=two, type=RelationType.SUPPORT) for one, two in pairwise(ids)]
    argument_map = make_map(
        documents=(make_document("Ja." * len(ids)),), sentences=tuple(sentences), relations=tuple(relations)
    )
    content = FORMATS[name].dump(argument_map)
    if FORMATS[name].checks:
        assert FORMATS[name].check(content, source="bestand") == []
    if name == "argdown":
        titles = [line.split("]: ")[0] for line in content.decode().splitlines() if "]: Ja." in line]
        assert len(set(titles)) == len(ids)
    if name == "dot":
        nodes = [line.split(" [label")[0] for line in content.decode().splitlines() if 'label="Ja.' in line]
        assert len(set(nodes)) == len(ids)
