import json

import pytest

from corpus import RelationType, Role
from pipeline._checker import check_map
from pipeline._errors import MapRefused, MapUnreadable
from pipeline._map_json import dump_map
from pipeline.export.registry import FORMATS, detect_format

CREATED = "2026-02-03T04:05:06Z"


def read(data):
    content = json.dumps(data).encode()
    return detect_format(content, source="bestand").parse(content, source="bestand", created=CREATED)


def faults(data):
    content = json.dumps(data).encode()
    found = detect_format(content, source="bestand").check(content, source="bestand")
    return [(one.path, one.reason) for one in found]


def node(name, text, kind):
    return {"nodeID": name, "text": text, "type": kind}


def edges(*pairs):
    return [{"edgeID": number, "fromID": one, "toID": two} for number, (one, two) in enumerate(pairs, start=1)]


def ova_file():
    """A dialogue as OVA saves it: locutions, what they assert, and a transition that anchors an inference."""
    nodes = [
        node("1_9", "De bibliotheek moet open blijven", "I"),
        node("2_9", "Ans de Wit : De bibliotheek moet open blijven", "L"),
        node("3_9", "Asserting", "YA"),
        node("4_9", "Lezen is een recht", "I"),
        node("5_9", "Bob : Lezen is een recht", "L"),
        node("6_9", "Asserting", "YA"),
        node("7_9", "Default Transition", "TA"),
        node("8_9", "Default Inference", "RA"),
        node("9_9", "Arguing", "YA"),
    ]
    pairs = [("2_9", "3_9"), ("3_9", "1_9"), ("5_9", "6_9"), ("6_9", "4_9"), ("2_9", "7_9"), ("7_9", "5_9")]
    pairs += [("4_9", "8_9"), ("8_9", "1_9"), ("7_9", "9_9"), ("9_9", "8_9")]
    people = [
        {"participantID": 1, "firstname": "Ans", "surname": "de Wit"},
        {"participantID": 2, "firstname": "Bob", "surname": ""},
    ]
    return {
        "AIF": {
            "nodes": nodes,
            "edges": edges(*pairs),
            "schemefulfillments": [{"nodeID": "8_9", "schemeID": "72"}],
            "descriptorfulfillments": [],
            "participants": people,
            "locutions": [
                {"nodeID": "2_9", "personID": 1, "start": "2021-11-11 21:50:00", "end": None},
                {"nodeID": "5_9", "personID": "2", "start": None, "end": None},
            ],
        },
        "text": '<span id="node2_9" class="highlighted">De bibliotheek moet open blijven</span><br>',
        "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []},
    }


def aifdb_file():
    """A node set as AIFdb gives it: an attack and a rephrase, nodes with a timestamp, no participants."""
    kinds = [("10", "De markt verdwijnt", "I"), ("11", "De markt groeit juist", "I"), ("12", "De markt gaat weg", "I")]
    kinds += [("13", "Default Conflict", "CA"), ("14", "Default Rephrase", "MA")]
    kinds += [("15", "NL : De markt verdwijnt", "L"), ("16", "Asserting", "YA")]
    nodes = [{**node(*one), "timestamp": "2015-11-11 21:50:00"} for one in kinds]
    found = edges(("11", "13"), ("13", "10"), ("12", "14"), ("14", "10"), ("15", "16"), ("16", "10"))
    locutions = [{"nodeID": "15", "personID": "409", "timestamp": "2014-04-28 15:51:40", "start": None}]
    return {"nodes": nodes, "edges": [{**one, "formEdgeID": None} for one in found], "locutions": locutions}


def sadface_file():
    """A document of before 0.2, as the project's own page shows it: facts about it at the top, schemes by name."""
    atoms = [("a1", "De poster moet weg"), ("a2", "De poster is onduidelijk"), ("a3", "De poster werkt goed")]
    nodes = [{"id": name, "type": "atom", "text": text, "sources": [], "metadata": {}} for name, text in atoms]
    nodes += [{"id": "s1", "type": "scheme", "name": "support"}, {"id": "s2", "type": "scheme", "name": "conflict"}]
    pairs = [("a2", "s1"), ("s1", "a1"), ("a3", "s2"), ("s2", "a1")]
    return {
        "analyst_name": "Ans",
        "created": "2017-07-11T16:32:36",
        "edges": [{"id": f"e{one}{two}", "source_id": one, "target_id": two} for one, two in pairs],
        "id": "d",
        "metadata": {},
        "nodes": nodes,
        "resources": [],
    }


def arguebuf_file():
    return {
        "schemaVersion": 1,
        "nodes": {
            "a": {"atom": {"text": "Fietsen is gezond", "participant": "p", "reference": {"resource": "r"}}},
            "b": {"atom": {"text": "De stad moet fietspaden aanleggen"}},
            "c": {"scheme": {"support": "SUPPORT_POSITIVE_CONSEQUENCES"}},
        },
        "edges": {"1": {"source": "a", "target": "c"}, "2": {"source": "c", "target": "b"}},
        "resources": {"r": {"text": "Fietsen is gezond."}},
        "participants": {"p": {"name": "Ans"}},
    }


def relations(argument_map):
    texts = {one.id: one.text for one in argument_map.sentences}
    return [(texts[one.source], one.type, texts[one.target]) for one in argument_map.relations]


@pytest.mark.parametrize("make", [ova_file, aifdb_file, sadface_file, arguebuf_file])
def test_a_file_of_another_program_gives_a_valid_map(make):
    argument_map = read(make())
    assert check_map(dump_map(argument_map)) == []
    assert argument_map.made_by.created == CREATED


def test_a_dialogue_of_ova_keeps_speakers_and_inferences():
    argument_map = read(ova_file())
    assert [(one.text, one.speaker, one.role) for one in argument_map.sentences] == [
        ("De bibliotheek moet open blijven", "Ans de Wit", Role.CLAIM),
        ("Lezen is een recht", "Bob", Role.PREMISE),
    ]
    expected = ("Lezen is een recht", RelationType.SUPPORT, "De bibliotheek moet open blijven")
    assert relations(argument_map) == [expected]


def test_a_node_set_of_aifdb_keeps_attacks_and_takes_a_rephrase_for_a_repetition():
    argument_map = read(aifdb_file())
    assert relations(argument_map) == [("De markt groeit juist", RelationType.ATTACK, "De markt verdwijnt")]
    assert [one.role for one in argument_map.sentences] == [Role.CLAIM, Role.CRITICISM, Role.NONE]
    assert [one.speaker for one in argument_map.sentences] == ["NL", None, None]
    assert argument_map.sentences[2].duplicate_of == argument_map.sentences[0].id


def test_sadfaces_schemes_become_relations_by_their_names():
    assert [kind for _, kind, _ in relations(read(sadface_file()))] == [RelationType.SUPPORT, RelationType.ATTACK]


def test_arguebufs_atoms_keep_their_participants():
    argument_map = read(arguebuf_file())
    assert [one.speaker for one in argument_map.sentences] == ["Ans", None]
    assert relations(argument_map) == [("Fietsen is gezond", RelationType.SUPPORT, "De stad moet fietspaden aanleggen")]


@pytest.mark.parametrize("name", ["sadface", "arguebuf"])
def test_texts_and_places_come_back_where_a_graph_quotes_its_resources(name, make_map, make_document, make_sentence):
    documents = [make_document(f"{n}. De raad moet kiezen. Ja.", id=f"d{n}", title=f"Brief {n}") for n in (1, 2)]
    sentences = [make_sentence(id=f"d{n}.s1", document=f"d{n}", start=3, role=Role.CLAIM) for n in (1, 2)]
    argument_map = make_map(documents=tuple(documents), sentences=tuple(sentences))
    again = read(json.loads(FORMATS[name].dump(argument_map)))
    assert [(one.text, one.title) for one in again.documents] == [(one.text, one.title) for one in documents]
    assert [(one.document, one.start, one.end) for one in again.sentences] == [("d1", 3, 23), ("d2", 3, 23)]


@pytest.mark.parametrize(
    "change_of_b",
    [{"reference": {"resource": "r"}}, {}, {"reference": {"resource": "r", "offset": 11, "text": "gezond"}}],
    ids=["is not there", "quotes nothing", "says it in other words"],
)
def test_statements_that_do_not_all_stand_in_the_texts_become_one_text(change_of_b):
    data = arguebuf_file()
    data["nodes"]["b"]["atom"].update(change_of_b)
    argument_map = read(data)
    assert check_map(dump_map(argument_map)) == []
    assert argument_map.documents[0].text == "Fietsen is gezond\nDe stad moet fietspaden aanleggen"


def test_numbers_serve_as_ids_as_in_the_examples_of_xaif():
    data = {"AIF": {"nodes": [node(0, "Ja", "I"), node(1, "Nee", "I"), node(2, "Default Conflict", "CA")]}}
    data["AIF"]["edges"] = edges((1, 2), (2, 0))
    assert relations(read(data)) == [("Nee", RelationType.ATTACK, "Ja")]


def change(data, *path, value):
    *steps, last = path
    for step in steps:
        data = data[step]
    data[last] = value


AIF_FAULTS = [
    (("AIF", "nodes", 0, "nodeID"), "4_9", "AIF.nodes[3].nodeID", "“4_9” occurs twice"),
    (("AIF", "nodes", 0, "type"), "X", "AIF.nodes[0].type", "must be one of"),
    (("AIF", "nodes", 0, "text"), None, "AIF.nodes[0].text", "must be a string"),
    (("AIF", "edges", 0, "fromID"), "weg", "AIF.edges[0].fromID", "no node “weg”"),
    (("AIF", "edges", 1, "fromID"), "4_9", "AIF.edges[1]", "type I must not point to one of type I"),
    (("AIF", "edges", 0, "toID"), "1_9", "AIF.edges[0]", "type L must not point to one of type I"),
    (("AIF", "edges", 1, "edgeID"), 1, "AIF.edges[1].edgeID", "occurs twice"),
    (("AIF", "locutions", 0, "nodeID"), "1_9", "AIF.locutions[0].nodeID", "not of type L"),
    (("AIF", "locutions", 0, "personID"), 9, "AIF.locutions[0].personID", "no participant “9”"),
    (("AIF", "schemefulfillments", 0, "nodeID"), "x", "AIF.schemefulfillments[0].nodeID", "no node “x”"),
    (("AIF", "edges"), {}, "AIF.edges", "must be a list"),
    (("AIF",), [], "AIF", ""),
]


@pytest.mark.parametrize(("path", "value", "place", "reason"), AIF_FAULTS)
def test_each_fault_of_an_xaif_file_has_its_path(path, value, place, reason):
    data = ova_file()
    change(data, *path, value=value)
    found = faults(data)
    assert any(where == place and reason in why for where, why in found), found
    with pytest.raises(MapRefused):
        read(data)


def test_aif_wants_premises_and_one_conclusion_where_xaif_leaves_them_open():
    data = aifdb_file()
    data["edges"] = data["edges"][:1]
    reasons = [reason for _, reason in faults(data)]
    assert reasons == [
        "node “13” has no outgoing edge",
        "node “14” has no incoming edge",
        "node “14” has no outgoing edge",
    ]
    assert faults({"AIF": data}) == []


def test_a_relation_to_a_relation_is_refused_when_read_though_the_file_is_good():
    data = aifdb_file()
    data["nodes"] += [node("25", "Default Conflict", "CA"), node("26", "Onzin", "I")]
    data["edges"] += [{**one, "edgeID": f"n{one['edgeID']}"} for one in edges(("26", "25"), ("25", "13"))]
    assert faults(data) == []
    with pytest.raises(MapRefused, match="a relation to a relation has no place"):
        read(data)


def test_a_preference_and_a_statement_without_text_are_refused_when_read():
    data = aifdb_file()
    change(data, "nodes", 0, "text", value="")
    with pytest.raises(MapRefused, match=r"nodes\[0\].text: a statement without text"):
        read(data)
    data = aifdb_file()
    change(data, "nodes", 3, "type", value="PA")
    with pytest.raises(MapRefused, match="type PA has no place"):
        read(data)


def test_a_statement_that_supports_itself_is_refused():
    data = {"AIF": {"nodes": [node(0, "Ja", "I"), node(1, "Default Inference", "RA")], "edges": edges((0, 1), (1, 0))}}
    with pytest.raises(MapRefused, match="points to itself"):
        read(data)


def test_a_file_without_statements_is_refused():
    with pytest.raises(MapUnreadable, match="no statements in it"):
        read({"AIF": {"nodes": [], "edges": []}})


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        (("nodes", 1, "id"), "a1", "nodes[1].id", "occurs twice"),
        (("nodes", 0, "text"), None, "nodes[0].text", "is missing"),
        (("nodes", 3, "name"), None, "nodes[3].name", "is missing"),
        (("edges", 0, "target_id"), "weg", "edges[0].target_id", "no node “weg”"),
        (("edges", 0, "target_id"), "a1", "edges[0]", "type atom must not point to one of type atom"),
        (("nodes", 0, "sources"), [{"resource_id": "r", "text": "x", "offset": 0}], "nodes[0].sources[0].resource_id",
         "no resource “r”"),
        (("resources",), None, "resources", "must be a list"),
    ],
)  # fmt: skip
def test_each_fault_of_a_sadface_file_has_its_path(path, value, place, reason):
    data = sadface_file()
    change(data, *path, value=value)
    found = faults(data)
    assert any(where == place and reason in why for where, why in found), found


def test_a_quote_that_is_not_in_its_resource_is_a_fault():
    data = sadface_file()
    data["resources"] = [{"id": "r", "type": "text", "content": "Elders: De poster moet weg"}]
    data["nodes"][0]["sources"] = [{"resource_id": "r", "text": "De poster", "offset": 8, "length": 9}]
    assert faults(data) == []
    data["nodes"][0]["sources"][0]["offset"] = 7
    assert faults(data) == [("nodes[0].sources[0].text", "is not what the resource says at 7")]


def test_an_unknown_scheme_of_sadface_is_refused_by_name_when_read():
    data = sadface_file()
    change(data, "nodes", 3, "name", value="Argument from Position")
    with pytest.raises(MapRefused, match="Argument from Position"):
        read(data)


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        (("nodes", "a", "scheme"), {"attack": "ATTACK_DEFAULT"}, 'nodes["a"]', "either atom or scheme"),
        (("nodes", "a", "atom", "participant"), "q", 'nodes["a"].atom.participant', "no participant “q”"),
        (("nodes", "a", "atom", "reference"), {"resource": "q"}, 'nodes["a"].atom.reference.resource', "“q”"),
        (("edges", "1", "source"), "q", 'edges["1"].source', "no node “q”"),
        (("edges", "1", "target"), "b", 'edges["1"]', "type atom must not point to one of type atom"),
        (("edges", "1"), {}, "edges.1.source", "is missing"),
    ],
)
def test_each_fault_of_an_arguebuf_file_has_its_path(path, value, place, reason):
    data = arguebuf_file()
    change(data, *path, value=value)
    found = faults(data)
    assert any(where == place and reason in why for where, why in found), found


@pytest.fixture
def own(make_map, make_sentence):
    one = make_sentence("De raad moet kiezen.", role=Role.CLAIM, speaker="Ans de Wit")
    return json.loads(FORMATS["xaif"].dump(make_map(sentences=(one,))))


def test_our_own_xaif_says_its_kind_of_node_and_keeps_offsets_under_it(own):
    assert [(one["nodeID"], one["type"]) for one in own["AIF"]["nodes"]] == [
        ("I.d1.s1", "I"), ("L.d1.s1", "L"), ("YA.d1.s1", "YA")
    ]  # fmt: skip
    assert own["debatkaart"]["sentences"]["I.d1.s1"]["end"] == 20
    assert own["AIF"]["participants"] == [{"participantID": 1, "firstname": "Ans", "surname": "de Wit"}]


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("AIF", "nodes", 0, "text"), "Iets anders", "AIF.nodes"),
        (("AIF", "participants", 0, "firstname"), "Bob", "AIF.participants"),
        (("debatkaart", "sentences", "I.d1.s1", "role"), "boos", 'debatkaart.sentences["I.d1.s1"].role'),
        (("debatkaart", "sentences", "I.d1.s1", "end"), 999, 'debatkaart.sentences["I.d1.s1"].end'),
        (("debatkaart", "sentences", "I.d1.s1", "id"), "x", 'debatkaart.sentences["I.d1.s1"]'),
        (("debatkaart", "documents"), None, "debatkaart.documents"),
        (("debatkaart", "sentences"), [], "debatkaart.sentences"),
    ],
)
def test_our_own_xaif_is_refused_where_its_parts_disagree(own, path, value, place):
    change(own, *path, value=value)
    assert place in [where for where, _ in faults(own)]


def test_without_our_own_key_the_same_file_is_read_as_anybodys(own):
    del own["debatkaart"]
    argument_map = read(own)
    assert [(one.text, one.speaker) for one in argument_map.sentences] == [("De raad moet kiezen.", "Ans de Wit")]
