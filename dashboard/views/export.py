"""Taking the map out: as a map file, as tables, as a report, and keeping it on this computer."""

import re
from functools import partial

import streamlit as st

from corpus import DebatkaartError
from dashboard import state
from dashboard.labelling import now
from dashboard.texts import plain, say
from pipeline._map_json import dump_map, encode
from pipeline.export.report import render_report
from pipeline.export.tables import encode_csv, encode_xlsx, tables_of
from pipeline.store import open_store

_NAME = re.compile(r"[^\w-]{1,200}")


def show() -> None:
    """Draw the page."""
    st.title(say("export.title"))
    if (loaded := state.require_map()) is None:
        return
    st.markdown(say("export.intro", name=plain(loaded.name)))
    name = file_name(loaded.name)
    _show_map(loaded, name)
    _show_report(loaded, name)
    _show_tables(loaded, name)
    with st.container(border=True):
        st.markdown(say("export.figures"))


def file_name(name: str) -> str:
    """A name that is safe as a file name everywhere."""
    stem = name.removesuffix(".json")
    return _NAME.sub("-", stem).strip("-")[:60] or "kaart"


def _show_map(loaded: state.Loaded, name: str) -> None:
    with st.container(border=True):
        st.markdown(say("export.map"))
        saved, kept, _ = st.columns([1, 1, 1])
        saved.download_button(
            say("export.map-button"),
            # Made when it is asked for: a large map costs seconds.
            data=lambda: b"".join(encode(dump_map(loaded.map))),
            file_name=f"{name}.json",
            mime="application/json",
            key="export.map",
            type="primary",
            on_click="ignore",
            width="stretch",
        )
        if kept.button(say("export.keep"), key="export.keep", width="stretch"):
            _keep(loaded)


def _keep(loaded: state.Loaded) -> None:
    try:
        with open_store() as store:
            store.keep_map(loaded.map, name=loaded.name, saved=now())
    except DebatkaartError as error:
        st.error(plain(error.message(state.language())))
        return
    st.success(say("export.kept"))


def _show_report(loaded: state.Loaded, name: str) -> None:
    with st.container(border=True):
        st.markdown(say("export.report"))
        st.download_button(
            say("export.report-button"),
            data=lambda: render_report(loaded.map, title=say("export.report-title", name=loaded.name)).encode(),
            file_name=f"{name}-rapport.html",
            mime="text/html",
            key="export.report",
            on_click="ignore",
        )


def _show_tables(loaded: state.Loaded, name: str) -> None:
    with st.container(border=True):
        st.markdown(say("export.tables"))
        st.download_button(
            say("export.xlsx-button"),
            data=lambda: encode_xlsx(tables_of(loaded.map)),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="export.xlsx",
            on_click="ignore",
        )
        names = ("zinnen", "verbanden", "kernpunten", "documenten", "debatten")
        for column, table in zip(st.columns(len(names)), names, strict=True):
            column.download_button(
                say(f"export.csv.{table}"),
                data=partial(_csv, loaded, table),
                file_name=f"{name}-{table}.csv",
                mime="text/csv",
                key=f"export.csv.{table}",
                on_click="ignore",
                width="stretch",
            )


def _csv(loaded: state.Loaded, name: str) -> bytes:
    return encode_csv(next(table for table in tables_of(loaded.map) if table.name == name))
