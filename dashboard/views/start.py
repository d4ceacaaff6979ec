"""Bringing texts in: files, pasted text, a folder, the examples, or a map that was made before."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from corpus import ArgumentMap, Debate, DebatkaartError, Document
from corpus.debates import load_debates
from corpus.reading import FORMATS
from dashboard import state
from dashboard.labelling import now
from dashboard.texts import counted, plain, say, shorten
from pipeline._map_json import parse_map
from pipeline.analysis.demonstration import demonstration_map
from pipeline.importing import Gathered, example_folder, map_each, read_debates, read_folder, read_paste, read_uploads
from pipeline.store import KeptMap, Store, open_store

WAYS = ("files", "paste", "folder", "examples", "corpus", "map")
FAULTS_SHOWN = 20
FAILURES_SHOWN = 30


def show() -> None:
    """Draw the page."""
    st.title(say("start.title"))
    st.markdown(say("start.intro"))
    _show_open()
    way = st.segmented_control(
        say("start.way"),
        WAYS,
        format_func=lambda one: say(f"start.way.{one}"),
        default="files",
        key="start.way",
        required=True,
    )
    if way in {"corpus", "map"}:
        (_open_corpus if way == "corpus" else _open_map)()
        return
    gather = {"files": _files, "paste": _paste, "folder": _folder, "examples": _examples}[way or "files"]()
    debates = _choose_debates()
    if st.button(say("start.make"), type="primary", disabled=gather is None or debates is None, key="start.make"):
        _make(gather, debates, name=say(f"start.name.{way}"))


def _show_open() -> None:
    failures = state.kept("start.failures")
    if isinstance(failures, tuple) and failures:
        _show_failures(failures)
    loaded = state.current()
    if loaded is None:
        return
    text, action = st.columns([4, 1], vertical_alignment="center")
    text.success(say("start.open", name=plain(loaded.name), **_counts(loaded.map)))
    if action.button(say("start.to-overview"), key="start.to-overview", width="stretch"):
        state.go_to("overview")


def _counts(argument_map: ArgumentMap) -> dict[str, str]:
    numbers = {"document": len(argument_map.documents), "sentence": len(argument_map.sentences)}
    return {f"{noun}s": counted(noun, number) for noun, number in numbers.items()}


def _show_failures(failures: Sequence[str]) -> None:
    lines = "\n".join(f"- {plain(failure)}" for failure in failures[:FAILURES_SHOWN])
    rest = len(failures) - FAILURES_SHOWN
    more = f"\n\n{say('start.more-failures', count=rest)}" if rest > 0 else ""
    st.warning(f"{say('start.failures', count=len(failures))}\n\n{lines}{more}")


def _files() -> Callable[[], Gathered] | None:
    st.caption(say("start.upload-help", formats=" ".join(FORMATS)))
    uploads = st.file_uploader(
        say("start.upload"), type=[suffix[1:] for suffix in FORMATS], accept_multiple_files=True, key="start.files"
    )
    if not uploads:
        return None
    return lambda: read_uploads([(one.name, one.getvalue()) for one in uploads])


def _paste() -> Callable[[], Gathered] | None:
    title = st.text_input(say("start.paste-title"), max_chars=120, key="start.paste-title")
    text = st.text_area(say("start.paste"), height=220, key="start.paste", placeholder=say("start.paste-example"))
    return (lambda: read_paste(text, name=title.strip() or say("start.pasted"))) if text.strip() else None


def _folder() -> Callable[[], Gathered] | None:
    path = st.text_input(say("start.folder"), key="start.folder", placeholder=say("start.folder-example"))
    st.caption(say("start.folder-help", formats=" ".join(FORMATS)))
    return (lambda: read_folder(path.strip())) if path.strip() else None


def _examples() -> Callable[[], Gathered] | None:
    folder = example_folder()
    if folder is None:
        st.info(say("start.no-examples"))
        return None
    st.markdown(say("start.examples"))
    return lambda: read_folder(str(folder))


def _choose_debates() -> tuple[Debate, ...] | None:
    """The debates to place the texts on; None while the user's file breaks the format."""
    with st.expander(say("start.debates"), expanded=False):
        st.caption(say("start.debates-help"))
        own = _own_debates()
        if own is None:
            return None
        kept = _kept_debates()
        known = {debate.id: debate for debate in (*load_debates(), *kept, *own)}
        which = st.radio(
            say("start.debates-which"),
            ("own", "all", "choose") if own or kept else ("all", "choose"),
            format_func=lambda one: say(f"start.debates-which.{one}", count=len(known)),
            key=f"start.which.{bool(own or kept)}",
        )
        if which != "choose":
            return tuple({debate.id: debate for debate in (*kept, *own)}.values() if which == "own" else known.values())
        chosen = st.multiselect(
            say("start.debates-choose"),
            list(known),
            format_func=lambda identity: shorten(known[identity].question, 70),
            key="start.debates",
        )
        return tuple(known[identity] for identity in chosen)


def _kept_debates() -> tuple[Debate, ...]:
    try:
        with open_store() as store:
            return store.debates()
    except DebatkaartError as error:
        st.warning(plain(error.message(state.language())))
        return ()


def _own_debates() -> tuple[Debate, ...] | None:
    upload = st.file_uploader(say("start.debates-file"), type=["json"], key="start.debates-file")
    if upload is None:
        return ()
    try:
        return read_debates(upload.getvalue())
    except DebatkaartError as error:
        st.error(plain(error.message(state.language()).replace("debatten.json", upload.name)))
        return None


def _make(gather: Callable[[], Gathered] | None, debates: tuple[Debate, ...] | None, *, name: str) -> None:
    assert gather is not None  # noqa: S101 - the button is off otherwise
    with st.spinner(say("start.reading")):
        gathered = gather()
    failures = [error.message(state.language()) for error in gathered.errors]
    if not gathered.documents:
        _show_failures(failures or [say("start.nothing-read")])
        return
    try:
        made = _map(gathered.documents, debates or (), failures)
    except DebatkaartError as error:
        _show_failures([*failures, error.message(state.language())])
        return
    state.load(made, name if len(made.documents) > 1 else made.documents[0].title)
    state.keep("start.failures", tuple(failures))
    if not failures:
        state.go_to("overview")
    st.rerun()


def _map(documents: Sequence[Document], debates: Sequence[Debate], failures: list[str]) -> ArgumentMap:
    with st.spinner(say("start.model")):
        model = state.engine()
    bar = st.progress(0.0)

    def report(number: int, document: Document, error: Exception | None) -> None:
        title = document.title or document.source
        if error is not None:
            failures.append(say("start.failed", title=title, kind=type(error).__name__))
            return
        said = say("start.mapping", number=number + 1, count=len(documents), title=plain(shorten(title, 60)))
        bar.progress(number / len(documents), text=said)

    made = map_each(documents, debates, model=model, created=now(), report=report)
    bar.progress(1.0, text=say("start.done"))
    return made


def _open_corpus() -> None:
    st.markdown(say("start.corpus"))
    debates = {debate.id: debate for debate in load_debates()}
    chosen = st.selectbox(
        say("common.debate"), list(debates), format_func=lambda identity: debates[identity].question, key="start.corpus"
    )
    if not st.button(say("start.corpus-open"), type="primary", key="start.corpus-open"):
        return
    try:
        with st.spinner(say("start.model")):
            opened = demonstration_map(chosen, model=state.engine(), created=now())
    except DebatkaartError as error:
        st.error(plain(error.message(state.language())))
        return
    state.load(opened, debates[chosen].question, debate=chosen)
    state.go_to("overview")
    st.rerun()


def _open_map() -> None:
    _show_kept_maps()
    upload = st.file_uploader(say("start.map"), type=["json"], key="start.map")
    if upload is None:
        st.caption(say("start.map-help"))
        return
    try:
        opened = parse_map(upload.getvalue(), source=upload.name)
    except DebatkaartError as error:
        _show_faults(error)
        return
    st.markdown(say("start.map-fine", **_counts(opened)))
    if st.button(say("start.map-open"), type="primary", key="start.map-open"):
        state.load(opened, Path(upload.name).name)
        state.go_to("overview")
        st.rerun()


def _show_kept_maps() -> None:
    try:
        with open_store() as store:
            _choose_kept_map(store)
    except DebatkaartError as error:
        st.warning(plain(error.message(state.language())))


def _choose_kept_map(store: Store) -> None:
    kept = {one.id: one for one in store.maps()}
    if not kept:
        return
    chosen = st.selectbox(
        say("start.kept"),
        list(kept),
        format_func=lambda identity: say("start.kept-option", **_kept_fields(kept[identity])),
        key="start.kept",
    )
    opened, dropped, _ = st.columns([1, 1, 2])
    if opened.button(say("start.map-open"), key="start.kept-open", width="stretch"):
        state.load(store.map(chosen), kept[chosen].name)
        state.go_to("overview")
        st.rerun()
    if dropped.button(say("start.kept-drop"), key="start.kept-drop", width="stretch"):
        store.drop_map(chosen)
        st.rerun()


def _kept_fields(kept: KeptMap) -> dict[str, object]:
    return {"name": shorten(kept.name, 60), "date": kept.saved[:10], "documents": counted("document", kept.documents)}


def _show_faults(error: DebatkaartError) -> None:
    faults = error.fields.get("faults")
    if not isinstance(faults, list):
        st.error(plain(error.message(state.language())))
        return
    lines = "\n".join(
        f"- {plain(f'{fault.path}: {fault.message(state.language())}')}" for fault in faults[:FAULTS_SHOWN]
    )
    heading = say("start.map-faults", count=counted("fault", len(faults)), shown=min(len(faults), FAULTS_SHOWN))
    st.error(f"{heading}\n\n{lines}")
