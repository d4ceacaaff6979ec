"""Several annotators: where they differ, settling that, and how far they agree."""

from collections.abc import Callable

import streamlit as st

from dashboard import labelling, state
from dashboard.labelling import Seen
from dashboard.texts import plain, say, shorten
from dashboard.views._label_words import label_words
from pipeline.corrections import place_of
from pipeline.labels.agreement import LabelAgreement, measure_labels
from pipeline.labels.label import KeptJudgement
from pipeline.queues import Difference, differences
from pipeline.store import StoreError

SHOWN = 8
# Below this many sentences the figure is marked as weak.
FEW = 30


def show_differences(seen: Seen, name: str, *, judge: Callable[[str], None]) -> None:
    """Draw the sentences that people judge differently; `judge` shows one under Label."""
    found = differences(seen.standing)
    index = seen.loaded.index
    ids = {place_of(one, index.documents[one.document]): one.id for one in index.map.sentences}
    known = [(one, ids[one.place]) for one in found if one.place in ids]
    if not known:
        st.info(say("label.no-differences"))
        return
    st.caption(say("label.settle-lead", count=len(known)))
    pages = -(-len(known) // SHOWN)
    page = st.pagination(pages, key=f"label.differences.{pages}") if pages > 1 else 1
    for difference, sentence in known[(page - 1) * SHOWN : page * SHOWN]:
        _show_difference(seen, difference, sentence, name, judge)


def _show_difference(
    seen: Seen, difference: Difference, sentence: str, name: str, judge: Callable[[str], None]
) -> None:
    index = seen.loaded.index
    about = index.sentences[sentence]
    document = index.documents[about.document]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(about.text)}**")
        title = plain(shorten(document.title or document.source, 60))
        speaker = plain(state.speaker_label(about))
        st.caption(say("label.from" if speaker else "label.from-nobody", title=title, speaker=speaker))
        for one in difference.judgements:
            text, action = st.columns([4, 1], vertical_alignment="center")
            said = label_words(one.label, dict(index.debates), text=document.text)
            text.markdown(say("label.says", name=plain(one.annotator), said=said))
            action.button(
                say("label.settle"),
                key=f"label.settle.{one.id}",
                disabled=one.label.unsure,
                on_click=_settle,
                args=(seen, one, name),
                width="stretch",
            )
        left, right = st.columns(2)
        left.button(
            say("label.judge-again"),
            key=f"label.again.{sentence}",
            on_click=judge,
            args=(sentence,),
            width="stretch",
        )
        if right.button(say("common.open-in-text"), key=f"label.open.{sentence}", width="stretch"):
            state.open_sentence(sentence)


def _settle(seen: Seen, judgement: KeptJudgement, name: str) -> None:
    try:
        labelling.record(seen, judgement.place, judgement.label, annotator=name, shown=True, settles=True)
    except StoreError as error:
        state.keep("label.error", plain(error.message(state.language())))


def show_agreement(seen: Seen) -> None:
    """Draw how far people agree on the texts of the open map."""
    st.caption(say("label.agreement-lead"))
    found = measure_labels(seen.standing)
    if not found:
        st.info(say("label.no-agreement"))
        return
    st.table([row for one in found for row in _rows(seen, one)])
    if any(one.sentences < FEW for one in found):
        st.caption(say("label.few", few=FEW))


def _rows(seen: Seen, agreement: LabelAgreement) -> list[dict[str, str]]:
    debate = seen.loaded.index.debates.get(agreement.debate or "")
    question = plain(shorten(debate.question if debate else agreement.debate or "", 60))
    what = say(f"label.measured.{agreement.label}", question=question)
    rows = [_row(what, say("label.everybody"), agreement.sentences, "", f"α = {_figure(agreement.alpha)}")]
    for pair in agreement.pairs:
        who = f"{plain(pair.first)} – {plain(pair.second)}"
        rows.append(_row(what, who, pair.sentences, f"{round(100 * pair.observed)}%", f"κ = {_figure(pair.kappa)}"))
    return rows


def _row(what: str, who: str, sentences: int, observed: str, measure: str) -> dict[str, str]:
    names = ("what", "who", "sentences", "observed", "measure")
    values = (what, who, str(sentences), observed, measure)
    return {say(f"label.column.{name}"): value for name, value in zip(names, values, strict=True)}


def _figure(value: float) -> str:
    return f"{value:.2f}".replace(".", "," if state.language() == "nl" else ".")
