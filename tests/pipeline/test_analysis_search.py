from collections.abc import Callable

import numpy as np
import pytest

from corpus import ArgumentMap, Document, Judgement, Kind, Role, Sentence, Side, Stance
from pipeline.analysis.index import MapIndex, build_index
from pipeline.analysis.search import Conditions, build_search, find_alike, find_marks, find_words, fold, stem

TEXTS = (
    "De bewoners willen een nieuwe speelplaats.",
    "Een bewoner klaagt over het parkeren.",
    "Jongerenwerk is duur, maar jongeren hebben het nodig.",
    "Eén café op het plein is genoeg.",
    "Het plein heeft geen café nodig.",
    "Betaald parkeren helpt de bewoners van het centrum.",
)


@pytest.fixture
def make_index(make_map: Callable[..., ArgumentMap]) -> Callable[..., MapIndex]:
    """Sentences in documents d1, d2, ... of two sentences each, with the years 2021, 2022, ..."""

    def make(*texts: str, **changes: dict[int, object]) -> MapIndex:
        sentences = []
        for number, text in enumerate(texts):
            document = f"d{number // 2 + 1}"
            own = {name: values[number] for name, values in changes.items() if number in values}
            sentences.append(
                Sentence(
                    id=f"s{number}", document=document, start=0, end=len(text), text=text, **{"speaker": "author"} | own
                )
            )
        documents = [
            Document(id=f"d{number + 1}", text="x", source="x.txt", date=f"{2021 + number}-05-01")
            for number in range(-(-len(texts) // 2))
        ]
        return build_index(make_map(documents=tuple(documents), sentences=tuple(sentences)))

    return make


def _found(index: MapIndex, text: str, conditions: Conditions | None = None, **options: bool) -> list[str]:
    hits = find_words(index, build_search(index), text, conditions or Conditions(), **options)
    return sorted(hit.sentence.id for hit in hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bewoner", ["s0", "s1", "s5"]),
        ("BEWONERS parkeren", ["s1", "s5"]),
        ("cafe", ["s3", "s4"]),
        ("een cafe", ["s3"]),
        ('"betaald parkeren"', ["s5"]),
        ('"parkeren betaald"', []),
        ("parkeren -centrum", ["s1"]),
        ("-bewoners -café", ["s2"]),
        ("jongeren*", ["s2"]),
        ("*plaats", ["s0"]),
        ("*erenw*", ["s2"]),
        ("bestaatniet", []),
        ("", ["s0", "s1", "s2", "s3", "s4", "s5"]),
        ("*", ["s0", "s1", "s2", "s3", "s4", "s5"]),
        ("?!", ["s0", "s1", "s2", "s3", "s4", "s5"]),
    ],
)
def test_words_are_found_in_all_their_forms(
    make_index: Callable[..., MapIndex], query: str, expected: list[str]
) -> None:
    assert _found(make_index(*TEXTS), query) == expected


def test_any_word_finds_what_all_words_do_not(make_index: Callable[..., MapIndex]) -> None:
    index = make_index(*TEXTS)
    assert _found(index, "speelplaats duur") == []
    assert _found(index, "speelplaats duur", any_word=True) == ["s0", "s2"]


def test_a_rare_word_weighs_more_and_marks_lie_on_the_words(make_index: Callable[..., MapIndex]) -> None:
    index = make_index(*TEXTS)
    search = build_search(index)
    best = find_words(index, search, "bewoner centrum", Conditions(), any_word=True)[0].sentence
    assert best.id == "s5"
    assert [best.text[start:end] for start, end in find_marks(search, "bewoner centrum", best.text)] == [
        "bewoners",
        "centrum",
    ]
    assert find_marks(search, "", best.text) == ()


def test_repetitions_and_page_furniture_are_not_found(make_index: Callable[..., MapIndex]) -> None:
    index = make_index(
        *TEXTS, duplicate_of={5: "s0"}, kind={0: Kind.BOILERPLATE, 1: Kind.HEADING}, speaker={0: None, 1: None}
    )
    assert _found(index, "bewoner") == ["s1"]


def test_each_condition_leaves_out_what_does_not_meet_it(make_index: Callable[..., MapIndex]) -> None:
    judged = {
        0: Judgement(role=Role.CLAIM, stances=(Stance(debate="x", side=Side.A),)),
        1: Judgement(role=Role.CLAIM, stances=(Stance(debate="x", side=Side.B, certain=False),)),
        2: Judgement(role=Role.CRITICISM, certain=False),
    }
    index = make_index(*TEXTS, judgement=judged, speaker={0: "Piet Smit", 2: "Piet Smit"})
    assert _found(index, "", Conditions(debate="x")) == ["s0", "s1"]
    assert _found(index, "", Conditions(debate="x", sides=frozenset({Side.B}))) == ["s1"]
    assert _found(index, "", Conditions(debate="x", certain_only=True)) == ["s0"]
    assert _found(index, "", Conditions(roles=frozenset({Role.CRITICISM}))) == ["s2"]
    assert _found(index, "", Conditions(roles=frozenset({Role.CRITICISM}), certain_only=True)) == []
    assert _found(index, "", Conditions(documents=frozenset({"d2"}))) == ["s2", "s3"]
    assert _found(index, "", Conditions(speakers=frozenset({"piet smit"}))) == ["s0", "s2"]
    assert _found(index, "", Conditions(since="2022-01-01")) == ["s2", "s3", "s4", "s5"]
    assert _found(index, "", Conditions(until="2022-05-01")) == ["s0", "s1", "s2", "s3"]


def test_the_nearest_sentence_in_meaning_comes_first(make_index: Callable[..., MapIndex]) -> None:
    index = make_index(*TEXTS[:3])
    vectors = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    hits = find_alike(index, index.map.sentences, vectors, np.array([0.0, 1.0]), Conditions())
    assert [hit.sentence.id for hit in hits] == ["s2", "s1", "s0"]
    assert find_alike(index, (), np.zeros((0, 2)), np.array([0.0, 1.0]), Conditions()) == ()


def test_hostile_queries_end(make_index: Callable[..., MapIndex]) -> None:
    index = make_index(*TEXTS)
    for query in ('"' * 100_000, "-" * 100_000, "*" * 100_000, "a-" * 100_000, "\u0301" * 100_000, "a\x00b"):
        assert isinstance(_found(index, query), list)


def test_folding_and_stemming() -> None:
    assert fold("Één") == "een"
    assert stem("bewoners") == stem("bewoner")
