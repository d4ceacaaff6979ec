"""The script that Streamlit runs: the pages, the language and what is open."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import streamlit as st

from corpus import Language
from dashboard import state
from dashboard.texts import counted, plain, say, shorten

# Section by section, in the order in which somebody new would want them.
SECTIONS: dict[str, tuple[str, ...]] = {
    "app.section.begin": ("start",),
    "app.section.explore": ("overview", "argument_map", "reader", "search"),
    "app.section.compare": ("speakers", "recommendations", "compare"),
    "app.section.improve": ("label", "retrain"),
    "app.section.more": ("debates", "trust", "export"),
}
# Streamlit keeps a hand's breadth around each page, which a 13-inch screen cannot spare; the language must be in sight.
ICON = Path(__file__).with_name("icon.png")
STYLE = """<style>
.stMainBlockContainer { padding: 3.25rem 3rem 4rem; }
[data-testid="stSidebarHeader"] { height: 1.9rem; margin-bottom: 0; }
[data-testid="stNavSectionHeader"] { margin: .2rem 0 .1rem; }
[data-testid="stSidebarNavLink"] { height: 1.6rem; margin: 0; }
.stMainBlockContainer h1 { font-size: 2rem; padding: 0 0 .4rem; }
.stMainBlockContainer h3 { font-size: 1.3rem; }
[data-testid="stCaptionContainer"], [data-testid="stSidebar"] a span { color: inherit; opacity: .86; }
[data-testid="stPlotlyChart"] text { fill: currentColor !important; }
</style>"""
# Streamlit's upload box speaks English only. Its words get no size; without them the button would have no name.
UPLOAD = """<style>
[data-testid="stFileUploaderDropzone"] button p,
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "%s"; font-size: 1rem; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "%s"; font-size: .875rem; }
</style>"""
# White on the light blue that dark backgrounds need cannot be read.
DARK = """<style>
.stMultiSelect [data-baseweb="tag"] *, .stMultiSelect span[title], .stMultiSelect span[title] + *,
[data-testid^="stBaseButton-primary"]:enabled, [data-testid^="stBaseButton-primary"]:enabled * { color: #10202c; }
</style>"""


def main() -> None:
    """Draw the navigation and the page that is open."""
    st.set_page_config(page_title="debatkaart", page_icon=ICON, layout="wide", initial_sidebar_state="expanded")
    pages = {name: _page(name) for names in SECTIONS.values() for name in names}
    state.keep_pages(pages)
    sections = {say(section): [pages[name] for name in names] for section, names in SECTIONS.items()}
    # Expanded: the button that shows the rest would be English.
    chosen = st.navigation(sections, expanded=True)
    st.html(STYLE)
    st.html(UPLOAD % (say("app.upload-button"), say("app.upload-limit")))
    if st.context.theme.type == "dark":
        st.html(DARK)
    with st.sidebar:
        _show_sidebar()
    chosen.run()


def _page(name: str) -> st.Page:
    # No icon: the browser would fetch it from Google for the tab.
    return st.Page(_show(name), title=say(f"app.page.{name}"), url_path=name, default=name == "start")


def _show(name: str) -> Callable[[], None]:
    def show() -> None:
        import_module(f"dashboard.views.{name}").show()

    return show


def _show_sidebar() -> None:
    loaded = state.current()
    if loaded:
        documents = counted("document", len(loaded.map.documents))
        sentences = counted("sentence", len(loaded.map.sentences))
        st.caption(say("app.loaded", name=plain(shorten(loaded.name, 60)), documents=documents, sentences=sentences))
    languages: dict[Language, str] = {"nl": "Nederlands", "en": "English"}
    st.segmented_control(
        say("app.language"),
        list(languages),
        format_func=lambda one: languages[one],
        default=state.language(),
        key="choose-language",
        on_change=_change_language,
        required=True,
    )
    st.caption(say("app.private"))


def _change_language() -> None:
    state.choose_language(st.session_state["choose-language"])


main()
