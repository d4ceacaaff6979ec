import io
import json
import zipfile

import pytest

from corpus import Document, Kind
from pipeline._errors import MapRefused, MapUnreadable
from pipeline.export import _bounds, csv_bundle
from pipeline.export.registry import FORMATS, detect_format

HEAD = '<?xml version="1.0"?>'
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
BOMB = (
    HEAD
    + '<!DOCTYPE g [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).replace("&a0;", "&a;")
    + f"]>{GRAPHML}<graph><node id='&a9;'/></graph></graphml>"
)


def check(name, content):
    return FORMATS[name].check(content, source="bestand")


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        f'{HEAD}<!DOCTYPE g SYSTEM "file:///etc/passwd">{GRAPHML}<graph/></graphml>',
        f'{HEAD}<!DOCTYPE g [<!ENTITY x SYSTEM "file:///x">]>{GRAPHML}<graph><node id="&x;"/></graph></graphml>',
    ],
    ids=["bomb", "outside", "entity"],
)
def test_a_doctype_in_graphml_is_refused(content):
    with pytest.raises(MapUnreadable, match="DOCTYPE"):
        check("graphml", content.encode())


def test_deep_nesting_in_graphml_is_refused():
    with pytest.raises(MapUnreadable, match="nested too deeply"):
        check("graphml", (GRAPHML + "<graph><node id='n'>" * 50_000).encode())


def test_broken_xml_is_refused_with_its_line():
    with pytest.raises(MapUnreadable, match="line 2 is not valid XML"):
        check("graphml", f"{GRAPHML}\n<graph></grap></graphml>".encode())


@pytest.mark.parametrize(
    ("inside", "place", "reason"),
    [
        ("<node id='a'/><node id='a'/>", "node[1].id", "“a” occurs twice"),
        ("<node id='a'/><edge source='a' target='b'/>", "edge[0].target", "no node “b”"),
        ("<node id='a'/><edge source='a'/>", "edge[0].target", "is missing"),
        ("<node id='a'><data key='k'>x</data></node>", "node[0].data[k]", "“x” is not of type int"),
        ("<node id='a'><data key='z'>x</data></node>", "node[0].data[z]", "not declared"),
    ],
)
def test_each_fault_of_a_graphml_file_has_its_path(inside, place, reason):
    key = '<key id="k" for="node" attr.name="k" attr.type="int"/>'
    found = check("graphml", f"{GRAPHML}{key}<graph>{inside}</graph></graphml>".encode())
    assert [one.path for one in found] == [place]
    assert reason in found[0].reason


def test_other_xml_is_no_graphml():
    assert [one.path for one in check("graphml", b"<html/>")] == ["graphml"]
    assert [one.path for one in check("graphml", f"{GRAPHML}</graphml>".encode())] == ["graphml.graph"]


@pytest.mark.parametrize("name", ["xaif", "aif", "sadface", "arguebuf"])
def test_more_edges_than_the_limit_are_refused_before_they_are_looked_at(name, monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_ELEMENTS", 1_000)
    many = "[" + "0," * _bounds.MOST_ELEMENTS + "0]"
    graph = f'{{"nodes": [], "edges": {many}, "locutions": [], "resources": []}}'
    if name == "arguebuf":
        few = "{" + ",".join(f'"{n}": 0' for n in range(_bounds.MOST_ELEMENTS + 1)) + "}"
        graph = f'{{"nodes": {{}}, "edges": {few}}}'
    content = f'{{"AIF": {graph}}}' if name == "xaif" else graph
    with pytest.raises(MapUnreadable, match="more than 1000 elements"):
        check(name, content.encode())


def test_more_edges_of_graphml_than_the_limit_are_refused_while_reading(monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_ELEMENTS", 1_000)
    edge = b'<edge source="a" target="a"/>'
    content = GRAPHML.encode() + b"<graph>" + edge * (_bounds.MOST_ELEMENTS + 1)
    with pytest.raises(MapUnreadable, match="more than 1000 elements"):
        check("graphml", content)


def test_premises_and_conclusions_that_explode_are_refused():
    size = 1_100
    nodes = [{"nodeID": f"{side}{n}", "text": "x", "type": "I"} for side in "pc" for n in range(size)]
    nodes.append({"nodeID": "r", "text": "", "type": "RA"})
    edges = [{"fromID": f"p{n}", "toID": "r"} for n in range(size)] + [
        {"fromID": "r", "toID": f"c{n}"} for n in range(size)
    ]
    content = json.dumps({"AIF": {"nodes": nodes, "edges": edges}}).encode()
    with pytest.raises(MapUnreadable, match="more than 1000000 elements"):
        FORMATS["xaif"].parse(content, source="bestand", created="2026-01-01T00:00:00Z")


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.checks])
def test_a_file_that_is_too_large_is_refused_unread(name, monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_BYTES", 10)
    with pytest.raises(MapUnreadable, match="larger than"):
        check(name, b"x" * 11)


def test_a_cycle_of_support_and_repetition_is_written_and_read_in_every_format(make_map, make_document, make_sentence):
    texts = [f"Zin {n}. " for n in range(300)]
    sentences = [
        make_sentence(text[:-1], id=f"s{n}", start=sum(map(len, texts[:n])), duplicate_of=f"s{(n + 1) % 300}")
        for n, text in enumerate(texts)
    ]
    argument_map = make_map(documents=(make_document("".join(texts)),), sentences=tuple(sentences))
    for one in FORMATS.values():
        if one.reads:
            again = one.parse(one.dump(argument_map), source="bestand", created="2026-01-01T00:00:00Z")
            assert len(again.sentences) == 300


def test_huge_and_deep_strings_are_kept_whole(make_map):
    text = "[" * 300_000 + "]" * 300_000
    document = Document(id="d1", text=text, source="brief.txt")
    argument_map = make_map(documents=(document,), sentences=())
    for name in ("xaif", "csv"):
        again = FORMATS[name].parse(FORMATS[name].dump(argument_map), source="bestand", created="")
        assert again.documents[0].text == text


def zipped(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def bundle(make_map):
    content = FORMATS["csv"].dump(make_map())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\x.csv", "sentences.csv/../x", "extra.csv"])
def test_an_entry_with_a_strange_name_is_refused_and_nothing_is_written(bundle, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = check("csv", zipped([*bundle.items(), (name, "x")]))
    assert [one.reason for one in found] == ["does not belong in this bundle"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused(bundle):
    found = check("csv", zipped([*bundle.items(), ("debates.csv", "x")]))
    assert [(one.path, one.reason) for one in found] == [("debates.csv", "does not belong in this bundle")]


def test_a_missing_table_is_named(bundle):
    del bundle["stances.csv"]
    assert [one.path for one in check("csv", zipped(bundle.items()))] == ["stances.csv"]


def test_a_zip_bomb_is_refused(bundle, monkeypatch):
    monkeypatch.setattr(csv_bundle, "MOST_BYTES", 1_000_000)
    content = zipped({**bundle, "debates.csv": b"0" * 1_000_001}.items())
    assert len(content) < 100_000
    with pytest.raises(MapUnreadable, match="larger than"):
        check("csv", content)


def test_a_broken_zip_is_refused(bundle):
    content = bytearray(zipped(bundle.items()))
    content[60:80] = b"x" * 20
    with pytest.raises(MapUnreadable, match="not a whole zip file"):
        check("csv", bytes(content))
    with pytest.raises(MapUnreadable, match="not a whole zip file"):
        check("csv", zipped(bundle.items())[:-30])


@pytest.mark.parametrize(
    ("table", "old", "new", "place"),
    [
        ("sentences", b"d1.s1,d1,0", b"d1.s1,d1,nul", "sentences.csv[2]"),
        ("sentences", b"id,document", b"document,id", "sentences.csv"),
        ("sentences", b"d1.s1,d1", b"d1.s1,d9", "sentences[0].document"),
        ("judgements", b"true", b"waar", "judgements.csv[2]"),
        ("judgements", b"d1.s1", b"d1.s9", "judgements.csv[2]"),
        ("documents", b"[]", b"{}", "documents.csv[2]"),
        ("documents", b"[]", b"[],x", "documents.csv[2]"),
        ("relations", b"score\r\n", b'score\r\n"', "relations.csv"),
        ("relations", b"score\r\n", b"score\r\n\xff", "relations.csv"),
    ],
)
def test_each_fault_of_a_bundle_has_its_place(bundle, table, old, new, place):
    assert old in bundle[f"{table}.csv"]
    bundle[f"{table}.csv"] = bundle[f"{table}.csv"].replace(old, new, 1)
    assert place in [one.path for one in check("csv", zipped(bundle.items()))]


def test_a_bundle_without_our_description_is_refused(bundle):
    bundle["datapackage.json"] = b'{"resources": []}'
    with pytest.raises(MapRefused, match=r"datapackage\.json: debatkaart: is missing"):
        FORMATS["csv"].parse(zipped(bundle.items()), source="bestand", created="")


def test_no_cell_of_the_bundle_can_become_a_formula(make_map, make_document, make_sentence):
    texts = ["=1+1", "+1", "-1", "@x", "'x", "\t=1", "\uff1d1"]
    sentences = [
        make_sentence(text, id=f"s{n}", start=sum(map(len, texts[:n])), kind=Kind.SENTENCE)
        for n, text in enumerate(texts)
    ]
    argument_map = make_map(documents=(make_document("".join(texts)),), sentences=tuple(sentences))
    content = FORMATS["csv"].dump(argument_map)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = archive.read("sentences.csv").decode().split("\r\n")[1:-1]
    assert all(",'" in row for row in rows)


@pytest.mark.parametrize("content", [b"hallo", b"[1, 2]", b'{"a": 1}', b"\x89PNG"])
def test_a_file_of_no_known_format_is_refused_with_the_formats_that_are_read(content):
    with pytest.raises(MapUnreadable):
        detect_format(content, source="bestand")


@pytest.mark.parametrize("piece", [b"[],", b"{},", b'"ab",'])
def test_small_values_that_would_fill_the_memory_are_refused_unread(piece, monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_VALUES", 1_000)
    with pytest.raises(MapUnreadable, match="more than 1000 elements"):
        detect_format(b'{"AIF": [' + piece * 1_001, source="bestand")
