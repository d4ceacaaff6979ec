import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus import ArgumentMap, Debate, Document, InvalidValue, Kind, RelationType, Role, Sentence
from pipeline.corrections import place_of
from pipeline.judgements import Judgements, open_judgements
from pipeline.labels.label import Label, Link, Place, combined, dump_label, parse_label
from pipeline.store import MIGRATIONS, NotInStore, StoreUnusable, open_store

TEXT = "De brug is oud. Bouw een nieuwe brug. Dat kost te veel."
ABOUT: dict[str, Any] = {"made": "2026-01-02T03:04:05Z", "model": "test @ 0"}


@pytest.fixture
def bridge(
    make_map: Callable[..., ArgumentMap],
    make_document: Callable[..., Document],
    make_sentence: Callable[..., Sentence],
    make_debate: Callable[..., Debate],
) -> ArgumentMap:
    document = make_document(TEXT)
    words = ("De brug is oud.", "Bouw een nieuwe brug.", "Dat kost te veel.")
    sentences = tuple(
        make_sentence(text, id=f"d1.s{number}", start=TEXT.index(text)) for number, text in enumerate(words, start=1)
    )
    return make_map(documents=(document,), sentences=sentences, debates=(make_debate(),))


@pytest.fixture
def kept(tmp_path: Path, bridge: ArgumentMap) -> Iterator[Judgements]:
    with open_judgements(tmp_path / "store.sqlite") as judgements:
        judgements.register(bridge, registered="2026-01-01T00:00:00Z")
        yield judgements


@pytest.fixture
def places(bridge: ArgumentMap) -> tuple[Place, ...]:
    return tuple(place_of(one, bridge.documents[0]) for one in bridge.sentences)


def test_what_is_kept_comes_back_as_it_was(kept: Judgements, places: tuple[Place, ...]) -> None:
    label = Label(
        role=Role.CRITICISM,
        second_role=Role.RECOMMENDATION,
        stances={"parkeren": "b", "brug": "unrelated"},
        speaker="mevrouw Prins",
        link=Link(type=RelationType.ATTACK, start=places[1].start, end=places[1].end),
    )
    kept.record(places[2], label, annotator="Anna", shown=False, **ABOUT)
    (found,) = kept.standing()
    assert (found.label, found.annotator, found.place, found.shown) == (label, "Anna", places[2], False)
    assert (found.made, found.model) == (ABOUT["made"], ABOUT["model"])


def test_the_last_word_of_each_person_stands_and_all_is_remembered(kept: Judgements, places: tuple[Place, ...]) -> None:
    kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    kept.record(places[0], Label(role=Role.NONE), annotator="Bert", **ABOUT)
    kept.record(places[0], Label(role=Role.PREMISE), annotator="Anna", **ABOUT)
    assert [(one.annotator, one.label.role) for one in kept.standing()] == [
        ("Bert", Role.NONE),
        ("Anna", Role.PREMISE),
    ]
    assert [one.label.role for one in kept.history(places[0])] == [Role.CLAIM, Role.NONE, Role.PREMISE]
    assert kept.annotators() == ("Anna", "Bert")


def test_taking_back_brings_back_what_was_said_before(kept: Judgements, places: tuple[Place, ...]) -> None:
    kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    last = kept.record(places[0], Label(role=Role.NONE), annotator="Anna", **ABOUT)
    before = kept.version()
    kept.withdraw(last, annotator="Anna", made=ABOUT["made"])
    assert [one.label.role for one in kept.standing()] == [Role.CLAIM]
    assert len(kept.history(places[0])) == 2
    assert kept.version() > before
    found = kept.last("Anna")
    assert found
    assert found.label.role is Role.CLAIM


def test_nobody_takes_back_the_words_of_another_nor_twice(kept: Judgements, places: tuple[Place, ...]) -> None:
    number = kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    with pytest.raises(NotInStore):
        kept.withdraw(number, annotator="Bert", made=ABOUT["made"])
    kept.withdraw(number, annotator="Anna", made=ABOUT["made"])
    with pytest.raises(NotInStore):
        kept.withdraw(number, annotator="Anna", made=ABOUT["made"])
    assert kept.last("Anna") is None


@pytest.mark.parametrize("command", ["UPDATE judgements SET content = '{}'", "DELETE FROM judgements"])
def test_a_judgement_is_never_changed_nor_deleted(
    kept: Judgements, places: tuple[Place, ...], tmp_path: Path, command: str
) -> None:
    kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(command)
    connection.close()


@pytest.mark.parametrize("name", ["", "  ", "model", "x" * 81])
def test_an_annotator_needs_a_name_of_their_own(kept: Judgements, places: tuple[Place, ...], name: str) -> None:
    with pytest.raises(InvalidValue):
        kept.record(places[0], Label(role=Role.CLAIM), annotator=name, **ABOUT)


def test_a_judgement_says_something_of_a_known_text(kept: Judgements, places: tuple[Place, ...]) -> None:
    with pytest.raises(InvalidValue):
        kept.record(places[0], Label(), annotator="Anna", **ABOUT)
    with pytest.raises(InvalidValue):
        kept.record(Place(document=places[0].document, start=0, end=999), Label(unsure=True), annotator="Anna", **ABOUT)
    with pytest.raises(NotInStore):
        kept.record(Place(document="x", start=0, end=9), Label(unsure=True), annotator="Anna", **ABOUT)
    assert kept.standing() == ()


def test_the_same_text_in_another_map_has_the_same_judgements(
    kept: Judgements, places: tuple[Place, ...], make_document: Callable[..., Document]
) -> None:
    kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    other = make_document(TEXT, id="elsewhere", title="Een andere naam")
    assert [one.label.role for one in kept.standing([other.sha256])] == [Role.CLAIM]
    assert kept.standing(["f" * 64]) == ()


def test_who_is_unsure_overrules_nobody(kept: Judgements, places: tuple[Place, ...]) -> None:
    kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    kept.record(places[0], Label(unsure=True), annotator="Bert", **ABOUT)
    label = combined(kept.standing())
    assert (label.role, label.unsure) == (Role.CLAIM, False)


def test_a_settled_difference_counts_above_a_later_judgement(kept: Judgements, places: tuple[Place, ...]) -> None:
    kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    kept.record(places[0], Label(role=Role.PREMISE), annotator="Anna", settles=True, **ABOUT)
    kept.record(places[0], Label(role=Role.NONE), annotator="Bert", **ABOUT)
    assert combined(kept.standing()).role is Role.PREMISE


def test_of_each_thing_the_last_word_counts(kept: Judgements, places: tuple[Place, ...]) -> None:
    kept.record(places[0], Label(role=Role.CLAIM, stances={"x": "a"}), annotator="Anna", **ABOUT)
    kept.record(places[0], Label(stances={"x": "b", "y": "neutral"}), annotator="Bert", **ABOUT)
    assert combined(kept.standing()) == Label(role=Role.CLAIM, stances={"x": "b", "y": "neutral"})


def test_labelled_documents_hold_the_judged_sentences_among_the_others(
    kept: Judgements, places: tuple[Place, ...]
) -> None:
    kept.record(places[1], Label(role=Role.RECOMMENDATION, stances={"parkeren": "a"}), annotator="Anna", **ABOUT)
    kept.mark_random(places[1:2])
    (document,) = kept.labelled_documents()
    assert document.document.text == TEXT
    assert [debate.id for debate in document.debates] == ["parkeren"]
    assert [one.place for one in document.sentences] == list(places)
    assert [one.random_share for one in document.sentences] == [False, True, False]
    assert [one.label for one in document.sentences] == [
        None,
        Label(role=Role.RECOMMENDATION, stances={"parkeren": "a"}),
        None,
    ]


def test_labelled_documents_follow_who_split_and_merged(kept: Judgements, places: tuple[Place, ...]) -> None:
    first, last = places[0], places[2]
    kept.record(first, Label(parts=((0, 7), (8, 15))), annotator="Anna", **ABOUT)
    stretch = Place(document=first.document, start=places[1].start, end=last.end)
    kept.record(stretch, Label(parts=((stretch.start, stretch.end),)), annotator="Anna", **ABOUT)
    (document,) = kept.labelled_documents()
    assert [(one.place.start, one.place.end) for one in document.sentences] == [
        (0, 7),
        (8, 15),
        (stretch.start, stretch.end),
    ]


@pytest.mark.parametrize(
    "label",
    [
        Label(unsure=True),
        Label(kind=Kind.HEADING, speaker="Ö"),
        Label(role=Role.PREMISE, link="none", parts=((1, 4), (5, 9))),
        Label(role=Role.CLAIM, stances={"x": "neutral"}, link=Link(type=RelationType.SUPPORT, start=1, end=2)),
    ],
)
def test_a_label_survives_json(label: Label) -> None:
    assert parse_label(dump_label(label)) == label


@pytest.mark.parametrize(
    "values",
    [
        {"role": "opinion"},
        {"stances": {"x": "left"}},
        {"stances": ["x"]},
        {"kind": "heading", "role": "claim"},
        {"second_role": "claim"},
        {"role": "claim", "second_role": "claim"},
        {"role": "none", "relation": {"type": "support", "start": 1, "end": 2}},
        {"role": "claim", "relation": {"type": "likes", "start": 1, "end": 2}},
        {"role": "claim", "relation": "some"},
        {"parts": [[3, 1]]},
        {"parts": [[3]]},
    ],
)
def test_a_label_that_contradicts_itself_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        parse_label(values)


def test_two_windows_write_at_the_same_time(kept: Judgements, places: tuple[Place, ...], tmp_path: Path) -> None:
    with open_judgements(tmp_path / "store.sqlite") as other:
        kept.record(places[0], Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
        other.record(places[1], Label(role=Role.NONE), annotator="Bert", **ABOUT)
        assert len(kept.standing()) == len(other.standing()) == 2


def test_what_was_confirmed_survives_a_kill(kept: Judgements, bridge: ArgumentMap, tmp_path: Path) -> None:
    place = place_of(bridge.sentences[0], bridge.documents[0])
    script = f"""
        import sys
        from corpus import Role
        from pipeline.judgements import open_judgements
        from pipeline.labels.label import Label, Place
        place = Place(document="{place.document}", start={place.start}, end={place.end})
        with open_judgements(__import__("pathlib").Path(sys.argv[1])) as judgements:
            for number in range(100000):
                label = Label(role=Role.CLAIM, speaker=str(number))
                judgements.record(place, label, annotator="Anna", made="2026-01-01T00:00:00Z", model="m")
                print(number, flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "store.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        for _ in range(20):
            confirmed = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        confirmed = max([confirmed, *(int(line) for line in process.stdout.read().split())])
    found = kept.last("Anna")
    assert found
    assert int(found.label.speaker or -1) >= confirmed
    assert len(kept.history(place)) == int(found.label.speaker or -1) + 1


def _old_store(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(MIGRATIONS[0])
    connection.execute("INSERT INTO debates VALUES ('x', 'then', '{}')")
    connection.execute("PRAGMA user_version = 1")
    connection.execute(f"PRAGMA application_id = {0x4465626B}")
    connection.commit()
    connection.close()


def test_a_copy_is_made_before_an_old_store_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    _old_store(path)
    with open_store(path):
        pass
    copy = sqlite3.connect(tmp_path / "store.sqlite.v1")
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT id FROM debates").fetchall() == [("x",)]
    copy.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["store.sqlite", "store.sqlite.v1"]


def test_a_migration_that_breaks_off_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite"
    _old_store(path)
    broken = ";".join((MIGRATIONS[1], "SELECT absent FROM nowhere"))
    monkeypatch.setattr("pipeline.store.MIGRATIONS", (MIGRATIONS[0], broken))
    with pytest.raises(StoreUnusable, match="nowhere"), open_store(path):
        pass
    monkeypatch.undo()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT id FROM debates").fetchall() == [("x",)]
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'judgements'").fetchone() == (0,)
    connection.close()


MIGRATE_AND_WAIT = """
import sys, time
from pathlib import Path
from pipeline import store
whole = store._statements
def half(script):
    for number, statement in enumerate(whole(script)):
        yield statement
        if number == 2:
            print("half way", flush=True)
            time.sleep(600)
store._statements = half
with store.open_store(Path(sys.argv[1])):
    pass
"""


def test_a_migration_that_is_killed_leaves_the_old_store_and_runs_again(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    _old_store(path)
    command = [sys.executable, "-c", MIGRATE_AND_WAIT, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        assert process.stdout.readline() == "half way\n"
        process.kill()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} == {
        "debates",
        "maps",
        "sqlite_sequence",
    }
    connection.close()
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert store.connection.execute("SELECT id FROM debates").fetchall() == [("x",)]
