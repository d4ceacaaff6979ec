"""What is kept on this computer, in one SQLite file: argument maps and debates here, and tables of other modules.

`judgements` and `registry` keep theirs. What these three offer in public is all that the program asks of a store, so
that one on a server needs no more.
"""

import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from corpus import ArgumentMap, Debate, DebatkaartError, Language, Pole, Side
from pipeline._errors import system_reasons
from pipeline._map_json import dump_debate, dump_map, encode, parse_map

VARIABLE = "DEBATKAART_HOME"
FILE = "debatkaart.sqlite"
# "Debk" in ASCII: tells our file from any other SQLite file.
APPLICATION_ID = 0x4465626B
# Another window of the dashboard may be writing; it never takes longer than this.
WAIT_SECONDS = 10.0

# The number of migrations that ran is the file's `user_version`. Add at the end; never change one that was released.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE maps (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        saved TEXT NOT NULL,
        documents INTEGER NOT NULL,
        sentences INTEGER NOT NULL,
        content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE debates (
        id TEXT PRIMARY KEY,
        saved TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE documents (
        sha256 TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        source TEXT NOT NULL,
        title TEXT NOT NULL,
        author TEXT,
        date TEXT,
        language TEXT NOT NULL,
        extractor TEXT NOT NULL,
        registered TEXT NOT NULL
    ) STRICT;
    CREATE TABLE sentences (
        id INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (sha256),
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        kind TEXT NOT NULL,
        speaker TEXT,
        random_share INTEGER NOT NULL DEFAULT 0,
        UNIQUE (document, start, stop)
    ) STRICT;
    CREATE TABLE annotators (
        name TEXT PRIMARY KEY,
        added TEXT NOT NULL
    ) STRICT;
    CREATE TABLE judged_debates (
        id TEXT PRIMARY KEY,
        content TEXT NOT NULL
    ) STRICT;
    CREATE TABLE judgements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sentence INTEGER NOT NULL REFERENCES sentences (id),
        annotator TEXT NOT NULL REFERENCES annotators (name),
        made TEXT NOT NULL,
        model TEXT NOT NULL,
        shown INTEGER NOT NULL DEFAULT 1,
        settles INTEGER NOT NULL DEFAULT 0,
        content TEXT NOT NULL,
        withdraws INTEGER UNIQUE REFERENCES judgements (id)
    ) STRICT;
    CREATE INDEX judgements_of_sentence ON judgements (sentence);
    CREATE TRIGGER judgements_never_change BEFORE UPDATE ON judgements BEGIN
        SELECT RAISE(ABORT, 'a judgement never changes');
    END;
    CREATE TRIGGER judgements_never_go BEFORE DELETE ON judgements BEGIN
        SELECT RAISE(ABORT, 'a judgement is never deleted');
    END;
    """,
    """
    CREATE TABLE models (
        id TEXT PRIMARY KEY,
        report TEXT NOT NULL
    ) STRICT;
    CREATE TABLE promotions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        act TEXT NOT NULL CHECK (act IN ('promote', 'back')),
        model TEXT NOT NULL,
        made TEXT NOT NULL,
        anyway INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    """,
)


class StoreError(DebatkaartError):
    """The store cannot be used."""


class StoreUnusable(StoreError):
    """The file cannot be opened, is not a store, or is damaged."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "De opslag {path} is niet te gebruiken: {reason_nl}. Verplaats het bestand of kies een andere map met "
        "de variabele DEBATKAART_HOME.",
        "en": "The store {path} cannot be used: {reason_en}. Move the file away or choose another folder with the "
        "variable DEBATKAART_HOME.",
    }


class StoreTooNew(StoreError):
    """A later version of debatkaart wrote the file."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "De opslag {path} is van een nieuwere versie ({found}, deze kent {known}); werk debatkaart bij.",
        "en": "The store {path} is from a newer version ({found}, this one knows {known}); update debatkaart.",
    }


class NotInStore(StoreError):
    """Nothing is kept under this id (any more)."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "“{id}” staat niet (meer) in de opslag.",
        "en": "“{id}” is not in the store (any more).",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMap:
    """A map in the store, without its content."""

    id: int
    name: str
    saved: str
    documents: int
    sentences: int


def home_folder(*, environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where debatkaart keeps things: DEBATKAART_HOME, else what the operating system has for a user's own data."""
    variables = os.environ if environment is None else environment
    if chosen := variables.get(VARIABLE):
        return Path(chosen).expanduser()
    home = Path(variables.get("HOME") or Path.home())
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData" / "Local") / "debatkaart"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "debatkaart"
    data = variables.get("XDG_DATA_HOME", "")
    # The XDG standard says to ignore a relative path.
    return (Path(data) if data.startswith("/") else home / ".local" / "share") / "debatkaart"


@contextmanager
def open_store(path: Path | None = None) -> "Iterator[Store]":
    """The store in the file `path`, or in the home folder; made where it is not there yet, closed at the end.

    Raises:
        StoreError: it cannot be used.
    """
    place = path or home_folder() / FILE
    connection = _connect(place)
    try:
        _migrate(connection, place)
        yield Store(connection)
    except sqlite3.Error as error:
        raise _unusable(place, error) from error
    finally:
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except OSError as error:
        raise StoreUnusable(path=path, **system_reasons(error)) from error
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: sqlite3.Error) -> StoreUnusable:
    return StoreUnusable(path=path, reason_nl=f"SQLite meldt “{error}”", reason_en=f"SQLite says “{error}”")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file up to date, in one transaction; nothing is touched in a file that is not ours."""
    owner, version = (_number(connection, name) for name in ("application_id", "user_version"))
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if owner != APPLICATION_ID and tables:
        why = {"reason_nl": "het is een bestand van een ander programma", "reason_en": "another program made the file"}
        raise StoreUnusable(path=path, **why)
    if version > len(MIGRATIONS):
        raise StoreTooNew(path=path, found=version, known=len(MIGRATIONS))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have done it while this one waited.
        version = _number(connection, "user_version")
        if 0 < version < len(MIGRATIONS):
            _copy_aside(path, version)
        for number in range(version, len(MIGRATIONS)):
            for statement in _statements(MIGRATIONS[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Whatever is written within is kept whole, or not at all where an error stops it; one inside another joins it."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _copy_aside(path: Path, version: int) -> None:
    """Keep the file as the old version had it, whole or not at all; called while nobody else can write."""
    copy = path.with_name(f"{path.name}.v{version}")
    aside = copy.with_name(f"{copy.name}.{os.getpid()}.tmp")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(aside)) as new:
        old.backup(new)
    aside.replace(copy)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger holds semicolons of its own."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


class Store:
    """An open store; `open_store` makes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """For the modules that keep tables of their own in the same file."""
        return self._connection

    def keep_map(self, argument_map: ArgumentMap, *, name: str, saved: str) -> int:
        """Keep a map under a new id; `saved` is the moment (ISO 8601)."""
        content = zlib.compress(b"".join(encode(dump_map(argument_map))))
        row = (name, saved, len(argument_map.documents), len(argument_map.sentences), content)
        command = "INSERT INTO maps (name, saved, documents, sentences, content) VALUES (?, ?, ?, ?, ?)"
        return int(self._connection.execute(command, row).lastrowid or 0)

    def maps(self) -> tuple[KeptMap, ...]:
        """The maps that are kept, the last one first."""
        rows = self._connection.execute("SELECT id, name, saved, documents, sentences FROM maps ORDER BY id DESC")
        return tuple(
            KeptMap(id=number, name=name, saved=saved, documents=documents, sentences=sentences)
            for number, name, saved, documents, sentences in rows
        )

    def map(self, identity: int) -> ArgumentMap:
        """The map with this id, checked as any map file.

        Raises:
            NotInStore: there is none.
            MapError: its content was changed from outside.
        """
        found = self._connection.execute("SELECT name, content FROM maps WHERE id = ?", (identity,)).fetchone()
        if found is None:
            raise NotInStore(id=identity)
        return parse_map(zlib.decompress(found[1]), source=found[0])

    def drop_map(self, identity: int) -> None:
        """Keep this map no longer; nothing happens where it is not there."""
        self._connection.execute("DELETE FROM maps WHERE id = ?", (identity,))

    def keep_debate(self, debate: Debate, *, saved: str) -> None:
        """Keep a debate; one with the same id is replaced."""
        content = json.dumps(dump_debate(debate), ensure_ascii=True)
        command = (
            "INSERT INTO debates (id, saved, content) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET saved = excluded.saved, content = excluded.content"
        )
        self._connection.execute(command, (debate.id, saved, content))

    def debates(self) -> tuple[Debate, ...]:
        """The debates that are kept, in the order in which they were first kept."""
        rows = self._connection.execute("SELECT content FROM debates ORDER BY rowid")
        return tuple(_debate(json.loads(content)) for (content,) in rows)

    def drop_debate(self, identity: str) -> None:
        """Keep this debate no longer; nothing happens where it is not there."""
        self._connection.execute("DELETE FROM debates WHERE id = ?", (identity,))


def _debate(content: Mapping[str, object]) -> Debate:
    poles = content["poles"]
    assert isinstance(poles, list)  # noqa: S101 - only `keep_debate` writes these rows
    a, b = (Pole(id=Side(pole["id"]), name=pole["name"], statement=pole["statement"]) for pole in poles)
    return Debate(id=str(content["id"]), question=str(content["question"]), poles=(a, b))
