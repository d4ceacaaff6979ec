"""A source text as it is, with role, side and speaker of each sentence marked in place."""

from collections.abc import Mapping

import streamlit as st

from corpus import Debate, Kind, Relation, RelationType, Role, Sentence, Side
from dashboard import state
from dashboard.charts.palette import ROLE_MARKS
from dashboard.parts.marked_text import Piece, marked_text
from dashboard.texts import counted, plain, say, shorten
from pipeline.analysis.index import MapIndex, stance_on
from pipeline.analysis.reading import Segment, arguments, neighbour, segments

_DOCUMENT = "reader.document"
_CURRENT = "reader.current"


def show() -> None:
    """Draw the page."""
    st.title(say("reader.title"))
    if (loaded := state.require_map()) is None:
        return
    if not loaded.map.documents:
        st.info(say("reader.no-documents"))
        return
    left, right = st.columns(2)
    with left:
        document = _choose_document(loaded.index)
    with right:
        debate = state.choose_debate() if loaded.map.debates else None
    about = loaded.index.documents[document]
    facts = [about.author or "", about.date or "", about.source]
    st.caption(" · ".join(plain(fact) for fact in facts if fact))
    for warning in about.warnings:
        st.warning(say(f"reader.warning.{warning}"))
    current = _current(loaded.index, document)
    _show_steps(loaded.index, document, current)
    pieces = [_piece(loaded.index, segment, debate) for segment in segments(loaded.index, document)]
    # A text of another map may have the same id.
    version = f"{loaded.map.made_by.created}.{loaded.name}.{debate.id if debate else ''}.{state.language()}"
    marked_text(
        pieces,
        document=document,
        version=version,
        current=current,
        label=say("reader.text"),
        text_language=about.language,
    )
    st.caption(say("reader.legend"))


def _choose_document(index: MapIndex) -> str:
    target = state.take_target()
    if target and target in index.sentences:
        state.keep(_CURRENT, target)
        state.keep(_DOCUMENT, index.sentences[target].document)
    options = list(index.documents)
    kept = state.kept(_DOCUMENT)
    place = options.index(kept) if isinstance(kept, str) and kept in options else 0
    chosen = st.selectbox(
        say("reader.document"), options, index=place, format_func=lambda one: _document_option(index, one)
    )
    state.keep(_DOCUMENT, chosen)
    return chosen


def _document_option(index: MapIndex, document: str) -> str:
    found = index.documents[document]
    count = len(arguments(index, document))
    return say(
        "reader.document-option", title=shorten(found.title or found.source, 90), count=counted("argument", count)
    )


def _current(index: MapIndex, document: str) -> str | None:
    kept = state.kept(_CURRENT)
    sentence = index.sentences.get(kept) if isinstance(kept, str) else None
    return sentence.id if sentence and sentence.document == document else None


def _show_steps(index: MapIndex, document: str, current: str | None) -> None:
    order = arguments(index, document)
    if not order:
        st.info(say("reader.no-arguments"))
        return
    before = neighbour(index, current, step=-1) if current else None
    after = neighbour(index, current, step=1) if current else order[0]
    back, forward, said = st.columns([1, 1, 2], vertical_alignment="center")
    back.button(
        say("reader.previous"),
        key="reader.previous",
        shortcut="Left",
        disabled=before is None,
        on_click=state.keep,
        args=(_CURRENT, before),
        width="stretch",
    )
    forward.button(
        say("reader.next"),
        key="reader.next",
        shortcut="Right",
        disabled=after is None,
        on_click=state.keep,
        args=(_CURRENT, after),
        width="stretch",
    )
    if current in order:
        said.caption(say("reader.place", number=order.index(current) + 1, count=len(order)))
    else:
        said.caption(say("reader.count", count=counted("argument", len(order))))


def _piece(index: MapIndex, segment: Segment, debate: Debate | None) -> Piece:
    sentence = segment.sentence
    if sentence is None:
        return {"text": segment.text}
    piece: Piece = {"id": sentence.id, "text": segment.text}
    if segment.new_speaker:
        piece["speaker"] = shorten(state.speaker_label(sentence), 60)
    if sentence.kind is Kind.HEADING:
        piece["heading"] = True
    elif sentence.kind is Kind.BOILERPLATE:
        piece["faint"] = True
    stance = stance_on(sentence, debate.id) if debate else None
    if sentence.role is not Role.NONE or stance:
        side = stance.side if stance else None
        piece["tag"] = _tag(sentence, side)
        piece["side"] = side.value if side else "none"
        piece["doubt"] = not sentence.judgement.certain or bool(stance and not stance.certain)
        piece["facts"] = _facts(index, segment, sentence, debate)
    return piece


def _tag(sentence: Sentence, side: Side | None) -> str:
    role = (
        f"{ROLE_MARKS[sentence.role]} {say(f'common.role.{sentence.role}')}" if sentence.role is not Role.NONE else ""
    )
    return " ".join(part for part in (state.side_mark(side) if side else "", role) if part)


def _facts(index: MapIndex, segment: Segment, sentence: Sentence, debate: Debate | None) -> list[str]:
    facts = [
        _scored(
            say(f"common.role.{sentence.role}"),
            sentence.judgement.role_scores,
            sentence.role,
            sentence.judgement.certain,
        )
    ]
    stance = stance_on(sentence, debate.id) if debate else None
    if debate and stance:
        facts.append(_scored(state.side_label(stance.side, debate), stance.scores, stance.side, stance.certain))
    if sentence.judgement.maker != "model":
        facts.append(say("reader.by-person", name=sentence.judgement.maker))
    if sentence.addressee:
        facts.append(say("reader.addressee", name=sentence.addressee))
    if sentence.duplicate_of:
        facts.append(say("reader.duplicate"))
    return facts + [_related(index, relation) for relation in segment.outgoing]


def _scored(label: str, scores: Mapping[str, float] | None, chosen: str, certain: bool) -> str:
    doubt = say("common.certain" if certain else "common.uncertain")
    if scores is None:
        return say("reader.unscored", label=label, doubt=doubt)
    return say("reader.scored", label=label, percent=round(100 * scores[chosen]), doubt=doubt)


def _related(index: MapIndex, relation: Relation) -> str:
    key = "reader.supports" if relation.type is RelationType.SUPPORT else "reader.attacks"
    return say(key, text=shorten(index.sentences[relation.target].text, 100))
