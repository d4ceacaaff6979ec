from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from corpus import ArgumentMap, Kind, Role
from dashboard.labelling import Seen, change
from dashboard.state import Loaded
from dashboard.texts.label import TEXTS
from dashboard.views import label
from pipeline.analysis.index import build_index
from pipeline.corrections import place_of
from pipeline.judgements import Judgements, open_judgements
from pipeline.labels.label import KeptJudgement, Label
from pipeline.queues import Queued

Run = Callable[..., AppTest]
ABOUT: dict[str, Any] = {"made": "2026-01-01T00:00:00Z", "model": "test @ 0"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEBATKAART_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def stored(home: Path, rich_map: ArgumentMap) -> Iterator[Judgements]:
    with open_judgements(home / "debatkaart.sqlite") as judgements:
        judgements.register(rich_map, registered=ABOUT["made"])
        yield judgements


@pytest.fixture
def labelling(run_view: Run, rich_map: ArgumentMap) -> AppTest:
    """The view in the hands of Anna, all sentences in order."""
    app = run_view("label", rich_map, debate="autovrij-centrum")
    app.text_input(key="label.name").set_value("Anna").run()
    app = app.selectbox(key="label.queue").set_value("order").run()
    return press(app, "skip")


def press(app: AppTest, *keys: str) -> AppTest:
    for key in keys:
        button = next(one for one in app.button if f"{one.key}.".startswith(f"label.{key}."))
        app = button.click().run()
        assert not app.exception
    return app


def standing() -> tuple[KeptJudgement, ...]:
    with open_judgements() as judgements:
        return judgements.standing()


def sentence_shown(app: AppTest) -> str:
    return next(one.value for one in app.markdown if one.value.startswith("**") and one.value.endswith("**"))


def texts(app: AppTest) -> str:
    return "\n".join(
        str(one.value)
        for kind in ("markdown", "caption", "info", "success", "warning", "error")
        for one in getattr(app, kind)
    )


def test_without_a_map_the_page_says_where_to_begin(run_view: Run) -> None:
    app = run_view("label")
    assert not app.exception
    assert app.button(key="go-start")


def test_a_name_is_asked_before_anything_is_judged(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("label", rich_map)
    assert TEXTS["label.ask-name"]["nl"] in [one.value for one in app.info]
    app = app.text_input(key="label.name").set_value("model").run()
    assert [one.value for one in app.error] == [TEXTS["label.bad-name"]["nl"]]


def test_role_and_stance_are_kept_at_once_and_the_next_sentence_comes(labelling: AppTest) -> None:
    first = sentence_shown(labelling)
    app = press(labelling, "role.criticism")
    assert sentence_shown(app) == first
    assert [one.label for one in standing()] == [Label(role=Role.CRITICISM)]
    app = press(app, "stance.b")
    assert sentence_shown(app) != first
    assert [one.label for one in standing()] == [Label(role=Role.CRITICISM, stances={"autovrij-centrum": "b"})]
    assert standing()[0].annotator == "Anna"
    assert not standing()[0].shown


def test_two_keys_faster_than_the_page_are_both_kept(labelling: AppTest) -> None:
    role, stance = (
        next(one for one in labelling.button if str(one.key).startswith(f"label.{key}."))
        for key in ("role.claim", "stance.a")
    )
    role.click().run()
    stance.click().run()
    assert [one.label for one in standing()] == [Label(role=Role.CLAIM, stances={"autovrij-centrum": "a"})]


def test_two_keys_that_arrive_together_are_both_kept(labelling: AppTest) -> None:
    role, stance = (
        next(one for one in labelling.button if str(one.key).startswith(f"label.{key}."))
        for key in ("role.claim", "stance.a")
    )
    role.click()
    stance.click().run()
    assert [one.label for one in standing()] == [Label(role=Role.CLAIM, stances={"autovrij-centrum": "a"})]


def test_two_keys_at_work_side_by_side_do_not_lose_each_other(rich_map: ArgumentMap, stored: Judgements) -> None:
    sentence = rich_map.sentences[1]
    document = next(one for one in rich_map.documents if one.id == sentence.document)
    loaded = Loaded(name="proef.json", map=rich_map, index=build_index(rich_map))
    about = Seen(loaded=loaded, original=rich_map, version=0, standing=())
    both_ready = Barrier(2)
    changes: tuple[Callable[[Label], Label], ...] = (
        lambda own: replace(own, role=Role.CLAIM),
        lambda own: replace(own, stances={"autovrij-centrum": "a"}),
    )

    def press_key(make: Callable[[Label], Label]) -> None:
        both_ready.wait()
        change(about, place_of(sentence, document), make, annotator="Anna")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press_key, changes))
    assert [one.label for one in standing()] == [Label(role=Role.CLAIM, stances={"autovrij-centrum": "a"})]


def test_a_key_is_for_the_sentence_in_hand_and_not_for_the_one_before(
    rich_map: ArgumentMap, stored: Judgements
) -> None:
    before, now = rich_map.sentences[1:3]
    loaded = Loaded(name="proef.json", map=rich_map, index=build_index(rich_map))
    seen = Seen(loaded=loaded, original=rich_map, version=0, standing=())
    run = label.Run(key=(), queue=(Queued(sentence=before.id), Queued(sentence=now.id)), at=1)
    desk = label.Desk(seen=seen, name="Anna", debate=None, shown=False, kept={"label.run": run})
    for sentence in (before, now):
        label._give(desk, seen.place(sentence.id), sentence.id, lambda own: replace(own, role=Role.CLAIM))
    assert [one.place for one in standing()] == [seen.place(now.id)]
    assert desk.kept["label.run"] == replace(run, at=2)


def test_stance_first_works_as_well(labelling: AppTest) -> None:
    first = sentence_shown(labelling)
    app = press(labelling, "stance.unrelated", "role.none")
    assert sentence_shown(app) != first
    assert [one.label for one in standing()] == [Label(role=Role.NONE, stances={"autovrij-centrum": "unrelated"})]


def test_unsure_goes_on_to_the_next(labelling: AppTest) -> None:
    first = sentence_shown(labelling)
    app = press(labelling, "unsure")
    assert sentence_shown(app) != first
    assert [one.label for one in standing()] == [Label(unsure=True)]


def test_undo_takes_back_and_returns_to_the_sentence(labelling: AppTest) -> None:
    first = sentence_shown(labelling)
    app = press(labelling, "role.claim", "stance.a", "undo")
    assert sentence_shown(app) == first
    assert [one.label for one in standing()] == [Label(role=Role.CLAIM)]
    app = press(app, "undo")
    assert standing() == ()
    app = press(app, "undo")
    assert TEXTS["label.nothing-to-undo"]["nl"] in texts(app)


def test_back_and_next_judge_nothing(labelling: AppTest) -> None:
    first = sentence_shown(labelling)
    app = press(labelling, "skip")
    assert sentence_shown(app) != first
    assert sentence_shown(press(app, "back")) == first
    assert standing() == ()


def test_the_model_is_shown_on_demand_and_can_be_agreed_with(labelling: AppTest) -> None:
    assert "Het model:" not in texts(labelling)
    app = press(labelling, "show-model")
    assert "Het model:" in texts(app)
    app = press(app, "agree")
    (kept,) = standing()
    assert kept.shown
    assert kept.label.role is not None
    assert set(kept.label.stances) == {"autovrij-centrum"}


def test_every_third_sentence_is_drawn_by_lot_and_marked(run_view: Run, rich_map: ArgumentMap) -> None:
    app = run_view("label", rich_map, debate="autovrij-centrum")
    app = app.text_input(key="label.name").set_value("Anna").run()
    for _ in range(6):
        app = press(app, "role.claim", "stance.a")
    marks = [one.random_share for one in standing()]
    assert [marks[2], marks[5]] == [True, True]
    assert "waarvan" in str(app.get("progress")[0].proto.text)


@pytest.mark.parametrize("queue", ["mixed", "debate", "role", "doubtful"])
def test_each_queue_gives_sentences(run_view: Run, rich_map: ArgumentMap, queue: str) -> None:
    app = run_view("label", rich_map, debate="wijkbudget")
    app = app.text_input(key="label.name").set_value("Anna").run()
    app = app.selectbox(key="label.queue").set_value(queue).run()
    assert not app.exception
    assert sentence_shown(app)


def test_a_split_sentence_is_shown_in_its_parts(labelling: AppTest) -> None:
    app = press(labelling, "skip")
    before = sentence_shown(app)
    box = next(one for one in app.selectbox if str(one.key).startswith("label.split-at"))
    app = press(box.select_index(2).run(), "split")
    assert len(sentence_shown(app)) < len(before)
    (kept,) = standing()
    assert len(kept.label.parts) == 2
    assert sentence_shown(press(app, "undo")) == before


def test_merging_shows_the_whole_and_it_can_be_judged(labelling: AppTest) -> None:
    app = press(labelling, "skip")
    before = sentence_shown(app)
    app = press(app, "merge")
    assert len(sentence_shown(app)) > len(before)
    press(app, "role.premise", "stance.a")
    (kept,) = standing()
    assert kept.label.parts == ((kept.place.start, kept.place.end),)
    assert kept.label.role is Role.PREMISE


def test_kind_and_speaker_are_corrected_in_the_form(labelling: AppTest) -> None:
    kind = next(one for one in labelling.selectbox if one.label == TEXTS["label.kind"]["nl"])
    speaker = next(one for one in labelling.text_input if one.label == TEXTS["label.speaker"]["nl"])
    kind.set_value("boilerplate")
    speaker.set_value("de redactie")
    save = next(one for one in labelling.button if one.label == TEXTS["label.save-more"]["nl"])
    assert not save.click().run().exception
    assert [one.label for one in standing()] == [Label(kind=Kind.BOILERPLATE, speaker="de redactie")]


def test_a_relation_needs_a_role_first(labelling: AppTest) -> None:
    def relate(app: AppTest) -> AppTest:
        next(one for one in app.selectbox if one.label == TEXTS["label.relation"]["nl"]).set_value("support")
        return next(one for one in app.button if one.label == TEXTS["label.save-more"]["nl"]).click().run()

    app = relate(labelling)
    assert TEXTS["label.needs-role"]["nl"] in texts(app)
    app = relate(press(app, "role.premise"))
    assert not app.exception
    assert standing()[0].label.link is not None


def test_differences_are_settled_by_choosing(
    run_view: Run, rich_map: ArgumentMap, stored: Judgements, labelling: AppTest
) -> None:
    place = place_of(rich_map.sentences[2], rich_map.documents[0])
    stored.record(place, Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    number = stored.record(place, Label(role=Role.PREMISE), annotator="Bert", **ABOUT)
    app = labelling.run()
    app = app.segmented_control(key="label.part").set_value("settle").run()
    assert "Bert" in texts(app)
    app = press(app, f"settle.{number}")
    assert TEXTS["label.no-differences"]["nl"] in texts(app)
    settled = next(one for one in standing() if one.settles)
    assert (settled.annotator, settled.label.role) == ("Anna", Role.PREMISE)


def test_a_difference_can_be_judged_again(rich_map: ArgumentMap, stored: Judgements, labelling: AppTest) -> None:
    sentence = rich_map.sentences[3]
    place = place_of(sentence, rich_map.documents[0])
    for name, role in (("Anna", Role.CLAIM), ("Bert", Role.NONE)):
        stored.record(place, Label(role=role), annotator=name, **ABOUT)
    app = labelling.run()
    app = app.segmented_control(key="label.part").set_value("settle").run()
    app = press(app, f"again.{sentence.id}")
    assert sentence.text.split()[0] in sentence_shown(app)


def test_agreement_is_shown_where_two_judged_the_same(
    rich_map: ArgumentMap, stored: Judgements, labelling: AppTest
) -> None:
    app = labelling.segmented_control(key="label.part").set_value("agreement").run()
    assert TEXTS["label.no-agreement"]["nl"] in texts(app)
    for sentence in rich_map.sentences[1:5]:
        for name in ("Anna", "Bert"):
            place = place_of(sentence, rich_map.documents[0])
            stored.record(place, Label(role=Role.CLAIM), annotator=name, **ABOUT)
    app = app.run()
    assert "Anna – Bert" in str(app.table[0].value).replace("\\", "")
    assert "κ = 1,00" in str(app.table[0].value)


def test_a_file_of_labels_is_taken_in_and_conflicts_are_told(
    rich_map: ArgumentMap, stored: Judgements, labelling: AppTest
) -> None:
    place = place_of(rich_map.sentences[2], rich_map.documents[0])
    stored.record(place, Label(role=Role.CLAIM), annotator="Anna", **ABOUT)
    row = f'{{"document": "{place.document}", "start": {place.start}, "end": {place.end}, "role": "%s"}}\n'
    app = labelling.segmented_control(key="label.part").set_value("files").run()
    app = app.file_uploader[0].upload("x.jsonl", (row % "none" + row % "opinie").encode(), "text/plain").run()
    app = press(app, "take")
    assert "1 labels botsen" in texts(app)
    assert "1 regels zijn onbruikbaar" in texts(app)
    assert [one.label.role for one in stored.standing()] == [Role.CLAIM]


@pytest.mark.parametrize("part", ["label", "settle", "agreement", "files"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_hostile_text_is_shown_as_it_is(
    run_view: Run, hostile_map: ArgumentMap, home: Path, part: str, language: str
) -> None:
    with open_judgements() as judgements:
        judgements.register(hostile_map, registered=ABOUT["made"])
        place = place_of(hostile_map.sentences[0], hostile_map.documents[0])
        for name, role in (("<script>$x$</script>", Role.CLAIM), ("**:red[Bert]**", Role.NONE)):
            label = Label(role=role, speaker="![x](http://x.test)", stances={"x": "a"})
            judgements.record(place, label, annotator=name, **ABOUT)
    app = run_view("label", hostile_map, language=language)
    app = app.text_input(key="label.name").set_value("Anna").run()
    app = app.segmented_control(key="label.part").set_value(part).run()
    assert not app.exception
    shown = [str(one.value) for one in (*app.markdown, *app.caption)]
    assert not any("<script>" in one or "![x](" in one or ":red[" in one or "$x$" in one for one in shown)


def test_an_empty_map_has_nothing_to_label(run_view: Run, empty_map: ArgumentMap) -> None:
    app = run_view("label", empty_map)
    app = app.text_input(key="label.name").set_value("Anna").run()
    assert not app.exception
    assert TEXTS["label.done"]["nl"] in texts(app)


def test_a_large_map_is_labelled_like_a_small_one(run_view: Run, large_map: ArgumentMap) -> None:
    app = run_view("label", large_map, debate="wijkbudget")
    app = app.text_input(key="label.name").set_value("Anna").run()
    press(app, "role.claim", "stance.a")
    assert len(standing()) == 1


def test_a_broken_store_is_named(run_view: Run, rich_map: ArgumentMap, home: Path) -> None:
    (home / "debatkaart.sqlite").write_bytes(b"this is no database, but it is long enough to look like a file" * 40)
    app = run_view("label", rich_map)
    assert not app.exception
    assert "opslag" in "".join(one.value for one in app.error)


def test_that_roles_are_fixed_is_said_where_one_would_look(labelling: AppTest) -> None:
    assert TEXTS["label.roles-fixed"]["nl"] in texts(labelling)


def test_the_full_guidelines_open_beside_the_work(labelling: AppTest) -> None:
    app = press(labelling, "guidelines")
    assert any(one.value.startswith("# Richtlijnen") for one in app.markdown)
    assert not any("](" in one.value for one in app.markdown if one.value.startswith("# "))


SEAM = """
import streamlit as st
from dashboard import labelling, state
loaded = labelling.up_to_date(state.current())
again = labelling.up_to_date(loaded)
one = loaded.map.sentences[2]
st.text(f"{one.judgement.maker} {one.role} {again is loaded} {loaded.index.sentences[one.id] is one}")
"""


def test_other_views_see_the_map_as_people_judged_it(rich_map: ArgumentMap, home: Path) -> None:
    app = AppTest.from_string(SEAM, default_timeout=60)
    app.session_state["loaded"] = Loaded(name="x", map=rich_map, index=build_index(rich_map))
    assert app.run().text[0].value == "model claim True True"
    assert not (home / "debatkaart.sqlite").exists()
    with open_judgements() as judgements:
        judgements.register(rich_map, registered=ABOUT["made"])
        place = place_of(rich_map.sentences[2], rich_map.documents[0])
        number = judgements.record(place, Label(role=Role.NONE), annotator="Anna", **ABOUT)
        assert app.run().text[0].value == "Anna none True True"
        judgements.withdraw(number, annotator="Anna", made=ABOUT["made"])
    assert app.run().text[0].value == "model claim True True"


def test_debates_that_a_map_gained_are_known_to_the_store(labelling: AppTest) -> None:
    press(labelling, "role.claim", "stance.a")
    with open_judgements() as judgements:
        (document,) = judgements.labelled_documents()
    assert [debate.id for debate in document.debates] == ["autovrij-centrum"]
