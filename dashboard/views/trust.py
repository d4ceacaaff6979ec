"""What the model is, how well it does, what it does not know, and how sure it is of this material."""

from typing import Any

import streamlit as st

from corpus import Debate
from dashboard import state
from dashboard.texts import plain, say, shorten
from pipeline.analysis.card import Card, shipped_card
from pipeline.analysis.certainty import Doubt, document_doubts, role_doubt, role_doubts, side_doubt
from pipeline.analysis.demonstration import ANNOTATORS

# Which figures of the card stand at the top of the page: the key of their wording, the table and the row.
FIGURES = (
    ("trust.figure.role", "Role", "macro-F1"),
    ("trust.figure.side", "Side", "side-F1"),
    ("trust.figure.speaker", "Speaker", "accuracy"),
    ("trust.figure.relation", "Relations", "exact F1"),
)
DOCUMENTS_SHOWN = 200


def show() -> None:
    """Draw the page."""
    st.title(say("trust.title"))
    st.markdown(say("trust.intro"))
    _show_material()
    _show_model(shipped_card())


def _show_material() -> None:
    loaded = state.current()
    st.subheader(say("trust.material"), anchor=False)
    if loaded is None:
        st.info(say("trust.no-map"))
        return
    if loaded.map.made_by.model == ANNOTATORS:
        st.caption(say("trust.by-annotators"))
    else:
        st.caption(plain(say("trust.made-by", software=loaded.map.made_by.software, model=loaded.map.made_by.model)))
    roles, debate = role_doubt(loaded.index), state.debate()
    _show_doubt(say("trust.roles"), roles, key="roles")
    if debate:
        _show_side_doubt(debate, side_doubt(loaded.index, debate.id))
    table = [
        {say("trust.column.role"): say(f"common.role.{role}"), **_doubt_cells(doubt)}
        for role, doubt in role_doubts(loaded.index).items()
    ]
    if table:
        st.dataframe(table, hide_index=True, width="stretch", column_config=_columns())
    with st.expander(say("trust.documents")):
        rows = [
            {
                say("trust.column.document"): shorten(_title(loaded, one.document), 80),
                **_doubt_cells(one.doubt),
                say("trust.column.warnings"): ", ".join(say(f"trust.warning.{code}") for code in one.warnings),
            }
            for one in document_doubts(loaded.index)[:DOCUMENTS_SHOWN]
        ]
        st.dataframe(rows, hide_index=True, width="stretch", column_config=_columns())


def _title(loaded: state.Loaded, document: str) -> str:
    return loaded.index.documents[document].title or loaded.index.documents[document].source


def _show_doubt(label: str, doubt: Doubt, *, key: str) -> None:
    fields = {"percent": round(100 * doubt.share), "count": len(doubt.ids), "judged": doubt.judged}
    st.markdown(f"**{label}**: {say('trust.doubt', **fields)}")
    st.progress(doubt.share)
    if doubt.ids and st.toggle(say("trust.show-doubted"), key=f"trust.show.{key}"):
        state.show_evidence(doubt.ids, key=f"trust.{key}")


def _show_side_doubt(debate: Debate, doubt: Doubt) -> None:
    if doubt.judged:
        _show_doubt(say("trust.sides", question=plain(debate.question)), doubt, key="sides")


def _doubt_cells(doubt: Doubt) -> dict[str, object]:
    return {say("trust.column.judged"): doubt.judged, say("trust.column.doubted"): round(100 * doubt.share)}


def _columns() -> dict[str, Any]:
    return {say("trust.column.doubted"): st.column_config.NumberColumn(format="%d%%")}


def _show_model(card: Card | None) -> None:
    st.subheader(say("trust.model"), anchor=False)
    st.markdown(say("trust.model-is"))
    if card is None:
        st.info(say("trust.no-card"))
        return
    found = [(key, value) for key, table, row in FIGURES if (value := card.figure(table, row)) is not None]
    if found:
        st.caption(say("trust.measured"))
        for column, (key, value) in zip(st.columns(len(found)), found, strict=True):
            column.metric(say(key), _number(value), help=say(f"{key}-help"), border=True)
    st.markdown(say("trust.limits"))
    with st.expander(say("trust.card")):
        st.code(card.text, language=None, wrap_lines=True)


def _number(value: float) -> str:
    said = f"{value:.2f}"
    return said.replace(".", ",") if state.language() == "nl" else said
