"""The language of the interface: a session's own, else the one last chosen, else the one it was started with."""

import os
from typing import cast

import streamlit as st

from corpus import Language

KEY = "language"
VARIABLE = "DEBATKAART_LANG"


def language() -> Language:
    """The language that this session reads."""
    found = st.session_state.get(KEY) or os.environ.get(VARIABLE)
    return cast("Language", found) if found in {"nl", "en"} else "nl"


def choose_language(chosen: Language) -> None:
    """Read `chosen` from now on."""
    st.session_state[KEY] = chosen
