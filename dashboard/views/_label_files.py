"""Labels to and from files."""

import streamlit as st

from corpus import DebatkaartError
from dashboard import labelling, state
from dashboard.labelling import Seen
from dashboard.texts import plain, say
from dashboard.views._label_words import label_words
from pipeline.labels.exchange import Taken
from pipeline.labels.formats import FORMATS

SHOWN = 20


def show_files(seen: Seen, name: str) -> None:
    """Draw what takes labels along, and what takes them in."""
    chosen = st.selectbox(
        say("label.format"), list(FORMATS), format_func=lambda one: FORMATS[one].name, key="label.format"
    )
    left, right = st.columns(2, gap="large")
    with left:
        _show_export(chosen)
    with right:
        _show_import(seen, name, chosen)


def _show_export(chosen: str) -> None:
    st.subheader(say("label.export"))
    shelf = labelling.everything()
    if not shelf.judgements:
        st.info(say("label.no-labels"))
        return
    st.caption(say("label.export-lead", count=len(shelf.judgements)))
    st.download_button(
        say("label.export"),
        b"".join(FORMATS[chosen].write(shelf)),
        file_name=f"labels{FORMATS[chosen].suffix}",
        key="label.download",
        width="stretch",
    )


def _show_import(seen: Seen, name: str, chosen: str) -> None:
    st.subheader(say("label.import"))
    uploaded = st.file_uploader(say("label.file"), key="label.file")
    replace_own = st.toggle(say("label.replace"), key="label.replace")
    if name:
        st.caption(say("label.nameless", name=plain(name)))
    if st.button(say("label.take"), key="label.take", disabled=uploaded is None, width="stretch") and uploaded:
        try:
            file = FORMATS[chosen].read(uploaded.getvalue(), uploaded.name)
            taken = labelling.take_file(seen, file, annotator=name or None, replace_own=replace_own)
        except DebatkaartError as error:
            st.error(plain(error.message(state.language())))
            return
        _show_taken(seen, taken)


def _show_taken(seen: Seen, taken: Taken) -> None:
    st.success(say("label.taken", added=taken.added, duplicates=taken.duplicates))
    debates = dict(seen.loaded.index.debates)
    if taken.elsewhere:
        st.warning(say("label.taken-elsewhere", count=taken.elsewhere))
    if taken.conflicts:
        lines = [
            say(
                "label.conflict",
                where=plain(one.where),
                name=plain(one.annotator),
                kept=label_words(one.kept, debates),
                given=label_words(one.given, debates),
            )
            for one in taken.conflicts[:SHOWN]
        ]
        st.warning("\n\n".join([say("label.conflicts", count=len(taken.conflicts)), *lines]))
    if taken.faults:
        lines = [plain(one.message(state.language())) for one in taken.faults[:SHOWN]]
        st.warning("\n\n".join([say("label.faults", count=len(taken.faults)), *lines]))
