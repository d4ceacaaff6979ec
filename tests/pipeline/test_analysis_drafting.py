from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus import ArgumentMap, Debate, Document, Judgement, Kind, Role, Sentence, Side, Stance
from models import Model
from pipeline._checker import check_map
from pipeline._map_json import dump_map
from pipeline.analysis.drafting import Draft, add_debate, draft_of, finish, judged_sentences, new_id, try_draft

TEXT = "Parkeren moet gratis zijn. Parkeren mag geld kosten. De zon schijnt."
WHOLE = Draft(question="Gratis  parkeren?", name_a="gratis", statement_a="Het is gratis.", statement_b="Het kost geld.")


@pytest.fixture
def text_map(make_map: Callable[..., ArgumentMap], make_debate: Callable[..., Debate]) -> ArgumentMap:
    """Three sentences of one document; the first has a person's stance on the debate "parkeren"."""
    ends = [TEXT.index(".", start) + 1 for start in (0, 27, 52)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    sentences = [
        Sentence(id=f"d1.s{n}", document="d1", start=start, end=end, text=TEXT[start:end], speaker="author")
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]
    judged = Judgement(maker="An", role=Role.CLAIM, stances=(Stance(debate="parkeren", side=Side.A),))
    sentences[0] = Sentence(
        id="d1.s1",
        document="d1",
        start=starts[0],
        end=ends[0],
        text=sentences[0].text,
        speaker="author",
        judgement=judged,
    )
    document = Document(id="d1", text=TEXT, source="brief.txt")
    return make_map(debates=(make_debate(),), documents=(document,), sentences=tuple(sentences))


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, ()),
        ({"name_a": ""}, ()),
        ({"question": "  "}, ("question",)),
        ({"statement_a": "", "statement_b": ""}, ("statement-a", "statement-b")),
        ({"statement_a": "Het  kost geld."}, ("same",)),
    ],
)
def test_a_draft_names_its_faults(changes: dict[str, str], faults: tuple[str, ...]) -> None:
    values = {name: getattr(WHOLE, name) for name in ("question", "name_a", "statement_a", "name_b", "statement_b")}
    assert Draft(**{**values, **changes}).faults == faults


def test_a_finished_draft_is_tidy_and_a_missing_name_is_the_statement() -> None:
    debate = finish(WHOLE)
    assert (debate.id, debate.question) == ("gratis-parkeren", "Gratis parkeren?")
    assert [pole.name for pole in debate.poles] == ["gratis", "Het kost geld."]
    assert finish(draft_of(debate), identity=debate.id) == debate


def test_the_same_question_is_the_same_debate_in_other_words() -> None:
    first = finish(WHOLE)
    again = finish(
        Draft(question=WHOLE.question, statement_a="Parkeren kost niets.", statement_b="Het kost geld."), known=[first]
    )
    other = finish(Draft(question="Gratis parkeren!", statement_a="Ja.", statement_b="Nee."), known=[first])
    assert (again.id, other.id) == (first.id, f"{first.id}-2")


@pytest.mark.parametrize(
    ("question", "taken", "expected"),
    [
        ("Één plein, of twéé?", (), "een-plein-of-twee"),
        ("Één plein, of twéé?", ("een-plein-of-twee",), "een-plein-of-twee-2"),
        ("你好?", (), "debat"),
        ("a b c d e f g", ("a-b-c-d-e", "a-b-c-d-e-2"), "a-b-c-d-e-3"),
    ],
)
def test_an_id_is_readable_and_new(question: str, taken: tuple[str, ...], expected: str) -> None:
    assert new_id(question, taken=taken) == expected


def test_a_trial_judges_the_nearest_sentences(text_map: ArgumentMap, tiny_model: Model) -> None:
    sentences = judged_sentences(text_map)
    vectors = tiny_model.embed([one.text for one in sentences])
    trial = try_draft(text_map, finish(WHOLE), sentences, vectors, model=tiny_model, most=2)
    assert (len(trial.falls), trial.left_out) == (2, 1)
    assert sum(len(trial.on(side)) for side in ("a", "b", "neutral", "unrelated")) == 2


def test_a_trial_says_what_the_map_will_say(text_map: ArgumentMap, tiny_model: Model) -> None:
    sentences = judged_sentences(text_map)
    vectors = tiny_model.embed([one.text for one in sentences])
    trial = try_draft(text_map, finish(WHOLE), sentences, vectors, model=tiny_model)
    added = add_debate(text_map, finish(WHOLE), model=tiny_model)
    said = {one.id: one.side("gratis-parkeren") or "unrelated" for one in added.sentences}
    assert {fall.sentence: fall.side for fall in trial.falls} == said


def test_a_trial_stays_within_its_budget(text_map: ArgumentMap, tiny_model: Model) -> None:
    other = replace(text_map.documents[0], id="d2")
    copies = tuple(replace(one, id=one.id.replace("d1", "d2"), document="d2") for one in text_map.sentences)
    larger = replace(text_map, documents=(*text_map.documents, other), sentences=(*text_map.sentences, *copies))
    sentences = judged_sentences(larger)
    vectors = tiny_model.embed([one.text for one in sentences])
    trial = try_draft(larger, finish(WHOLE), sentences, vectors, model=tiny_model, budget=3)
    assert (len(trial.falls), trial.left_out) == (3, 3)


def test_a_trial_of_nothing_is_empty(text_map: ArgumentMap, tiny_model: Model) -> None:
    trial = try_draft(text_map, finish(WHOLE), (), tiny_model.embed([]), model=tiny_model)
    assert (trial.falls, trial.left_out) == ((), 0)


def test_headings_and_repetitions_are_not_tried(
    make_map: Callable[..., ArgumentMap], make_sentence: Callable[..., Sentence]
) -> None:
    first = make_sentence()
    heading = make_sentence(id="d1.s2", kind=Kind.HEADING)
    again = make_sentence(id="d1.s3", duplicate_of=first.id)
    assert judged_sentences(make_map(sentences=(first, heading, again))) == (first,)


def test_adding_a_debate_leaves_the_rest_as_it_was(text_map: ArgumentMap, tiny_model: Model) -> None:
    seen: list[tuple[int, int]] = []
    added = add_debate(text_map, finish(WHOLE), model=tiny_model, progress=lambda *steps: seen.append(steps))
    assert [debate.id for debate in added.debates] == ["parkeren", "gratis-parkeren"]
    assert [one.text for one in added.sentences] == [one.text for one in text_map.sentences]
    first = added.sentences[0]
    assert first.judgement.maker == "An"
    assert first.side("parkeren") is Side.A
    assert seen == [(1, 1)]
    assert check_map(dump_map(added)) == []


def test_adding_a_debate_again_replaces_its_stances(text_map: ArgumentMap, tiny_model: Model) -> None:
    once = add_debate(text_map, finish(WHOLE), model=tiny_model)
    assert add_debate(once, finish(WHOLE), model=tiny_model) == once
