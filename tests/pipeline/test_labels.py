import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import cassis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ArgumentMap, Debate, Document, InvalidValue, Kind, RelationType, Role, Sentence
from pipeline._errors import WrongUse
from pipeline._label_commands import export_labels, import_labels, print_labelling_config
from pipeline._terminal import Voice
from pipeline.corrections import place_of
from pipeline.judgements import Judgements, open_judgements
from pipeline.labels.agreement import measure_labels
from pipeline.labels.exchange import LabelFile, LabelsRefused, Shelf, Taken, shelf_of, take_in
from pipeline.labels.formats import FORMATS
from pipeline.labels.label import KeptJudgement, Label, Link, Place
from pipeline.labels.label_studio import from_utf16, labelling_config, to_utf16

TEXT = '👩‍👩‍👧 Wij willen een brug 🌉! De brug kost te veel.\n=SOM(A1) is geen zin; "dus" niet.'
WORDS = ("👩‍👩‍👧 Wij willen een brug 🌉!", "De brug kost te veel.", '=SOM(A1) is geen zin; "dus" niet.')
NOW = "2026-01-02T03:04:05Z"
VOICE = Voice(language="nl")


@pytest.fixture
def bridge(
    make_map: Callable[..., ArgumentMap],
    make_document: Callable[..., Document],
    make_sentence: Callable[..., Sentence],
    make_debate: Callable[..., Debate],
) -> ArgumentMap:
    sentences = tuple(
        make_sentence(words, id=f"d1.s{number}", start=TEXT.index(words)) for number, words in enumerate(WORDS)
    )
    return make_map(documents=(make_document(TEXT),), sentences=sentences, debates=(make_debate(),))


@pytest.fixture
def places(bridge: ArgumentMap) -> tuple[Place, ...]:
    return tuple(place_of(one, bridge.documents[0]) for one in bridge.sentences)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def store(home: Path, bridge: ArgumentMap) -> Iterator[Judgements]:
    with open_judgements() as judgements:
        judgements.register(bridge, registered=NOW)
        yield judgements


@pytest.fixture
def filled(store: Judgements, places: tuple[Place, ...]) -> Judgements:
    first, second, third = places
    link = Link(type=RelationType.ATTACK, start=first.start, end=first.end)
    labels = (
        (first, Label(role=Role.RECOMMENDATION, stances={"parkeren": "a"}), "Anna"),
        (second, Label(role=Role.CRITICISM, second_role=Role.PREMISE, speaker="De heer Blok", link=link), "Anna"),
        (third, Label(kind=Kind.BOILERPLATE), "Anna"),
        (first, Label(role=Role.CLAIM, stances={"parkeren": "unrelated"}), "Bert"),
        (second, Label(unsure=True), "Bert"),
    )
    for place, label, annotator in labels:
        store.record(place, label, annotator=annotator, made=NOW, model="m @ 1")
    store.mark_random(places[:1])
    return store


def contents(judgements: Judgements) -> set[tuple[str, Place, str]]:
    return {(one.annotator, one.place, repr(one.label)) for one in judgements.standing()}


def take(judgements: Judgements, content: bytes, format_name: str, **changes: Any) -> Taken:
    values: dict[str, Any] = {"annotator": "Cor", "now": NOW, **changes}
    return take_in(judgements, FORMATS[format_name].read(content, "labels"), **values)


def written(judgements: Judgements, format_name: str) -> bytes:
    return b"".join(FORMATS[format_name].write(shelf_of(judgements)))


@pytest.mark.parametrize("name", list(FORMATS))
def test_labels_come_back_from_a_file_where_the_text_is_known(
    filled: Judgements, bridge: ArgumentMap, name: str, tmp_path: Path
) -> None:
    content = written(filled, name)
    with open_judgements(tmp_path / "other.sqlite") as other:
        other.register(bridge, registered=NOW)
        taken = take(other, content, name)
        assert taken == Taken(added=5, duplicates=0, elsewhere=0, conflicts=(), faults=())
        assert contents(other) == contents(filled)


@pytest.mark.parametrize("name", ["jsonl", "label-studio", "prodigy", "cas"])
def test_a_file_with_its_texts_needs_nothing_else(filled: Judgements, name: str, tmp_path: Path) -> None:
    content = written(filled, name)
    with open_judgements(tmp_path / "other.sqlite") as other:
        assert take(other, content, name).added == 5
        assert contents(other) == contents(filled)
        assert {one.document.text for one in other.labelled_documents()} == {TEXT}


@pytest.mark.parametrize("name", list(FORMATS))
def test_taking_a_file_in_twice_adds_nothing(filled: Judgements, name: str) -> None:
    before = filled.version()
    taken = take(filled, written(filled, name), name)
    assert (taken.added, taken.duplicates, taken.conflicts, taken.faults) == (0, 5, (), ())
    assert filled.version() == before


@pytest.mark.parametrize("name", list(FORMATS))
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_breaks_a_reader(name: str, content: bytes) -> None:
    try:
        found = FORMATS[name].read(content, "x")
    except LabelsRefused:
        return
    assert isinstance(found, LabelFile)


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize(
    "value", ["[]", "[1]", "{}", "null", '[{"data": 3}]', "[" * 100_000, '{"spans": 3, "text": "a"}']
)
def test_json_of_another_shape_is_reported(name: str, value: str) -> None:
    try:
        found = FORMATS[name].read(value.encode(), "x")
    except LabelsRefused:
        return
    assert found.labels == ()


def test_the_random_share_goes_along_in_files_of_ours(
    filled: Judgements, places: tuple[Place, ...], tmp_path: Path
) -> None:
    with open_judgements(tmp_path / "other.sqlite") as other:
        take(other, written(filled, "jsonl"), "jsonl")
        assert other.random_places() == {places[0]}


def test_a_later_version_of_our_format_is_refused() -> None:
    with pytest.raises(LabelsRefused, match="2"):
        FORMATS["jsonl"].read(b'{"type": "labels", "format": "debatkaart/labels", "version": 2}', "x")


def test_a_conflict_is_told_and_what_was_said_before_stays(filled: Judgements, places: tuple[Place, ...]) -> None:
    row = {"document": places[0].document, "start": places[0].start, "end": places[0].end, "role": "none"}
    content = json.dumps({**row, "annotator": "Anna"}).encode()
    before = contents(filled)
    taken = take(filled, content, "jsonl")
    (conflict,) = taken.conflicts
    assert (conflict.annotator, conflict.kept.role, conflict.given.role) == ("Anna", Role.RECOMMENDATION, Role.NONE)
    assert (taken.added, contents(filled)) == (0, before)
    replaced = take(filled, content, "jsonl", replace_own=True)
    assert (replaced.added, len(replaced.conflicts)) == (1, 1)
    assert [one.label.role for one in filled.history(places[0]) if one.annotator == "Anna"] == [
        Role.RECOMMENDATION,
        Role.NONE,
    ]


def test_two_lines_of_one_person_that_contradict_each_other_are_a_conflict(
    store: Judgements, places: tuple[Place, ...]
) -> None:
    row = {"document": places[0].document, "start": places[0].start, "end": places[0].end}
    lines = [json.dumps({**row, "role": role}) for role in ("claim", "premise", "claim")]
    taken = take(store, "\n".join(lines).encode(), "jsonl")
    assert (taken.added, taken.duplicates, [one.where for one in taken.conflicts]) == (1, 1, ["2"])


def test_a_file_that_is_stopped_half_way_leaves_nothing(
    store: Judgements, places: tuple[Place, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"document": one.document, "start": one.start, "end": one.end, "role": "none"} for one in places]
    record, calls = Judgements.record, []

    def stopped(self: Judgements, *arguments: Any, **options: Any) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return record(self, *arguments, **options)

    monkeypatch.setattr(Judgements, "record", stopped)
    with pytest.raises(KeyboardInterrupt):
        take(store, "\n".join(map(json.dumps, rows)).encode(), "jsonl")
    assert store.standing() == ()
    assert store.annotators() == ()


def test_other_people_may_differ(filled: Judgements, places: tuple[Place, ...]) -> None:
    row = {"document": places[0].document, "start": places[0].start, "end": places[0].end, "role": "none"}
    taken = take(filled, json.dumps(row).encode(), "jsonl")
    assert (taken.added, taken.conflicts) == (1, ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"role": "opinion"}, "opinion"),
        ({"role": "claim", "document": "f" * 64}, "tekst is hier niet bekend"),
        ({"role": "claim", "text": "iets anders"}, "iets anders"),
        ({"role": "claim", "end": 9999}, "9999"),
        ({}, "zegt niets"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_are_taken(
    store: Judgements, places: tuple[Place, ...], row: dict[str, object], said: str
) -> None:
    good = {"document": places[0].document, "start": places[0].start, "end": places[0].end, "role": "none"}
    start = {"document": places[1].document, "start": places[1].start, "end": places[1].end}
    lines = [json.dumps({**start, **row}), json.dumps(good)]
    taken = take(store, "\n".join(lines).encode(), "jsonl")
    assert taken.added == 1
    (fault,) = taken.faults
    assert fault.where == "1"
    assert said in fault.message("nl")


def test_labels_of_nobody_need_a_name(store: Judgements, places: tuple[Place, ...]) -> None:
    row = {"document": places[0].document, "start": places[0].start, "end": places[0].end, "role": "none"}
    taken = take(store, json.dumps(row).encode(), "jsonl", annotator=None)
    assert (taken.added, len(taken.faults)) == (0, 1)


def test_a_label_on_another_stretch_of_text_is_counted_apart(store: Judgements, places: tuple[Place, ...]) -> None:
    row = {"document": places[0].document, "start": 1, "end": 4, "role": "none"}
    assert take(store, json.dumps(row).encode(), "jsonl").elsewhere == 1


def test_a_list_of_sentences_with_roles_is_taken_in(store: Judgements) -> None:
    taken = take(store, b"text;role;stance.parkeren\nWeg ermee.;criticism;b\n", "csv")
    assert taken.added == 1
    newest = store.standing()[-1]
    assert newest.label == Label(role=Role.CRITICISM, stances={"parkeren": "b"})
    assert store.document(newest.place.document).text == "Weg ermee."


def test_no_cell_of_the_table_is_a_formula(filled: Judgements) -> None:
    content = written(filled, "csv").decode("utf-8-sig")
    assert "'=SOM(A1)" in content
    assert ";=SOM" not in content


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_table_that_was_saved_with_other_delimiters_is_read(store: Judgements, delimiter: str) -> None:
    content = f"text{delimiter}role\nWeg ermee.{delimiter}claim\n"
    assert take(store, content.encode(), "csv").added == 1


def test_a_table_without_texts_is_refused() -> None:
    with pytest.raises(LabelsRefused, match="text"):
        FORMATS["csv"].read(b"a;b\n1;2\n", "x")


def label_studio(start: int, end: int, words: str, **changes: Any) -> bytes:
    value = {"start": start, "end": end, "text": words, "labels": ["Kritiek"]}
    result = {"id": "r1", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    annotation = {"completed_by": {"email": "anna@voorbeeld.test"}, "result": [result], **changes}
    return json.dumps([{"id": 1, "data": {"text": TEXT}, "annotations": [annotation]}]).encode()


def test_label_studio_counts_in_utf16_and_some_versions_do_not(places: tuple[Place, ...]) -> None:
    place = places[1]
    utf16 = label_studio(to_utf16(TEXT, place.start), to_utf16(TEXT, place.end), WORDS[1])
    points = label_studio(place.start, place.end, WORDS[1])
    for content in (utf16, points):
        (label,) = FORMATS["label-studio"].read(content, "x").labels
        assert (label.place, label.label, label.annotator) == (place, Label(role=Role.CRITICISM), "anna@voorbeeld.test")


def test_a_region_with_other_words_than_the_text_is_a_fault() -> None:
    found = FORMATS["label-studio"].read(label_studio(0, 5, "anders"), "x")
    assert (found.labels, len(found.faults)) == ((), 1)


def test_cancelled_annotations_and_predictions_are_no_labels() -> None:
    assert FORMATS["label-studio"].read(label_studio(9, 12, "x", was_cancelled=True), "x").labels == ()


def test_a_role_of_ones_own_is_a_fault_that_lists_the_roles() -> None:
    content = label_studio(0, 5, TEXT[:3]).replace(b"Kritiek", b"Anekdote")
    (fault,) = FORMATS["label-studio"].read(content, "x").faults
    assert "Anekdote" in fault.message("en")


def test_a_choice_on_a_whole_task_labels_its_text() -> None:
    result = {"from_name": "c", "type": "choices", "id": "1", "value": {"choices": ["claim"]}}
    task = {"data": {"zin": " Ja. "}, "annotations": [{"completed_by": 3, "result": [result]}]}
    (label,) = FORMATS["label-studio"].read(json.dumps([task]).encode(), "x").labels
    assert (label.place.start, label.place.end, label.annotator) == (1, 4, "label-studio 3")


def test_the_labelling_interface_is_xml_with_every_debate(bridge: ArgumentMap) -> None:
    root = ET.fromstring(labelling_config(bridge.debates))  # noqa: S314 - our own words
    assert {one.get("value") for one in root.iter("Label")} >= {role.value for role in Role}
    assert [one.get("name") for one in root.iter("Choices")] == ["second_role", "stance.parkeren"]


@given(st.text(max_size=40), st.data())
def test_utf16_offsets_go_there_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset


def test_an_offset_within_a_character_is_refused() -> None:
    with pytest.raises(InvalidValue):
        from_utf16("🌉", 1)
    with pytest.raises(InvalidValue):
        from_utf16("ab", 3)


@pytest.mark.parametrize(
    ("task", "label"),
    [
        ({"text": "Weg ermee.", "label": "KRITIEK", "answer": "accept"}, Label(role=Role.CRITICISM)),
        ({"text": "Weg.", "accept": ["claim", "premise"]}, Label(role=Role.CLAIM, second_role=Role.PREMISE)),
        ({"text": "Weg.", "spans": [{"start": 0, "end": 4, "label": "heading"}]}, Label(kind=Kind.HEADING)),
    ],
)
def test_prodigys_own_tasks_are_read(task: dict[str, object], label: Label) -> None:
    content = json.dumps({**task, "_annotator_id": "anna", "_timestamp": 1767225600}).encode()
    (found,) = FORMATS["prodigy"].read(content, "x").labels
    assert (found.label, found.annotator, found.made) == (label, "anna", "2026-01-01T00:00:00Z")


def test_a_rejected_prodigy_task_is_reported() -> None:
    found = FORMATS["prodigy"].read(b'{"text": "a", "label": "claim", "answer": "reject"}', "x")
    assert (found.labels, len(found.faults)) == ((), 1)


def test_another_program_reads_our_cas_as_we_mean_it(filled: Judgements) -> None:
    with zipfile.ZipFile(io.BytesIO(written(filled, "cas"))) as archive:
        names = archive.namelist()
        cas = cassis.load_cas_from_json(archive.read(names[0]).decode())
    assert [PurePosixPath(name).stem for name in names] == ["Anna", "Bert"]
    spans = cas.select("webanno.custom.Argument")
    assert [one.get_covered_text() for one in spans] == list(WORDS)
    assert [one.role for one in spans] == ["recommendation", "criticism", "boilerplate"]
    (relation,) = cas.select("webanno.custom.ArgumentRelation")
    assert (relation.Governor.role, relation.Dependent.role) == ("criticism", "recommendation")


def test_a_cas_of_another_program_is_read(places: tuple[Place, ...]) -> None:
    types = cassis.TypeSystem()
    layer = types.create_type("webanno.custom.Rol", supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=layer, name="value", rangeType="uima.cas.String")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = TEXT, "text/plain"
    cas.add(layer(begin=places[1].start, end=places[1].end, value="kritiek"))
    (label,) = FORMATS["cas"].read(cas.to_json().encode(), "x").labels
    assert (label.place, label.label, label.annotator) == (places[1], Label(role=Role.CRITICISM), None)


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b"PK"])
def test_a_broken_zip_is_refused(content: bytes) -> None:
    with pytest.raises(LabelsRefused):
        FORMATS["cas"].read(content, "x")


def test_a_zip_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.labels.cas.LARGEST_FILE", 1_000_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/anna.json", b" " * 2_000_000)
    assert len(buffer.getvalue()) < 10_000
    with pytest.raises(LabelsRefused, match="large"):
        FORMATS["cas"].read(buffer.getvalue(), "x")


def said(annotator: str, place: Place, label: Label, **changes: Any) -> KeptJudgement:
    values = {"id": 1, "place": place, "annotator": annotator, "made": NOW, "model": "", "label": label, **changes}
    return KeptJudgement(**values)


def test_agreement_is_measured_on_what_two_people_judged(places: tuple[Place, ...]) -> None:
    first, second, third = places
    judgements = [
        said("Anna", first, Label(role=Role.CLAIM, stances={"x": "a"})),
        said("Bert", first, Label(role=Role.CLAIM, stances={"x": "a"})),
        said("Anna", second, Label(role=Role.NONE)),
        said("Bert", second, Label(role=Role.CLAIM)),
        said("Anna", third, Label(role=Role.NONE)),
        said("Bert", third, Label(role=Role.NONE), settles=True),
    ]
    role, stance = measure_labels(judgements)
    assert (role.label, role.sentences, stance.debate, stance.sentences) == ("role", 2, "x", 1)
    assert (role.pairs[0].observed, role.pairs[0].kappa) == (0.5, 0.0)
    assert role.alpha == pytest.approx(0)
    assert stance.alpha == 1


def test_nobody_agrees_alone(places: tuple[Place, ...]) -> None:
    assert measure_labels([said("Anna", places[0], Label(role=Role.CLAIM))]) == ()


@pytest.mark.parametrize(
    ("name", "format_name"), [("l.jsonl", None), ("l.csv", None), ("l.json", None), ("l.zip", None), ("l", "prodigy")]
)
def test_the_commands_carry_labels_to_a_file_and_back(
    filled: Judgements, home: Path, name: str, format_name: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(home / name)
    assert export_labels(path, format_name=format_name, annotators=(), voice=VOICE) == 0
    assert "5 labels geschreven" in capsys.readouterr().err
    options: dict[str, Any] = {"format_name": format_name, "annotator": None, "replace": False, "voice": VOICE}
    assert import_labels(path, as_json=False, **options) == 0
    assert "5 stonden er al" in capsys.readouterr().err
    assert import_labels(path, as_json=True, **options) == 0
    assert json.loads(capsys.readouterr().out)["duplicates"] == 5


def test_one_persons_labels_can_be_exported_alone(
    filled: Judgements, home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export_labels("-", format_name="jsonl", annotators=["Bert"], voice=VOICE) == 0
    out = capsysbinary.readouterr().out
    assert out.count(b'"Bert"') == 2
    assert b'"Anna"' not in out


def test_the_import_command_names_conflicts_and_fails(
    filled: Judgements, home: Path, places: tuple[Place, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"document": places[0].document, "start": places[0].start, "end": places[0].end, "role": "none"}
    path = home / "labels.jsonl"
    path.write_text(json.dumps({**row, "annotator": "Anna"}), encoding="utf-8")
    options: dict[str, Any] = {"format_name": None, "annotator": None, "as_json": False, "voice": VOICE}
    assert import_labels(str(path), replace=False, **options) == 1
    said_then = capsys.readouterr().err
    assert "Anna" in said_then
    assert "recommendation" in said_then
    assert import_labels(str(path), replace=True, **options) == 0


def test_nothing_to_export_is_said(store: Judgements, capsys: pytest.CaptureFixture[str]) -> None:
    assert export_labels("-", format_name=None, annotators=(), voice=VOICE) == 1
    assert "nog geen labels" in capsys.readouterr().err


def test_an_unknown_format_is_wrong_use(store: Judgements) -> None:
    with pytest.raises(WrongUse, match="brat"):
        export_labels("-", format_name="brat", annotators=(), voice=VOICE)


def test_the_interface_for_label_studio_is_printed(filled: Judgements, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_labelling_config() == 0
    assert "stance.parkeren" in capsys.readouterr().out


def test_a_shelf_has_the_words_of_its_sentences(filled: Judgements, places: tuple[Place, ...]) -> None:
    shelf: Shelf = shelf_of(filled, annotators=["Anna"])
    assert [shelf.text(one.place) for one in shelf.judgements] == list(WORDS)
