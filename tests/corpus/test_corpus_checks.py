import re
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from corpus import Role
from corpus.agreement import count_settlements, measure_agreement
from corpus.annotated import CorpusDebate, LabelledText, SecondAnnotation, load_texts
from corpus.checks import (
    Check,
    Reference,
    broken_references,
    check_second,
    check_sides,
    check_size,
    check_splits,
    check_variety,
    composition,
    load_reference,
    run_checks,
)
from corpus.cues import cue_score
from corpus.datasheet import BEGIN, END, figure_tables, refill
from corpus.variety import (
    SAMPLE,
    Example,
    in_hash_order,
    near_duplicates,
    openings_share,
    repeated_share,
    vocabulary_growth,
)


def text(name: str = "brug-01", *lines: str, **changes: Any) -> LabelledText:
    """A text of one sentence per line, all of them claims for `a` in the debate "brug"."""
    units, start = [], 0
    lines = lines or ("De brug gaat open.",)
    for line in lines:
        units.append({"start": start, "end": start + len(line), "role": "claim", "speaker": "author"})
        start += len(line) + 1
    base = {
        "id": name,
        "genre": "letter",
        "title": "",
        "author": "",
        "date": "",
        "source": "",
        "debates": ["brug"],
        "split": "train",
        "text": "\n".join(lines),
        "units": units,
    }
    return LabelledText.model_validate({**base, **changes})


def with_stances(row: LabelledText, *stances: dict[str, str]) -> LabelledText:
    units = [{**unit.model_dump(), "stances": found} for unit, found in zip(row.units, stances, strict=True)]
    return LabelledText.model_validate({**row.model_dump(), "units": units})


def debate(name: str = "brug", split: str = "train") -> CorpusDebate:
    poles = [{"id": side, "name": side, "statement": f"{side}.", "paraphrase": f"Of {side}."} for side in "ab"]
    return CorpusDebate.model_validate(
        {"id": name, "domain": "", "question": "Open?", "introduction": "", "split": split, "poles": poles}
    )


def values(checks: list[Check]) -> dict[str, float]:
    return {check.name: check.value for check in checks}


REFERENCE = Reference(
    command="", texts="", sentences=SAMPLE, near_duplicates=0, openings=0.05, cues=0.4, words={10_000: 2_500}
)


@pytest.mark.parametrize(
    ("value", "at_least", "ok"), [(3, True, True), (2, True, False), (3, False, True), (4, False, False)]
)
def test_a_bound_itself_is_allowed(value: float, at_least: bool, ok: bool) -> None:
    assert Check(name="genres", value=value, bound=3, at_least=at_least).ok is ok


def test_a_sentence_with_one_other_word_is_nearly_equal_and_one_with_three_is_not() -> None:
    sentence = "Ons gemaal draait al dertig jaar zonder dat er iemand naar omkijkt."
    other = "Ons gemaal draait al twintig jaar zonder dat er iemand naar omkijkt."
    third = "Ons gemaal werkt al twintig jaar zonder dat er niemand naar omkijkt."
    assert near_duplicates([sentence, "Iets heel anders staat er hier.", other]) == [(0, 2)]
    assert near_duplicates([sentence, third]) == []


def test_short_phrases_may_recur() -> None:
    assert near_duplicates(["Dank u wel, voorzitter.", "Dank u wel, voorzitter!"]) == []


def test_only_the_repetition_counts_not_the_first_use() -> None:
    twice = "De veerpont vaart in de winter niet meer."
    assert repeated_share([twice, twice.upper(), "Daar is niemand naar komen kijken.", "Jammer."]) == 0.25
    assert repeated_share([]) == 0


def test_openings_are_those_of_three_words_or_more() -> None:
    rare = [f"Woord{n} staat voorop." for n in range(100)]
    assert openings_share(["Onzin.", "Goed zo."]) == 0
    assert openings_share(["Dat is een brug.", "Dat is een pont."]) == 1
    assert openings_share(rare) == pytest.approx(0.5)


def test_growth_counts_different_words_and_leaves_out_sizes_beyond_the_text() -> None:
    sentences = [f"woord{n} en nog" for n in range(4_000)]
    assert vocabulary_growth(sentences) == {10_000: 3_334 + 2}
    assert vocabulary_growth(["kort"]) == {}


def test_the_order_by_hash_keeps_texts_together_and_ignores_the_given_order() -> None:
    examples = [Example(text=f"{n}", role="none", group=f"tekst-{n % 7}") for n in range(70)]
    ordered = in_hash_order(examples)
    groups = [example.group for example in ordered]
    assert sum(one != other for one, other in pairwise(groups)) == 6
    assert [example.group for example in in_hash_order(examples[::-1])] == groups


def cued(*, telling: bool) -> list[Example]:
    cues = {Role.CLAIM: "stellig", Role.PREMISE: "omdat", Role.CRITICISM: "onzin"}
    return [
        Example(text=f"{cue if telling else 'water'} {number % 5} brug", role=role, group=f"{role}{number}")
        for number in range(40)
        for role, cue in cues.items()
    ]


def test_roles_that_a_word_gives_away_are_guessed_and_others_are_not() -> None:
    assert cue_score(cued(telling=True)) == 1
    assert cue_score(cued(telling=False)) < 0.5


def test_size_counts_sentences_and_not_headings() -> None:
    heading = {"start": 0, "end": 4, "kind": "heading"}
    units = [heading, *(unit.model_dump() for unit in text("x", "Brug", "Die gaat open.", "Nu.").units[1:])]
    found = values(check_size([text(), text("brug-02", "Brug", "Die gaat open.", "Nu.", units=units)]))
    assert found["documents"] == 2
    assert (found["sentences"], found["shortest"], found["longest"]) == (3, 1, 2)
    assert (found["genres"], found["debates"], found["attacks"], found["social-documents"]) == (1, 1, 0, 0)


def test_attacks_are_counted() -> None:
    row = text("brug-01", "De brug gaat open.", "Welnee.")
    units = [row.units[0].model_dump(), {**row.units[1].model_dump(), "relation": {"type": "attack", "target": 0}}]
    assert values(check_size([text("brug-01", "De brug gaat open.", "Welnee.", units=units)]))["attacks"] == 1


def test_a_debate_that_nobody_argues_from_the_other_side_is_one_sided() -> None:
    row = text("brug-01", "Open.", "Dicht.")
    only_a = with_stances(row, {"brug": "a"}, {"brug": "neutral"})
    both = with_stances(row, {"brug": "a"}, {"brug": "b"})
    assert values(check_sides([only_a])) == {"one-sided": 1, "undecided": 1}
    assert values(check_sides([both])) == {"one-sided": 0, "undecided": 0}


def test_repetition_fails_the_check_of_variety() -> None:
    frames = ["Wij willen dat de gemeente hier meer geld voor geeft."] * 20
    rows = [text(f"brug-{n}", *frames) for n in range(8)]
    units = [{**unit.model_dump(), "role": "premise"} for unit in rows[0].units]
    rows = [*rows, *(text(f"pont-{n}", *frames, units=units) for n in range(8))]
    failed = {check.name for check in check_variety(rows, reference=REFERENCE) if not check.ok}
    assert {"near-duplicates", "openings"} <= failed


def test_a_text_lies_where_the_most_held_out_of_its_debates_lies() -> None:
    debates = [debate(), debate("pont", "test")]
    astray = text(debates=["brug", "pont"])
    assert values(check_splits([astray], debates))["misplaced"] == 1
    assert values(check_splits([text(debates=["brug", "pont"], split="test")], debates))["misplaced"] == 0


def test_a_test_sentence_that_stands_in_training_too_is_a_leak() -> None:
    same = "De kade is in het voorjaar van steen gemaakt."
    rows = [text("brug-01", same), text("pont-01", same, "Nu nog een trap.", split="test", debates=["pont"])]
    found = values(check_splits(rows, [debate(), debate("pont", "test")]))
    assert (found["leaks"], found["held-out"]) == (0.5, 1)


def test_the_genre_with_the_fewest_second_judgements_counts() -> None:
    rows = [text("brug-01"), text("brug-02"), text("brug-03", genre="blog")]
    judged = [SecondAnnotation(id=row.id, units=row.units) for row in rows[1:]]
    assert values(check_second(rows, judged)) == {"second": 0.5}
    assert values(check_second(rows, judged[:1])) == {"second": 0}


def test_what_refers_to_nothing_is_counted() -> None:
    row = text()
    fitting = SecondAnnotation(id=row.id, units=row.units)
    assert broken_references([row], [fitting], [debate()]) == 0
    assert broken_references([row, row], [fitting], [debate()]) == 1
    assert broken_references([row], [fitting], [debate("pont")]) == 1
    assert broken_references([row], [SecondAnnotation(id="weg", units=row.units)], [debate()]) == 1
    shifted = row.units[0].model_copy(update={"end": 4})
    assert broken_references([row], [SecondAnnotation(id=row.id, units=(shifted,))], [debate()]) == 1


def test_tables_are_put_between_the_marks_as_often_as_one_likes() -> None:
    empty = f"# Datasheet\n\n{BEGIN}\n{END}\n\nMore.\n"
    once = refill(empty, "| a |")
    assert once == f"# Datasheet\n\n{BEGIN}\n\n| a |\n\n{END}\n\nMore.\n"
    assert refill(once, "| a |") == once
    with pytest.raises(ValueError, match="unpack"):
        refill("# Datasheet\n", "| a |")


@pytest.fixture(scope="module")
def shipped_checks() -> list[Check]:
    return run_checks()


def test_the_shipped_corpus_keeps_to_every_bound(shipped_checks: list[Check]) -> None:
    assert [(check.name, check.value, check.bound) for check in shipped_checks if not check.ok] == []


def test_every_check_has_a_name_of_its_own_and_a_label_in_both_languages(shipped_checks: list[Check]) -> None:
    assert len({check.name for check in shipped_checks}) == len(shipped_checks)
    for language in ("nl", "en"):
        labels = {check.label(language) for check in shipped_checks}
        assert len(labels) == len(shipped_checks)
        assert not [label for label in labels if "{" in label]


def test_the_datasheet_states_the_figures_of_the_shipped_corpus(shipped_checks: list[Check]) -> None:
    datasheet = resources.files("corpus").joinpath("data", "DATASHEET.md").read_text(encoding="utf-8")
    counts = {**composition(load_texts()), "differences settled as": count_settlements()}
    tables = figure_tables(shipped_checks, measure_agreement(), counts)
    stated, wanted = _cells(datasheet), _cells(tables)
    assert [row for row in wanted if row not in stated] == []


def _cells(markdown: str) -> list[list[str]]:
    """Rows of the tables, without figures of the guesser: they may differ in the last digit between machines."""
    rows = [re.split(r" ?\| ?", line) for line in markdown.split("\n") if line.startswith("|")]
    return [row for row in rows if not row[1].startswith("role guessed")]


def test_the_reference_names_the_command_that_made_it_and_the_size_it_was_made_on() -> None:
    reference = load_reference()
    assert reference.command.startswith("python benchmarks/corpus_reference.py")
    assert reference.sentences == SAMPLE
    assert sorted(reference.words) == [10_000, 20_000, 50_000, 100_000]


def test_both_guidelines_have_the_same_chapters_tables_and_example_sentences() -> None:
    dutch, english = (
        " ".join(resources.files("corpus").joinpath(name).read_text(encoding="utf-8").split())
        for name in ("RICHTLIJNEN.md", "GUIDELINES.md")
    )
    for mark in (" ## ", " ### ", " | "):
        assert dutch.count(mark) == english.count(mark)
    sentences = re.findall(r"\"([A-Z][^\"]{10,200})\"", dutch)
    assert len(sentences) > 40
    assert [sentence for sentence in sentences if sentence not in english] == []
