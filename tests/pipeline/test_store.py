import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import ArgumentMap, Debate
from pipeline.store import (
    APPLICATION_ID,
    MIGRATIONS,
    NotInStore,
    StoreTooNew,
    StoreUnusable,
    home_folder,
    open_store,
)

SAVED = "2026-11-25T09:00:00Z"


def test_a_map_comes_back_equal(tmp_path: Path, make_map: Callable[..., ArgumentMap]) -> None:
    kept = make_map()
    with open_store(tmp_path / "s.sqlite") as store:
        identity = store.keep_map(kept, name="Proef", saved=SAVED)
    with open_store(tmp_path / "s.sqlite") as store:
        assert store.map(identity) == kept
        (row,) = store.maps()
    assert (row.name, row.saved, row.documents, row.sentences) == ("Proef", SAVED, 1, 1)


def test_the_last_map_stands_first_and_a_dropped_one_is_gone(
    tmp_path: Path, make_map: Callable[..., ArgumentMap]
) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        first, second = (store.keep_map(make_map(), name=name, saved=SAVED) for name in ("een", "twee"))
        assert [kept.name for kept in store.maps()] == ["twee", "een"]
        store.drop_map(second)
        assert [kept.id for kept in store.maps()] == [first]
        with pytest.raises(NotInStore):
            store.map(second)


def test_an_id_is_never_used_twice(tmp_path: Path, make_map: Callable[..., ArgumentMap]) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        first = store.keep_map(make_map(), name="een", saved=SAVED)
        store.drop_map(first)
        assert store.keep_map(make_map(), name="twee", saved=SAVED) != first


def test_debates_come_back_in_the_order_in_which_they_were_kept(
    tmp_path: Path, make_debate: Callable[..., Debate]
) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        for identity in ("z", "a"):
            store.keep_debate(make_debate(identity), saved=SAVED)
        assert store.debates() == (make_debate("z"), make_debate("a"))


def test_keeping_a_debate_again_replaces_its_wording(tmp_path: Path, make_debate: Callable[..., Debate]) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.keep_debate(make_debate(), saved=SAVED)
        changed = make_debate(a="Parkeren blijft kosteloos.")
        store.keep_debate(changed, saved=SAVED)
        assert store.debates() == (changed,)
        store.drop_debate(changed.id)
        assert store.debates() == ()


@pytest.mark.parametrize("text", ["'); DROP TABLE maps; --", "<script>", "=1+1", "\ud83d", "نص"])
def test_any_text_is_kept_as_it_is(tmp_path: Path, make_debate: Callable[..., Debate], text: str) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        store.keep_debate(make_debate(a=text), saved=SAVED)
        assert store.debates() == (make_debate(a=text),)


def test_what_was_kept_before_an_error_stays(tmp_path: Path, make_debate: Callable[..., Debate]) -> None:
    with pytest.raises(RuntimeError), open_store(tmp_path / "s.sqlite") as store:  # noqa: PT012
        store.keep_debate(make_debate(), saved=SAVED)
        raise RuntimeError
    with open_store(tmp_path / "s.sqlite") as store:
        assert len(store.debates()) == 1


def test_two_open_stores_see_each_other(tmp_path: Path, make_debate: Callable[..., Debate]) -> None:
    with open_store(tmp_path / "s.sqlite") as one, open_store(tmp_path / "s.sqlite") as other:
        one.keep_debate(make_debate(), saved=SAVED)
        assert len(other.debates()) == 1


def test_the_file_says_whose_it_is_and_which_version(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite"):
        pass
    connection = sqlite3.connect(tmp_path / "s.sqlite")
    numbers = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    assert (numbers, mode) == ([APPLICATION_ID, len(MIGRATIONS)], "wal")


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite"):
        pass
    _run(tmp_path / "s.sqlite", f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreTooNew) as caught, open_store(tmp_path / "s.sqlite"):
        pass
    assert "nieuwere versie" in caught.value.message("nl")


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    _run(tmp_path / "s.sqlite", "CREATE TABLE recipes (name TEXT)")
    before = (tmp_path / "s.sqlite").read_bytes()
    with pytest.raises(StoreUnusable), open_store(tmp_path / "s.sqlite"):
        pass
    assert (tmp_path / "s.sqlite").read_bytes() == before


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text("Dit is een brief. " * 100)
    with pytest.raises(StoreUnusable) as caught, open_store(tmp_path / "s.sqlite"):
        pass
    assert "DEBATKAART_HOME" in caught.value.message("nl")


def test_a_home_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StoreUnusable), open_store(tmp_path / "home" / "s.sqlite"):
        pass


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"DEBATKAART_HOME": "/elders", "HOME": "/h"}, "/elders"),
        ("linux", {"XDG_DATA_HOME": "/data", "HOME": "/h"}, "/data/debatkaart"),
        ("linux", {"XDG_DATA_HOME": "niet/vanaf/de/wortel", "HOME": "/h"}, "/h/.local/share/debatkaart"),
        ("linux", {"HOME": "/h"}, "/h/.local/share/debatkaart"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/debatkaart"),
        ("win32", {"LOCALAPPDATA": "/w", "HOME": "/h"}, "/w/debatkaart"),
        ("win32", {"HOME": "/h"}, "/h/AppData/Local/debatkaart"),
    ],
)
def test_each_system_has_its_folder(platform: str, environment: dict[str, str], expected: str) -> None:
    assert home_folder(environment=environment, platform=platform) == Path(expected)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "home" / "s.sqlite"):
        pass
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def _run(path: Path, command: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(command)
    connection.commit()
    connection.close()
