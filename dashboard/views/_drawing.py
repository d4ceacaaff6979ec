"""What several views do with figures: draw them, tell what was clicked, and know the theme."""

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard import state
from dashboard.state import Loaded
from dashboard.texts import plain, say, shorten
from pipeline.analysis.speakers import Speaker, SpeakerKind

PLOTLY = {"displaylogo": False, "modeBarButtons": [["toImage"]], "toImageButtonOptions": {"format": "svg"}}


def of_map(loaded: Loaded, key: str) -> str:
    """A widget's key that is another one for another map, where the options come from the map."""
    return f"{key}.{loaded.map.made_by.created}.{len(loaded.map.sentences)}"


def is_dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"


def clicked(figure: go.Figure, *, key: str, alt: str) -> list[str] | None:
    """Draw a plotly figure; the `customdata` of the mark that was clicked."""
    event = st.plotly_chart(figure, key=key, on_select="rerun", selection_mode="points", config=PLOTLY, alt=alt)
    points = event.selection.points
    if not points or "customdata" not in points[0]:
        return None
    return [str(value) for value in points[0]["customdata"]]


def open_evidence(said: str, sentences: Sequence[str], *, key: str) -> None:
    """The sentences that say something, over the page."""

    @st.dialog(say("common.who-says"), width="large")
    def dialog() -> None:
        st.markdown(f"*{plain(said)}*")
        state.show_evidence(sentences, key=key)

    dialog()


def selected_nodes(event: Any) -> Iterator[int]:
    """The places of the nodes selected in an ECharts graph."""
    for group in event.selection.selected:
        if group["data_type"] != "edge":
            yield from group["data_indices"]


def speaker_words(speaker: Speaker) -> str:
    """A speaker in words that hold for the whole map, not escaped."""
    if speaker.kind is SpeakerKind.PERSON:
        return speaker.name
    if speaker.kind is SpeakerKind.AUTHOR:
        return say("common.author-of", title=shorten(speaker.document, 50))
    if speaker.kind is SpeakerKind.REACTION:
        said = say("common.reaction", number=speaker.name)
    else:
        said = speaker.name or say(f"common.{speaker.kind}")
    return say("common.speaker-in", speaker=said, title=shorten(speaker.document, 50))
