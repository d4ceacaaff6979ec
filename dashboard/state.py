"""What a session knows: the only caches and session keys of the dashboard, and the parts that all views share."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from corpus import AUTHOR, INTERVIEWER, UNATTRIBUTED, ArgumentMap, Debate, Document, Sentence, Side
from dashboard._language import choose_language, language
from dashboard.texts import plain, say, shorten
from pipeline.analysis.drafting import Array, Trial, add_debate, judged_sentences, try_draft
from pipeline.analysis.index import MapIndex, SpeakerKey, build_index, stance_on
from pipeline.analysis.search import SearchIndex, build_search
from pipeline.analysis.speakers import Speaker, speakers_of

if TYPE_CHECKING:
    from models import Model

Value = TypeVar("Value")

__all__ = [
    "Loaded",
    "Vectors",
    "add_debate_to_map",
    "choose_debate",
    "choose_language",
    "current",
    "debate",
    "engine",
    "go_to",
    "keep",
    "keep_pages",
    "kept",
    "kept_values",
    "language",
    "load",
    "open_sentence",
    "require_debate",
    "require_map",
    "search_index",
    "show_evidence",
    "side_label",
    "side_mark",
    "side_markdown",
    "speaker_label",
    "speaker_name",
    "speakers",
    "take_target",
    "try_debate",
    "vectors",
]

MAP_VARIABLE = "DEBATKAART_MAP"
EVIDENCE_SHOWN = 10
_LOADED = "loaded"
_DEBATE = "debate"
_PAGES = "pages"
_TARGET = "target"
_KEPT = "kept"
_NO_DEBATE = "no-debate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The map that a session looks at, its look-ups, and what to call it."""

    name: str
    map: ArgumentMap
    index: MapIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Sentences with a unit vector each (n, hidden) that holds their meaning."""

    sentences: tuple[Sentence, ...]
    values: Array


@dataclass(slots=True, kw_only=True)
class _Shelf:
    """What outlives the reload of a page; one user sits at this computer."""

    loaded: Loaded | None = None
    started: bool = False
    worked_out_for: Loaded | None = None
    worked_out: dict[str, Any] = field(default_factory=dict)


@st.cache_resource(max_entries=1, show_spinner=False)
def _shelf() -> _Shelf:
    return _Shelf()


def engine() -> "Model":
    """The model in use, loaded once for all sessions; one that was taken into use elsewhere meanwhile is loaded anew.

    Raises:
        ModelError: the model's weights are missing.
    """
    from pipeline.registry import in_use  # noqa: PLC0415 - most views need no model

    return _load_engine(in_use())


@st.cache_resource(max_entries=1, show_spinner=False)
def _load_engine(in_use: str) -> "Model":  # noqa: ARG001 - the key of the cache
    from pipeline._engine import load_model  # noqa: PLC0415 - torch is heavy, and reading a map does not need it

    return load_model()


def search_index(loaded: Loaded) -> SearchIndex:
    """The words of a map, looked up once."""
    return _once(loaded, "search", lambda: build_search(loaded.index))


def speakers(loaded: Loaded) -> Mapping[str, Speaker]:
    """Everybody who speaks in a map, most heard first, by id."""
    return _once(loaded, "speakers", lambda: speakers_of(loaded.index))


def vectors(loaded: Loaded) -> Vectors:
    """The meaning of every sentence of a map; the first time the model reads them all.

    Raises:
        ModelError: the model's weights are missing.
    """
    return _once(loaded, "vectors", lambda: _read_vectors(loaded))


def _read_vectors(loaded: Loaded) -> Vectors:
    sentences = judged_sentences(loaded.map)
    return Vectors(sentences=sentences, values=engine().embed([one.text for one in sentences]))


def try_debate(loaded: Loaded, chosen: Debate) -> Trial:
    """Where the sentences of a map that are nearest to a debate fall in it.

    Raises:
        ModelError: the model's weights are missing.
    """
    known = vectors(loaded)
    return try_draft(loaded.map, chosen, known.sentences, known.values, model=engine())


def add_debate_to_map(loaded: Loaded, chosen: Debate, *, progress: Callable[[int, int], None] | None = None) -> Loaded:
    """Judge the whole map on a debate as well, and look at the result from now on.

    Raises:
        ModelError: the model's weights are missing.
    """
    added = add_debate(loaded.map, chosen, model=engine(), progress=progress)
    return load(added, loaded.name, debate=chosen.id)


def _once(loaded: Loaded, name: str, make: Callable[[], Value]) -> Value:
    """What is worked out of a map, kept until another map is asked about."""
    shelf = _shelf()
    if shelf.worked_out_for is not loaded:
        shelf.worked_out_for, shelf.worked_out = loaded, {}
    if name not in shelf.worked_out:
        shelf.worked_out[name] = make()
    value: Value = shelf.worked_out[name]
    return value


def current() -> Loaded | None:
    """The map that this session looks at; a new session goes on with the last one."""
    if _LOADED not in st.session_state:
        st.session_state[_LOADED] = _first_map()
    loaded: Loaded | None = st.session_state[_LOADED]
    return _corrected(loaded) if loaded else None


def _corrected(loaded: Loaded) -> Loaded:
    """What people judged counts in every view; a store that cannot be used is for the label page to report."""
    from dashboard.labelling import up_to_date  # noqa: PLC0415 - it imports this module
    from pipeline.store import StoreError  # noqa: PLC0415

    try:
        return up_to_date(loaded)
    except StoreError:
        return loaded


def _first_map() -> Loaded | None:
    shelf = _shelf()
    path = os.environ.get(MAP_VARIABLE)
    if path and not shelf.started:
        from pipeline._map_json import load_map  # noqa: PLC0415 - the checker is heavy

        # The command has checked that the file is a map before it started this server.
        shelf.loaded = _loaded(load_map(Path(path)), name=Path(path).name)
    shelf.started = True
    return shelf.loaded


def load(argument_map: ArgumentMap, name: str, *, debate: str | None = None) -> Loaded:
    """Look at `argument_map` (at `debate` in it) from now on, in this session and after a reload."""
    loaded = _loaded(argument_map, name=name)
    for key in (_DEBATE, _TARGET, _KEPT):
        st.session_state.pop(key, None)
    if debate:
        st.session_state[_DEBATE] = debate
    st.session_state[_LOADED] = loaded
    shelf = _shelf()
    shelf.loaded, shelf.started = loaded, True
    return loaded


def _loaded(argument_map: ArgumentMap, *, name: str) -> Loaded:
    return Loaded(name=name, map=argument_map, index=build_index(argument_map))


def debate() -> Debate | None:
    """The debate that all views show: the one chosen, else the one with most sentences on a side."""
    loaded = current()
    if loaded is None:
        return None
    chosen = st.session_state.get(_DEBATE, _NO_DEBATE)
    return loaded.index.debates.get(chosen) or next(iter(_by_size(loaded)), None)


def choose_debate(*, label: str | None = None, counted: bool = True) -> Debate | None:
    """A box to choose the debate in, the fullest one first; gives the choice.

    Args:
        counted: With the number of sentences. Streamlit knows a choice by its words, so where the numbers change under
            the user's hands the choice would be lost.
    """
    loaded, chosen = current(), debate()
    if loaded is None or chosen is None:
        return None
    debates = _by_size(loaded)
    # Options are ids and the key names the map's language: a changed wording must not lose the choice.
    key = f"choose-debate.{language()}{'' if counted else '.plain'}"
    st.session_state.setdefault(key, chosen.id)
    if st.session_state[key] not in loaded.index.debates:
        st.session_state[key] = chosen.id
    st.selectbox(
        label or say("common.debate"),
        [one.id for one in debates],
        format_func=lambda identity: _debate_option(loaded, identity, counted=counted),
        key=key,
        on_change=_keep_debate,
        args=(key,),
    )
    st.session_state[_DEBATE] = st.session_state[key]
    return debate()


def _keep_debate(key: str) -> None:
    st.session_state[_DEBATE] = st.session_state[key]


def _debate_option(loaded: Loaded, identity: str, *, counted: bool) -> str:
    question = shorten(loaded.index.debates[identity].question, 110)
    return (
        say("common.debate-option", question=question, count=len(loaded.index.about(identity))) if counted else question
    )


def _by_size(loaded: Loaded) -> list[Debate]:
    return sorted(loaded.map.debates, key=lambda one: -len(loaded.index.about(one.id)))


def require_debate() -> tuple[Loaded, Debate] | None:
    """The open map and its chosen debate with the box to choose it; says what to do where there is none."""
    loaded = require_map()
    if loaded is None:
        return None
    chosen = choose_debate()
    if chosen is None:
        st.info(say("common.no-debates"))
        return None
    return loaded, chosen


def require_map() -> Loaded | None:
    """The open map; says what to do where there is none."""
    loaded = current()
    if loaded is None:
        st.info(say("common.no-map"))
        if st.button(say("common.go-start"), type="primary", key="go-start"):
            go_to("start")
    return loaded


def keep_pages(pages: dict[str, StreamlitPage]) -> None:
    """Remember the pages by name, so that any view can lead to another."""
    st.session_state[_PAGES] = pages


def go_to(name: str) -> None:
    """Show the page `name` now ("start", "reader"); without navigation, as in a test of one view, nothing."""
    page = st.session_state.get(_PAGES, {}).get(name)
    if page is not None:
        st.switch_page(page)


def open_sentence(sentence: str) -> None:
    """Show the Reader at this sentence."""
    st.session_state[_TARGET] = sentence
    go_to("reader")


def take_target() -> str | None:
    """The sentence that the Reader was asked to open, once."""
    target: str | None = st.session_state.pop(_TARGET, None)
    return target


def speaker_label(sentence: Sentence) -> str:
    """Who speaks, in words, not escaped; "" where nobody does."""
    return _spoken_name(sentence.speaker or "")


def speaker_name(speaker: SpeakerKey) -> str:
    """A speaker in words that hold outside the document, not escaped: "author" is not one person in two documents."""
    loaded = current()
    document = loaded.index.documents.get(speaker.document) if loaded else None
    said = _spoken_name(speaker.name)
    if document is None:
        return said
    title = shorten(document.title or document.source, 50)
    if speaker.name == AUTHOR and not document.author:
        return say("common.author-of", title=title)
    if speaker.name == AUTHOR:
        # Two texts under one name need not be by one person, and two bars must not be called alike.
        return str(document.author) if _is_only_text(document, loaded) else f"{document.author} (“{title}”)"
    return say("common.speaker-in", speaker=said, title=title)


def _is_only_text(document: Document, loaded: Loaded | None) -> bool:
    return loaded is None or sum(one.author == document.author for one in loaded.map.documents) == 1


def _spoken_name(name: str) -> str:
    if name in {AUTHOR, INTERVIEWER, UNATTRIBUTED}:
        return say(f"common.{name}")
    if name.startswith("reaction "):
        return say("common.reaction", number=name.removeprefix("reaction "))
    return name


def keep(name: str, value: object) -> None:
    """Remember what the user chose in a view ("overview.point") until another map is opened."""
    st.session_state.setdefault(_KEPT, {})[name] = value


def kept(name: str) -> object:
    """What was kept under this name, None without."""
    return st.session_state.get(_KEPT, {}).get(name)


def kept_values() -> dict[str, object]:
    """All that is kept, by name, for a callback to change: the next key stops one that touches the session itself."""
    values: dict[str, object] = st.session_state.setdefault(_KEPT, {})
    return values


def side_mark(side: Side) -> str:
    """The sign of a side, which goes with its colour everywhere: a points left, b points right."""
    return {Side.A: "◀", Side.B: "▶", Side.NEUTRAL: "◇"}[side]


def side_label(side: Side, chosen: Debate) -> str:
    """The sign and name of a side of a debate, not escaped."""
    names = {pole.id: pole.name for pole in chosen.poles}
    return f"{side_mark(side)} {names.get(side) or say('common.side.neutral')}"


def side_markdown(side: Side, chosen: Debate) -> str:
    """As `side_label`, for a place that reads markdown, with the sign in its colour."""
    colour = {Side.A: "blue", Side.B: "orange", Side.NEUTRAL: "gray"}[side]
    names = {pole.id: pole.name for pole in chosen.poles}
    return f":{colour}[{side_mark(side)}] {plain(names.get(side) or say('common.side.neutral'))}"


def show_evidence(ids: Sequence[str], *, key: str = "evidence", title: str | None = None) -> None:
    """A list of sentences, each with what is known about it and a button that opens its place in the text."""
    loaded = current()
    known = [one for one in ids if loaded and one in loaded.index.sentences]
    if loaded is None or not known:
        st.caption(say("common.no-evidence"))
        return
    st.markdown(f"**{title or say('common.evidence', count=len(known))}**")
    first = _page_of(known, key)
    for identity in known[first : first + EVIDENCE_SHOWN]:
        _show_sentence(loaded, loaded.index.sentences[identity], key=f"{key}.{identity}")


def _page_of(ids: Sequence[str], key: str) -> int:
    pages = -(-len(ids) // EVIDENCE_SHOWN)
    if pages < 2:
        return 0
    return (st.pagination(pages, key=f"{key}.page.{pages}.{ids[0]}") - 1) * EVIDENCE_SHOWN


def _show_sentence(loaded: Loaded, sentence: Sentence, *, key: str) -> None:
    with st.container(border=True, gap="small"):
        text, action = st.columns([5, 1], vertical_alignment="center", gap="small")
        text.markdown(plain(sentence.text))
        text.caption(_about(loaded, sentence))
        if action.button(say("common.open-in-text"), key=f"{key}.open", width="stretch"):
            open_sentence(sentence.id)


def _about(loaded: Loaded, sentence: Sentence) -> str:
    document = loaded.index.documents[sentence.document]
    parts = [say(f"common.role.{sentence.role}"), *_stance_parts(sentence), speaker_label(sentence)]
    parts += [shorten(document.title or document.source, 60), document.date or ""]
    if sentence.role != "none" and not sentence.judgement.certain:
        parts[0] += f" ({say('common.uncertain')})"
    return " · ".join(plain(part) for part in parts if part)


def _stance_parts(sentence: Sentence) -> list[str]:
    chosen = debate()
    stance = stance_on(sentence, chosen.id) if chosen else None
    if chosen is None or stance is None:
        return []
    doubt = "" if stance.certain else f" ({say('common.uncertain')})"
    return [f"{side_label(stance.side, chosen)}{doubt}"]
