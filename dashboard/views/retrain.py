"""Learning from the user's judgements: begin, follow, compare, take into use, and put an earlier model back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from corpus import DebatkaartError
from dashboard import labelling, state
from dashboard.state import Loaded
from dashboard.texts import plain, say
from pipeline import _engine
from pipeline.comparison import ENOUGH, Difference, TaskComparison, Verdict
from pipeline.registry import SHIPPED, KeptModel, explain, go_back, in_use, kept_models, promote
from pipeline.retraining import LEAST_LABELS, TASKS, Job, State, cancel, current_state, start, supply_of, taught_texts
from pipeline.store import open_store

SECONDS_BETWEEN_LOOKS = 1.0
MODELS_SHOWN = 20


def show() -> None:
    """Draw the page."""
    st.title(say("retrain.title"))
    st.markdown(say("retrain.lead"))
    try:
        _show_all()
    except DebatkaartError as error:
        st.error(plain(error.message(state.language())))


def _show_all() -> None:
    found = current_state()
    running = found is not None and found.status == "running"
    _show_supply(running=running)
    if running:
        _follow()
    elif found:
        _show_end(found)
    _tell_said()
    _show_models()
    st.caption(say("retrain.rule"))
    st.info(f"{say('retrain.what-is-learnt')} {say('retrain.no-new-roles')}")


def _show_supply(*, running: bool) -> None:
    supply = supply_of(taught_texts())
    st.subheader(say("retrain.labels"), anchor=False)
    counts = [(f"retrain.{use}.{task}", use, task) for task in TASKS for use in ("learn", "measure")]
    for column, (key, use, task) in zip(st.columns(len(counts)), counts, strict=True):
        tip = say("retrain.measure-help", enough=ENOUGH) if use == "measure" else None
        column.metric(say(key), getattr(supply, use)[task], help=tip, border=True)
    if not supply.tasks:
        st.info(say("retrain.too-few", least=LEAST_LABELS))
    ready = bool(supply.tasks) and not running
    if st.button(
        say("retrain.start"), type="primary", disabled=not ready, help=say("retrain.start-help"), key="retrain.start"
    ):
        _act(lambda: start(Job()))


def _act(act: Callable[[], object], *, said: str | None = None) -> None:
    """Do it and draw the page anew; an error is shown where the button was."""
    try:
        act()
    except DebatkaartError as error:
        st.error(plain(error.message(state.language())))
        return
    state.keep("retrain.said", said)
    st.rerun()


def _tell_said() -> None:
    if isinstance(said := state.kept("retrain.said"), str):
        st.success(said)
        state.keep("retrain.said", None)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _follow() -> None:
    """How far it is, looked at again and again; the whole page is drawn anew when it ends."""
    found = current_state()
    if found is None or found.status != "running":
        st.rerun()
        return
    text, action = st.columns([5, 1], vertical_alignment="center")
    stage = say(f"retrain.stage.{found.stage}")
    text.progress(
        min(found.share, 1.0),
        text=say("retrain.running", stage=stage, percent=round(100 * found.share), left=_left(found)),
    )
    if action.button(say("retrain.cancel"), key="retrain.cancel", width="stretch"):
        _act(cancel)


def _left(found: State) -> str:
    if found.seconds_left is None:
        return say("retrain.left-unknown")
    if found.seconds_left < 60:
        return say("retrain.left-soon")
    return say("retrain.left", minutes=round(found.seconds_left / 60))


def _show_end(found: State) -> None:
    if found.status == "done":
        if in_use() != found.model:
            st.success(say("retrain.done", minutes=_number(found.seconds / 60, digits=1)))
    elif found.status == "failed":
        reason = (found.reason or {}).get(state.language(), "")
        st.error(say("retrain.failed", reason=plain(reason)))
    else:
        st.warning(say(f"retrain.{found.status}"))


def _show_models() -> None:
    st.subheader(say("retrain.models"), anchor=False)
    models, used = kept_models(), in_use()
    names = {model.id: model.name for model in models}
    st.markdown(say("retrain.in-use", name=plain(names.get(used, used)) if used != SHIPPED else say("retrain.shipped")))
    if used != SHIPPED:
        _show_ways_back()
    if not models:
        st.caption(say("retrain.none"))
    _offer_remake(name=names.get(used))
    for number, model in enumerate(models[:MODELS_SHOWN]):
        _show_model(model, used=model.id == used, opened=number == 0)


def _show_ways_back() -> None:
    back, shipped, _ = st.columns([1, 1, 1])
    if back.button(say("retrain.back"), key="retrain.back", width="stretch"):
        _act(lambda: go_back(at=_now()), said=say("retrain.put-back"))
    if shipped.button(say("retrain.to-shipped"), key="retrain.to-shipped", width="stretch"):
        _act(lambda: promote(SHIPPED, at=_now()), said=say("retrain.put-back"))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _show_model(model: KeptModel, *, used: bool, opened: bool) -> None:
    refused = bool(model.verdict.refusals)
    key = "retrain.model-used" if used else "retrain.model-refused" if refused else "retrain.model"
    with st.expander(say(key, made=_moment(model.made)), expanded=opened or used):
        labels = {task: model.labels.get(task, 0) for task in TASKS}
        about = say("retrain.about", name=plain(model.name), before=plain(model.compared_with), **labels)
        st.caption(about)
        _show_verdict(model.verdict)
        for refusal in model.verdict.refusals:
            st.error(say("retrain.refused", reason=plain(explain(refusal, state.language()))))
        if used or refused:
            return
        if st.button(say("retrain.promote"), key=f"retrain.promote.{model.id}", type="primary"):
            _act(lambda: promote(model.id, at=_now()), said=say("retrain.promoted"))


def _moment(made: str) -> str:
    """The moment on the user's own clock."""
    return f"{datetime.fromisoformat(made).astimezone():%Y-%m-%d %H:%M}"


def _show_verdict(verdict: Verdict) -> None:
    if not any(one.place == "own" for one in verdict.comparisons):
        st.warning(say("retrain.no-own"))
    if verdict.comparisons:
        st.caption(say("retrain.f1"))
    for one in verdict.comparisons:
        _show_comparison(one)
    if verdict.comparisons:
        st.markdown(f"**{say('retrain.classes')}**")
        tabs = st.tabs([f"{say(f'retrain.task.{one.task}')}, {_place(one)}" for one in verdict.comparisons])
        for tab, one in zip(tabs, verdict.comparisons, strict=True):
            tab.dataframe(_rows(one.classes), hide_index=True, width="stretch")


def _place(one: TaskComparison) -> str:
    return say(f"retrain.place.{one.place}")


def _show_comparison(one: TaskComparison) -> None:
    overall = one.overall
    numbers = {key: _number(getattr(overall, key)) for key in ("before", "after")}
    limits = {key: _number(getattr(overall, key), sign=True) for key in ("low", "high")}
    texts = say("retrain.texts-one") if one.texts == 1 else say("retrain.texts", count=one.texts)
    task = say(f"retrain.task.{one.task}")
    said = say("retrain.compared", task=task, place=_place(one), count=one.count, texts=texts, **numbers, **limits)
    st.markdown(f"{said}  \n{_judge(one)}")


def _judge(one: TaskComparison) -> str:
    if not one.tells:
        return say("retrain.cannot-tell", enough=ENOUGH, count=one.count)
    worse, better = one.overall.high < 0, one.overall.low > 0
    return say("retrain.worse" if worse else "retrain.better" if better else "retrain.same")


def _rows(classes: Sequence[Difference]) -> list[dict[str, object]]:
    return [
        {
            say("retrain.column.class"): _class_name(one.label),
            say("retrain.column.count"): one.count,
            say("retrain.column.before"): _number(one.before),
            say("retrain.column.after"): _number(one.after),
            say("retrain.column.low"): _number(one.low, sign=True),
            say("retrain.column.high"): _number(one.high, sign=True),
        }
        for one in classes
    ]


def _class_name(label: str) -> str:
    if label == "unrelated":
        return say("retrain.unrelated")
    return say(f"common.side.{label}" if label in {"a", "b", "neutral"} else f"common.role.{label}")


def _number(value: float, *, digits: int = 2, sign: bool = False) -> str:
    said = f"{value:+.{digits}f}".replace("-", "−") if sign else f"{value:.{digits}f}"
    return said.replace(".", ",") if state.language() == "nl" else said


def _offer_remake(*, name: str | None) -> None:
    """A map of another model can be made again; which model made it stays to be seen in the map."""
    loaded = state.current()
    made_by = loaded.map.made_by.model if loaded else None
    # The shipped model's name is only known once it is loaded; a map by a model of one's own is recognised by name.
    own = {model.name for model in kept_models()}
    if loaded is None or made_by == name or (name is None and made_by not in own):
        return
    text, action = st.columns([4, 1], vertical_alignment="center")
    text.info(say("retrain.map-of-another", model=plain(loaded.map.made_by.model)))
    if action.button(say("retrain.remake"), key="retrain.remake", width="stretch"):
        _remake(loaded)


def _remake(loaded: Loaded) -> None:
    bar = st.progress(0.0)

    def tell(done: int, count: int) -> None:
        bar.progress(done / max(count, 1), text=say("retrain.remaking", done=done, count=count))

    def make() -> None:
        old = labelling.seen(loaded).original
        made = _engine.build_map(old.documents, old.debates, model=state.engine(), progress=tell)
        with open_store() as store:
            store.keep_map(old, name=f"{loaded.name} ({old.made_by.model})", saved=_now())
        state.load(made, loaded.name)

    _act(make, said=say("retrain.remade"))
