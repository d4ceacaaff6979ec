"""What people say of sentences: one row a judgement, none ever changed, in the store beside the maps.

A sentence is known by its text's hash and its offsets, so the same text in two maps has the same judgements.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from corpus import ArgumentMap, Debate, Document, Kind, Pole, Side
from pipeline._map_json import dump_debate
from pipeline.labels.label import InvalidLabel, KeptJudgement, Label, Place, combined, dump_label, parse_label
from pipeline.store import NotInStore, open_store, transaction

NAME_CHARACTERS = 80
# Bound variables in one SQLite command; far below the limit of any build.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence of a text with what everybody says of it, oldest first."""

    place: Place
    kind: Kind
    speaker: str | None
    random_share: bool = False
    judgements: tuple[KeptJudgement, ...] = ()

    @property
    def label(self) -> Label | None:
        """What counts; None where nobody judged."""
        return combined(self.judgements) if self.judgements else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDocument:
    """A text of which somebody judged a sentence: all its sentences in order, the judged and the others.

    Attributes:
        document: Its id is the hash of its text.
        debates: Those that a stance was given on.
    """

    document: Document
    debates: tuple[Debate, ...]
    sentences: tuple[LabelledSentence, ...]


@contextmanager
def open_judgements(path: Path | None = None) -> "Iterator[Judgements]":
    """The judgements in the store `path`, or in the one of the home folder; closed at the end.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_store(path) as store:
        # A judgement that was confirmed must survive the loss of power.
        store.connection.execute("PRAGMA synchronous = FULL")
        yield Judgements(store.connection)


class Judgements:
    """The judgements of an open store; `open_judgements` makes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def register(self, argument_map: ArgumentMap, *, registered: str) -> None:
        """Make the texts, sentences and debates of a map known, so that they can be judged; known ones stay as is."""
        hashes = {document.id: document.sha256 for document in argument_map.documents}
        with self._transaction() as connection:
            connection.executemany(_ADD_DOCUMENT, (_document_row(one, registered) for one in argument_map.documents))
            connection.executemany(
                _ADD_SENTENCE,
                (
                    (hashes[one.document], one.start, one.end, one.kind.value, one.speaker)
                    for one in argument_map.sentences
                ),
            )
            rows = ((debate.id, json.dumps(dump_debate(debate))) for debate in argument_map.debates)
            connection.executemany("INSERT OR REPLACE INTO judged_debates (id, content) VALUES (?, ?)", rows)

    def record(
        self,
        place: Place,
        label: Label,
        *,
        annotator: str,
        made: str,
        model: str,
        shown: bool = True,
        settles: bool = False,
    ) -> int:
        """Keep what somebody says of a sentence, in place of what they said before; gives the new row's id.

        Raises:
            NotInStore: nobody made the text known.
            InvalidLabel: the label says nothing, the annotator has no name, or the offsets leave the text.
        """
        self._check(place, label, annotator)
        content = json.dumps(dump_label(label))
        with self._transaction() as connection:
            spans = ((place.start, place.end), *label.parts)
            rows = ((place.document, start, end, Kind.SENTENCE.value, None) for start, end in spans)
            connection.executemany(_ADD_SENTENCE, rows)
            connection.execute("INSERT OR IGNORE INTO annotators (name, added) VALUES (?, ?)", (annotator, made))
            row = (annotator, made, model, shown, settles, content, place.document, place.start, place.end)
            return int(connection.execute(_ADD_JUDGEMENT, row).lastrowid or 0)

    def _check(self, place: Place, label: Label, annotator: str) -> None:
        if label.is_empty:
            raise InvalidLabel(nl="het label zegt niets", en="the label says nothing")
        if not annotator.strip() or len(annotator) > NAME_CHARACTERS or annotator == "model":
            raise InvalidLabel(
                nl="wie labelt, heeft een naam van hooguit 80 tekens, anders dan “model”",
                en="an annotator has a name of at most 80 characters, other than “model”",
            )
        command = "SELECT length(text) FROM documents WHERE sha256 = ?"
        found = self._connection.execute(command, (place.document,)).fetchone()
        if found is None:
            raise NotInStore(id=place.document)
        if place.end > found[0]:
            raise InvalidLabel(
                nl=f"de zin loopt tot {place.end}, de tekst tot {found[0]}",
                en=f"the sentence ends at {place.end}, the text at {found[0]}",
            )

    def withdraw(self, identity: int, *, annotator: str, made: str) -> None:
        """Take back a judgement of one's own; what the annotator said before counts again.

        Raises:
            NotInStore: the annotator has no such judgement that stands.
        """
        with self._transaction() as connection:
            row = (made, identity, annotator)
            if not connection.execute(_WITHDRAW, row).rowcount:
                raise NotInStore(id=identity)

    def last(self, annotator: str) -> KeptJudgement | None:
        """The judgement that somebody gave last and that stands."""
        rows = self._connection.execute(f"{_SELECT} AND j.annotator = ? ORDER BY j.id DESC LIMIT 1", (annotator,))
        return next((_kept(row) for row in rows), None)

    def standing(self, documents: Collection[str] | None = None) -> tuple[KeptJudgement, ...]:
        """Of every person the last word on every sentence, oldest first; one more where they settled a difference.

        Args:
            documents: Hashes of the texts to look at; None for all.
        """
        if documents is None:
            rows = [_kept(row) for row in self._connection.execute(f"{_SELECT} ORDER BY j.id")]
        else:
            rows = [_kept(row) for part in _portions(documents) for row in self._of(part)]
        newest = {(one.place, one.annotator, one.settles): one for one in sorted(rows, key=lambda one: one.id)}
        return tuple(sorted(newest.values(), key=lambda one: one.id))

    def _of(self, hashes: Sequence[str]) -> sqlite3.Cursor:
        marks = ", ".join("?" * len(hashes))
        return self._connection.execute(f"{_SELECT} AND s.document IN ({marks})", hashes)

    def history(self, place: Place) -> tuple[KeptJudgement, ...]:
        """All that was ever said of a sentence, oldest first, what was withdrawn too."""
        where = "WHERE j.withdraws IS NULL AND s.document = ? AND s.start = ? AND s.stop = ? ORDER BY j.id"
        rows = self._connection.execute(f"{_COLUMNS} {where}", (place.document, place.start, place.end))
        return tuple(_kept(row) for row in rows)

    def version(self) -> int:
        """A number that grows whenever somebody judges or takes back."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM judgements").fetchone()[0])

    def annotators(self) -> tuple[str, ...]:
        """Everybody who ever judged, in the order of their first judgement."""
        return tuple(name for (name,) in self._connection.execute("SELECT name FROM annotators ORDER BY rowid"))

    def mark_random(self, places: Iterable[Place]) -> None:
        """Note that chance drew these sentences, whatever the model thinks of them."""
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE sentences SET random_share = 1 WHERE document = ? AND start = ? AND stop = ?",
                [(one.document, one.start, one.end) for one in places],
            )

    def random_places(self) -> frozenset[Place]:
        """The sentences that chance drew."""
        rows = self._connection.execute("SELECT document, start, stop FROM sentences WHERE random_share = 1")
        return frozenset(Place(document=document, start=start, end=end) for document, start, end in rows)

    def document(self, sha256: str) -> Document:
        """A text that was made known; its id is its hash.

        Raises:
            NotInStore: it was not.
        """
        row = self._connection.execute(f"{_DOCUMENT} WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise NotInStore(id=sha256)
        return _document(row)

    def hashes(self) -> frozenset[str]:
        """The hashes of all texts that were made known."""
        return frozenset(sha256 for (sha256,) in self._connection.execute("SELECT sha256 FROM documents"))

    def is_sentence(self, place: Place) -> bool:
        """True where this stretch of a text is known as a sentence."""
        command = "SELECT 1 FROM sentences WHERE document = ? AND start = ? AND stop = ?"
        row = (place.document, place.start, place.end)
        return self._connection.execute(command, row).fetchone() is not None

    def debates(self) -> tuple[Debate, ...]:
        """The debates that sentences were judged on, in their last wording."""
        return tuple(
            _debate(json.loads(content))
            for (content,) in self._connection.execute("SELECT content FROM judged_debates ORDER BY rowid")
        )

    def labelled_documents(self) -> list[LabelledDocument]:
        """Every text with a judgement that stands, with all its sentences.

        A sentence of the random share may be in here: whoever trains must keep those out, or they measure nothing.
        """
        by_document: dict[str, list[KeptJudgement]] = {}
        for judgement in self.standing():
            by_document.setdefault(judgement.place.document, []).append(judgement)
        debates = {debate.id: debate for debate in self.debates()}
        return [self._labelled(sha256, found, debates) for sha256, found in by_document.items()]

    def _labelled(
        self, sha256: str, judgements: Sequence[KeptJudgement], debates: Mapping[str, Debate]
    ) -> LabelledDocument:
        command = "SELECT start, stop, kind, speaker, random_share FROM sentences WHERE document = ? ORDER BY start"
        said: dict[Place, list[KeptJudgement]] = {}
        for one in judgements:
            said.setdefault(one.place, []).append(one)
        known = [_labelled_sentence(sha256, row, said) for row in self._connection.execute(command, (sha256,))]
        asked = dict.fromkeys(debate for one in judgements for debate in one.label.stances)
        return LabelledDocument(
            document=self.document(sha256),
            debates=tuple(debates[name] for name in asked if name in debates),
            sentences=tuple(_without_overlaps(known)),
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Whatever is kept meanwhile is kept whole, or not at all where an error stops it."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with transaction(self._connection):
            yield self._connection


_ADD_DOCUMENT = (
    "INSERT OR IGNORE INTO documents (sha256, text, source, title, author, date, language, extractor, registered) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_SENTENCE = "INSERT OR IGNORE INTO sentences (document, start, stop, kind, speaker) VALUES (?, ?, ?, ?, ?)"
_ADD_JUDGEMENT = (
    "INSERT INTO judgements (sentence, annotator, made, model, shown, settles, content) "
    "SELECT id, ?, ?, ?, ?, ?, ? FROM sentences WHERE document = ? AND start = ? AND stop = ?"
)
_WITHDRAW = (
    "INSERT INTO judgements (sentence, annotator, made, model, content, withdraws) "
    "SELECT sentence, annotator, ?, model, '{}', id FROM judgements j WHERE id = ? AND annotator = ? "
    "AND withdraws IS NULL AND NOT EXISTS (SELECT 1 FROM judgements w WHERE w.withdraws = j.id)"
)
_COLUMNS = (
    "SELECT j.id, s.document, s.start, s.stop, j.annotator, j.made, j.model, j.content, j.shown, j.settles, "
    "s.random_share FROM judgements j JOIN sentences s ON s.id = j.sentence"
)
_STANDS = "WHERE j.withdraws IS NULL AND NOT EXISTS (SELECT 1 FROM judgements w WHERE w.withdraws = j.id)"
_SELECT = f"{_COLUMNS} {_STANDS}"
_DOCUMENT = "SELECT sha256, text, source, title, author, date, language, extractor FROM documents"


def _document_row(document: Document, registered: str) -> tuple[str | None, ...]:
    about = (document.source, document.title, document.author, document.date, document.language, document.extractor)
    return (document.sha256, document.text, *about, registered)


def _document(row: Sequence[str]) -> Document:
    names = ("id", "text", "source", "title", "author", "date", "language", "extractor")
    return Document(**cast("dict[str, Any]", dict(zip(names, row, strict=True))))


def _debate(content: Mapping[str, Any]) -> Debate:
    a, b = (Pole(id=Side(pole["id"]), name=pole["name"], statement=pole["statement"]) for pole in content["poles"])
    return Debate(id=content["id"], question=content["question"], poles=(a, b))


def _kept(row: Sequence[Any]) -> KeptJudgement:
    identity, document, start, end, annotator, made, model, content, shown, settles, random_share = row
    return KeptJudgement(
        id=identity,
        place=Place(document=document, start=start, end=end),
        annotator=annotator,
        made=made,
        model=model,
        label=parse_label(json.loads(content)),
        shown=bool(shown),
        settles=bool(settles),
        random_share=bool(random_share),
    )


def _labelled_sentence(
    sha256: str, row: Sequence[Any], said: Mapping[Place, Sequence[KeptJudgement]]
) -> LabelledSentence:
    start, end, kind, speaker, random_share = row
    place = Place(document=sha256, start=start, end=end)
    judgements = tuple(said.get(place, ()))
    return LabelledSentence(
        place=place, kind=Kind(kind), speaker=speaker, random_share=bool(random_share), judgements=judgements
    )


def _without_overlaps(sentences: Sequence[LabelledSentence]) -> list[LabelledSentence]:
    """The sentences in order, each stretch of text once: what was judged goes before what was not.

    Another version of the splitter, or a person who split or merged, leaves sentences that overlap.
    """
    kept: list[LabelledSentence] = []
    for one in sorted(sentences, key=lambda each: (-_weight(each), each.place)):
        if one.label and one.label.parts and (one.place.start, one.place.end) not in one.label.parts:
            continue
        at = bisect_left(kept, one.place, key=lambda each: each.place)
        before, after = kept[at - 1 : at] if at else [], kept[at : at + 1]
        if all(each.place.end <= one.place.start for each in before) and all(
            one.place.end <= each.place.start for each in after
        ):
            kept.insert(at, one)
    return kept


def _weight(sentence: LabelledSentence) -> int:
    return max((one.id for one in sentence.judgements), default=0)


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    listed = list(dict.fromkeys(values))
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))
