"""What the label view does to the store, and the open map as people judged it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from corpus import ArgumentMap
from pipeline.analysis.index import build_index
from pipeline.corrections import corrected, place_of
from pipeline.judgements import Judgements, open_judgements
from pipeline.labels.exchange import LabelFile, Shelf, Taken, shelf_of, take_in
from pipeline.labels.label import KeptJudgement, Label, Place
from pipeline.store import FILE, home_folder

if TYPE_CHECKING:
    from dashboard.state import Loaded

_SEEN = "labelled"
_REGISTERED = "labelled-registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The open map as people judged it, and as the model made it.

    Attributes:
        version: Of the judgements, when this was worked out.
        standing: The judgements that stand of its texts.
    """

    loaded: "Loaded"
    original: ArgumentMap
    version: int
    standing: tuple[KeptJudgement, ...]

    def place(self, sentence: str) -> Place:
        """Where a sentence of the map stands."""
        found = self.loaded.index.sentences[sentence]
        return place_of(found, self.loaded.index.documents[found.document])


def up_to_date(loaded: "Loaded") -> "Loaded":
    """The open map with the judgements that stand; the same object as long as nobody judged.

    Raises:
        StoreError: the store cannot be used.
    """
    if not (home_folder() / FILE).exists():
        return loaded
    return seen(loaded).loaded


def seen(loaded: "Loaded") -> Seen:
    """The open map with and without judgements.

    Raises:
        StoreError: the store cannot be used.
    """
    known: Seen | None = st.session_state.get(_SEEN)
    ours = known is not None and (known.loaded is loaded or known.original is loaded.map)
    with open_judgements() as judgements:
        version = judgements.version()
        if known is not None and ours and known.version == version:
            return known
        original = known.original if known is not None and ours else loaded.map
        standing = judgements.standing([document.sha256 for document in original.documents])
    found = Seen(loaded=_with(loaded, original, standing), original=original, version=version, standing=standing)
    st.session_state[_SEEN] = found
    return found


def _with(loaded: "Loaded", original: ArgumentMap, standing: Iterable[KeptJudgement]) -> "Loaded":
    judged = corrected(original, standing)
    return loaded if judged is loaded.map else replace(loaded, map=judged, index=build_index(judged))


def now() -> str:
    """The moment, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _open_for(about: Seen) -> Iterator[Judgements]:
    """The judgements of a store that knows the open map."""
    register(about)
    with open_judgements() as judgements:
        yield judgements


def register(about: Seen) -> None:
    """Make the open map known to the store, once.

    Raises:
        StoreError: the store cannot be used.
    """
    if st.session_state.get(_REGISTERED) is about.original:
        return
    with open_judgements() as judgements:
        judgements.register(about.original, registered=now())
    st.session_state[_REGISTERED] = about.original


def change(about: Seen, place: Place, make: Callable[[Label], Label], *, annotator: str, shown: bool = False) -> Label:
    """Keep what `make` makes of what somebody says of a sentence, and give it; the map must be registered.

    A key that is pressed while the last one is still at work runs beside it, so reading and writing are one. And it
    stops the last one wherever that touches the session, so nothing here does.

    Raises:
        StoreError: the store cannot be used.
        InvalidLabel: the label contradicts itself.
    """
    with open_judgements() as judgements, judgements.together():
        standing = judgements.standing([place.document])
        own = [one for one in standing if one.place == place and one.annotator == annotator]
        label = make(own[-1].label if own else Label())
        settles = any(one.settles for one in own)
        _keep(judgements, about, place, label, annotator=annotator, shown=shown, settles=settles)
    return label


def record(
    about: Seen, place: Place, label: Label, *, annotator: str, shown: bool = False, settles: bool = False
) -> None:
    """Keep what somebody says of a sentence of the open map.

    Raises:
        StoreError: the store cannot be used.
        InvalidLabel: the label contradicts itself.
    """
    with _open_for(about) as judgements:
        _keep(judgements, about, place, label, annotator=annotator, shown=shown, settles=settles)


def _keep(
    judgements: Judgements, about: Seen, place: Place, label: Label, *, annotator: str, shown: bool, settles: bool
) -> None:
    model = about.original.made_by.model
    judgements.record(place, label, annotator=annotator, made=now(), model=model, shown=shown, settles=settles)


def mark_random(about: Seen, sentences: Iterable[str]) -> None:
    """Note that chance drew these sentences.

    Raises:
        StoreError: the store cannot be used.
    """
    with _open_for(about) as judgements:
        judgements.mark_random(about.place(one) for one in sentences)


def take_back(annotator: str) -> Place | None:
    """Take back what somebody said last, and give the sentence; None where they said nothing.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_judgements() as judgements:
        last = judgements.last(annotator)
        if last is not None:
            judgements.withdraw(last.id, annotator=annotator, made=now())
    return last.place if last else None


def annotators() -> tuple[str, ...]:
    """Everybody who ever judged on this computer.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_judgements() as judgements:
        return judgements.annotators()


def everything() -> Shelf:
    """All labels on this computer, for a file.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_judgements() as judgements:
        return shelf_of(judgements)


def take_file(about: Seen, file: LabelFile, *, annotator: str | None, replace_own: bool) -> Taken:
    """Take in a file of labels; the texts of the open map are known to it.

    Raises:
        StoreError: the store cannot be used.
    """
    with _open_for(about) as judgements:
        return take_in(judgements, file, annotator=annotator, now=now(), replace_own=replace_own)
