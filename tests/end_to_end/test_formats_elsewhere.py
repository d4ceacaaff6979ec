"""Other programs read what we write.

arguebuf, pyld (Python) and @argdown/cli (npm) do not fit in our own environment. They are asked when the variable
DEBATKAART_ELSEWHERE names a folder; what is not there yet is installed in it, which needs the network once.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from corpus import Judgement, KeyPoint, Relation, RelationType, Role, Side, Stance
from pipeline.export.registry import FORMATS

FOLDER = os.environ.get("DEBATKAART_ELSEWHERE")
# Version 2.0.0 of @argdown/cli asks for a plugin that was never published; its parser reads our files all the same.
ARGUEBUF, PYLD, ARGDOWN = "arguebuf==2.7.2", "pyld==2.0.4", "@argdown/cli@1.7.5"
SVG = "{http://www.w3.org/2000/svg}"
AWKWARD = (
    "Gratis parkeren trekt klanten.",
    "=1+1 is geen argument [toch]: zegt <Ans> & {Bob}.",
    "1. Een lijst * met sterren *, _strepen_ en #tags @[d1.s1].",
    "Zie https://voorbeeld.nl/a_b/ // en /* dit */ <!-- ook -->.",
    "- Een streepje vooraan -- en midden ---- in de zin ===.",
    "+ Een plus, :smile: en .x. en \\n en 'quotes' en \"haakjes\" (c).",
    "co\u00adop 😀 é\u0301 – “aanhaling” … €5,- 50% ~ ^ | `code`",
    "Een zin\nover twee regels.",
)


@pytest.fixture
def argument_map(make_map, make_document, make_sentence, make_debate):
    sentences, start = [], 0
    for number, text in enumerate(AWKWARD):
        stance = Stance(debate="parkeren", side=Side.A if number % 2 else Side.B)
        judgement = Judgement(role=Role.CLAIM, stances=(stance,), certain=number != 2)
        sentences.append(
            make_sentence(text, id=f"d1.s{number}", start=start, judgement=judgement, speaker=f"Ans {number % 3}")
        )
        start += len(text) + 1
    relations = tuple(
        Relation(source=f"d1.s{number}", target="d1.s0", type=kind, score=0.5)
        for number, kind in ((1, RelationType.SUPPORT), (2, RelationType.ATTACK), (3, RelationType.SUPPORT))
    )
    members = ("d1.s1", "d1.s3")
    point = KeyPoint(id="k", debate="parkeren", side=Side.A, text=AWKWARD[1], sentence="d1.s1", members=members)
    return make_map(
        debates=(make_debate(),),
        documents=(make_document("\n".join(AWKWARD)),),
        sentences=tuple(sentences),
        relations=relations,
        key_points=(point,),
    )


def expected_relations(argument_map):
    texts = {one.id: one.text for one in argument_map.sentences}
    found = [[texts[one.source], one.type.value, texts[one.target]] for one in argument_map.relations]
    return sorted([*found, [AWKWARD[3], "rephrase", AWKWARD[1]]])


def run(command, **options):
    return subprocess.run(command, capture_output=True, check=True, timeout=600, **options).stdout


@pytest.fixture(scope="session")
def other_python():
    """An interpreter that has arguebuf and pyld."""
    if FOLDER is None:
        pytest.skip("DEBATKAART_ELSEWHERE names no folder for arguebuf and pyld")
    home = Path(FOLDER, "python")
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    try:
        if not python.exists():
            venv.create(home, with_pip=True)
        run([python, "-m", "pip", "install", "--quiet", ARGUEBUF, PYLD])
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"arguebuf and pyld cannot be installed: {error}")
    return python


@pytest.fixture(scope="session")
def argdown():
    """The command of @argdown/cli."""
    if FOLDER is None or shutil.which("npm") is None:
        pytest.skip("DEBATKAART_ELSEWHERE names no folder for @argdown/cli, or npm is not there")
    home = Path(FOLDER, "argdown")
    command = home / "node_modules" / ".bin" / "argdown"
    try:
        if not command.exists():
            home.mkdir(parents=True, exist_ok=True)
            run([shutil.which("npm"), "install", "--no-audit", "--no-fund", "--prefix", home, ARGDOWN])
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"@argdown/cli cannot be installed: {error}")
    return command


READ_WITH_ARGUEBUF = """
import json, sys
import arguebuf
name, data = sys.argv[1], json.load(sys.stdin)
graph = {"aif": arguebuf.load.aif, "xaif": arguebuf.load.xaif, "sadface": arguebuf.load.sadface,
         "arguebuf": arguebuf.load.dict}[name](data)
links = [[source.plain_text, type(node.scheme).__name__.lower(), target.plain_text]
         for node in graph.scheme_nodes.values()
         for source in graph.incoming_nodes(node) for target in graph.outgoing_nodes(node)]
print(json.dumps({
    "texts": [node.plain_text for node in graph.atom_nodes.values()],
    "places": sorted([node.plain_text, node.participant and node.participant.name,
                      node.reference and node.reference.offset or 0] for node in graph.atom_nodes.values()),
    "resources": [one.plain_text for one in graph.resources.values()],
    "links": sorted(links),
}))
"""


@pytest.mark.parametrize("name", ["aif", "xaif", "sadface", "arguebuf"])
def test_arguebuf_reads_the_same_statements_and_links(name, argument_map, other_python):
    content = FORMATS[name].dump(argument_map)
    found = json.loads(run([other_python, "-c", READ_WITH_ARGUEBUF, name], input=content))
    assert sorted(found["texts"]) == sorted(AWKWARD)
    assert found["links"] == expected_relations(argument_map)


def test_arguebuf_reads_speakers_offsets_and_texts_from_its_own_format(argument_map, other_python):
    content = FORMATS["arguebuf"].dump(argument_map)
    found = json.loads(run([other_python, "-c", READ_WITH_ARGUEBUF, "arguebuf"], input=content))
    assert found["places"] == sorted([one.text, one.speaker, one.start] for one in argument_map.sentences)
    assert found["resources"] == [argument_map.documents[0].text]


WRITE_WITH_ARGUEBUF = """
import json, sys
import arguebuf
graph = arguebuf.load.dict(json.load(sys.stdin))
name = sys.argv[1]
print(json.dumps({"aif": arguebuf.dump.aif, "xaif": arguebuf.dump.xaif, "arguebuf": arguebuf.dump.dict}[name](graph)))
"""


@pytest.mark.parametrize("name", ["aif", "xaif", "arguebuf"])
def test_we_read_what_arguebuf_writes(name, argument_map, other_python):
    content = run([other_python, "-c", WRITE_WITH_ARGUEBUF, name], input=FORMATS["arguebuf"].dump(argument_map))
    again = FORMATS[name].parse(content, source="bestand", created="2026-01-01T00:00:00Z")
    assert sorted(one.text for one in again.sentences) == sorted(AWKWARD)
    texts = {one.id: one.text for one in again.sentences}
    found = [[texts[one.source], one.type.value, texts[one.target]] for one in again.relations]
    assert sorted(found) == [one for one in expected_relations(argument_map) if one[1] != "rephrase"]


def test_the_argdown_command_reads_every_statement_and_relation(argument_map, argdown, tmp_path):
    (tmp_path / "kaart.argdown").write_bytes(FORMATS["argdown"].dump(argument_map))
    found = json.loads(run([argdown, "json", "kaart.argdown", "--stdout", "--silent"], cwd=tmp_path))
    statements = found["statements"]
    for one in argument_map.sentences:
        (member,) = [member for member in statements[one.id]["members"] if not member.get("isReference")]
        text = member["text"].split(" #bewering")[0]
        assert text == " ".join(one.text.split())
        assert statements[one.id]["data"]["speaker"] == one.speaker
    assert ("onzeker" in statements["d1.s2"]["tags"]) is True
    links = {
        (one["from"], one["relationType"], one["to"]) for found in statements.values() for one in found["relations"]
    }
    for one in argument_map.relations:
        assert (one.source, one.type.value, one.target) in links
    for one in argument_map.sentences:
        assert (one.id, "support", f"parkeren.{one.side('parkeren').value}") in links
    assert ("parkeren.b", "contradictory", "parkeren.a") in links or (
        "parkeren.a",
        "contradictory",
        "parkeren.b",
    ) in links


def test_networkx_reads_graphml(argument_map):
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(io.BytesIO(FORMATS["graphml"].dump(argument_map)), force_multigraph=True)
    assert [graph.nodes[one.id]["text"] for one in argument_map.sentences] == list(AWKWARD)
    assert graph.nodes["d1.s2"]["certain"] is False
    assert graph.nodes["d1.s1"]["parkeren.side"] == "a"
    found = [[AWKWARD[int(a[-1])], data["type"], AWKWARD[int(b[-1])]] for a, b, data in graph.edges(data=True)]
    assert sorted(found) == expected_relations(argument_map)
    networkx.write_graphml(graph, io.BytesIO())


def test_pandas_reads_parquet(argument_map):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = pandas.read_parquet(io.BytesIO(FORMATS["parquet"].dump(argument_map)))
    assert list(frame["text"]) == list(AWKWARD)
    assert list(frame["parkeren.side"]) == [one.side("parkeren").value for one in argument_map.sentences]
    assert [len(found) for found in frame["relations"]] == [0, 1, 1, 1, 0, 0, 0, 0]


def test_pandas_reads_the_tables_of_the_bundle_as_the_package_describes_them(argument_map):
    pandas = pytest.importorskip("pandas")
    with zipfile.ZipFile(io.BytesIO(FORMATS["csv"].dump(argument_map))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        frames = {one["name"]: pandas.read_csv(archive.open(one["path"])) for one in package["resources"]}
    for one in package["resources"]:
        assert list(frames[one["name"]].columns) == [field["name"] for field in one["schema"]["fields"]]
    assert list(frames["sentences"]["text"].str.removeprefix("'")) == list(AWKWARD)
    assert list(frames["relations"]["score"]) == [0.5, 0.5, 0.5]


def test_graphviz_draws_the_map(argument_map):
    if shutil.which("dot") is None:
        pytest.skip("Graphviz (dot) is not installed")
    root = ET.fromstring(FORMATS["svg"].dump(argument_map))  # noqa: S314 - of our own making
    drawn = [" ".join(one.text for one in node.iter(f"{SVG}text")) for node in root.iter(f"{SVG}g")]
    for number, one in enumerate(AWKWARD):
        doubt = " · onzeker" if number == 2 else ""
        assert f"{' '.join(one.split())} — Ans {number % 3} · bewering{doubt}" in drawn
    assert any("Gratis of betaald parkeren?" in one for one in drawn)


def test_a_browser_searches_the_report_and_loads_nothing(argument_map, page):
    page.set_content(FORMATS["html"].dump(argument_map).decode())
    box = page.get_by_label("Zoeken in dit rapport")
    box.fill("plus SMILE")
    assert page.locator("output").inner_text() == "1 gevonden"
    assert page.get_by_text("Een plus, :smile:").first.is_visible()
    assert page.get_by_role("heading", name="Teksten").is_hidden()
    box.fill("")
    assert page.get_by_role("heading", name="Teksten").is_visible()


# The terms of http://www.w3.org/ns/anno.jsonld that we use: the network is not asked for it.
CONTEXT = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "value": {"@id": "rdf:value"},
    "exact": {"@id": "oa:exact"},
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
EXPAND = """
import json, sys
from pyld import jsonld
context = json.loads(sys.argv[1])
def load(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld", url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context},
            "contentType": "application/ld+json"}
jsonld.set_document_loader(load)
print(json.dumps(jsonld.flatten(json.load(sys.stdin))))
"""


def test_a_json_ld_processor_finds_every_quote_at_its_position(argument_map, other_python):
    content = FORMATS["annotation"].dump(argument_map)
    nodes = json.loads(run([other_python, "-c", EXPAND, json.dumps(CONTEXT)], input=content))
    by_id = {node["@id"]: node for node in nodes}
    oa = CONTEXT["oa"]
    annotations = [node for node in nodes if f"{oa}Annotation" in node.get("@type", ())]
    assert len(annotations) == len(AWKWARD) + len(expected_relations(argument_map))
    text = argument_map.documents[0].text
    for node in annotations:
        (target,) = node[f"{oa}hasTarget"]
        selectors = [by_id[one["@id"]] for one in by_id[target["@id"]][f"{oa}hasSelector"]]
        places = {key: one[f"{oa}{key}"][0]["@value"] for one in selectors for key in ("start", "end", "exact")
                  if f"{oa}{key}" in one}  # fmt: skip
        assert text[places["start"] : places["end"]] == places["exact"]


def test_a_map_with_nothing_in_it_is_read_elsewhere_too(argument_map, argdown, other_python, tmp_path):
    empty = replace(argument_map, documents=(), sentences=(), relations=(), key_points=(), debates=())
    (tmp_path / "leeg.argdown").write_bytes(FORMATS["argdown"].dump(empty))
    assert json.loads(run([argdown, "json", "leeg.argdown", "--stdout", "--silent"], cwd=tmp_path))["statements"] == {}
    for name in ("aif", "xaif", "sadface", "arguebuf"):
        content = FORMATS[name].dump(empty)
        assert json.loads(run([other_python, "-c", READ_WITH_ARGUEBUF, name], input=content))["texts"] == []
