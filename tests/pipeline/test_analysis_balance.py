from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus import ArgumentMap, Debate, Document, Judgement, KeyPoint, Role, Sentence, Side, Stance
from pipeline.analysis.balance import (
    balance,
    by_document,
    by_role,
    by_speaker,
    by_time,
    point_weight,
    strongest_points,
)
from pipeline.analysis.index import SpeakerKey, build_index, speaker_key, stance_on

Maker = Callable[..., ArgumentMap]


@pytest.fixture
def make_sided(
    make_map: Maker, make_debate: Callable[..., Debate], make_document: Callable[..., Document]
) -> Callable[..., ArgumentMap]:
    """A map from strings like "d1 a author": document, side (upper case: uncertain) and speaker of each sentence."""

    def make(*lines: str, dates: dict[str, str] | None = None, **changes: object) -> ArgumentMap:
        sentences = []
        for number, line in enumerate(lines, start=1):
            document, side, speaker = line.split(" ", 2)
            stance = Stance(debate="parkeren", side=Side(side.lower()), certain=side.islower())
            sentences.append(
                Sentence(
                    id=f"{document}.s{number}",
                    document=document,
                    start=0,
                    end=4,
                    text="Dat.",
                    speaker=speaker,
                    judgement=Judgement(role=Role.CLAIM, stances=(stance,)),
                )
            )
        documents = tuple(
            make_document(id=one, date=(dates or {}).get(one)) for one in sorted({one.document for one in sentences})
        )
        values = {"debates": (make_debate(),), "documents": documents, "sentences": tuple(sentences), **changes}
        return make_map(**values)

    return make


def test_repetitions_do_not_count(make_sided: Callable[..., ArgumentMap]) -> None:
    made = make_sided("d1 a author", "d1 a author", "d2 b author")
    first, second, third = made.sentences
    repeated = replace(made, sentences=(first, replace(second, duplicate_of=first.id), third))
    assert balance(build_index(repeated), "parkeren").a.sentences == (first.id,)


def test_the_author_of_another_document_is_another_speaker_and_a_name_is_one_person(
    make_sided: Callable[..., ArgumentMap],
) -> None:
    found = balance(build_index(make_sided("d1 a author", "d2 a author", "d1 a Jan Smit", "d2 a Jan Smit")), "parkeren")
    assert found.a.speakers == 3


def test_uncertain_sides_are_counted_apart_and_can_be_left_out(make_sided: Callable[..., ArgumentMap]) -> None:
    index = build_index(make_sided("d1 a author", "d1 A author", "d2 b author"))
    assert balance(index, "parkeren").a.uncertain == 1
    assert len(balance(index, "parkeren", certain_only=True).a.sentences) == 1


def test_nobody_on_a_side_gives_no_share(make_sided: Callable[..., ArgumentMap]) -> None:
    found = balance(build_index(make_sided("d1 neutral author")), "parkeren")
    assert found.share is None
    assert (found.placed, len(found.neutral.sentences)) == (0, 1)


def test_few_documents_give_a_share_without_interval(make_sided: Callable[..., ArgumentMap]) -> None:
    share = balance(build_index(make_sided("d1 a author", "d2 b author")), "parkeren").share
    assert share is not None
    assert (share.value, share.low, share.high) == (0.5, None, None)


def test_the_interval_holds_the_share_and_is_the_same_each_time(make_sided: Callable[..., ArgumentMap]) -> None:
    index = build_index(make_sided(*(f"d{n} {'a' if n % 3 else 'b'} author" for n in range(1, 10))))
    share = balance(index, "parkeren").share
    assert share is not None
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.value <= share.high <= 1
    assert balance(index, "parkeren").share == share


def test_one_long_document_widens_the_interval(make_sided: Callable[..., ArgumentMap]) -> None:
    even = [f"d{n} {side} author" for n in range(1, 7) for side in ("a", "b")]
    lopsided = [*even[:-2], *["d6 a author"] * 20, *["d5 b author"] * 20]

    def width(lines: list[str]) -> float:
        share = balance(build_index(make_sided(*lines)), "parkeren").share
        assert share is not None
        assert share.low is not None
        assert share.high is not None
        return share.high - share.low

    assert width(even) == 0
    assert width(lopsided) > 0.2


def test_parts_are_by_document_speaker_month_and_role(make_sided: Callable[..., ArgumentMap]) -> None:
    dates = {"d1": "2026-03-01", "d2": "2026-01-31"}
    index = build_index(make_sided("d1 a author", "d1 b Jan Smit", "d2 b author", "d3 b author", dates=dates))
    assert [(part.key, part.size) for part in by_document(index, "parkeren")] == [("d1", 2), ("d2", 1), ("d3", 1)]
    assert {(part.key, part.document) for part in by_speaker(index, "parkeren")} == {
        ("author", "d1"),
        ("Jan Smit", ""),
        ("author", "d2"),
        ("author", "d3"),
    }
    assert [(part.key, part.size) for part in by_time(index, "parkeren")] == [
        ("2026-01", 1),
        ("2026-02", 0),
        ("2026-03", 2),
    ]
    assert [(part.key, len(part.a), len(part.b)) for part in by_role(index, "parkeren")] == [("claim", 1, 3)]


def test_many_years_are_shown_by_year_and_odd_dates_are_left_out(make_sided: Callable[..., ArgumentMap]) -> None:
    dates = {"d1": "2019-03-01", "d2": "2022-01-31T10:00:00Z", "d3": "gisteren", "d4": "2022"}
    index = build_index(make_sided("d1 a author", "d2 b author", "d3 b author", "d4 b author", dates=dates))
    assert [(part.key, part.size) for part in by_time(index, "parkeren")] == [
        ("2019", 1),
        ("2020", 0),
        ("2021", 0),
        ("2022", 1),
    ]
    assert by_time(build_index(make_sided("d1 a author")), "parkeren") == ()


def test_what_most_sentences_say_comes_first_and_repetitions_add_nothing(
    make_sided: Callable[..., ArgumentMap],
) -> None:
    made = make_sided("d1 a author", "d1 a author", "d1 a author", "d2 a author")
    one, two, three, four = made.sentences
    repeated = replace(two, duplicate_of=one.id)
    points = tuple(
        KeyPoint(id=name, debate="parkeren", side=Side.A, text="Dat.", sentence=first.id, members=(first.id, second.id))
        for name, first, second in (("k1", one, two), ("k2", three, four))
    )
    index = build_index(replace(made, sentences=(one, repeated, three, four), key_points=points))
    assert [point_weight(index, each) for each in points] == [1, 2]
    assert [each.id for each in strongest_points(index, "parkeren", Side.A)] == ["k2", "k1"]
    assert strongest_points(index, "parkeren", Side.B) == ()


def test_the_index_finds_what_a_view_asks(make_sided: Callable[..., ArgumentMap]) -> None:
    made = make_sided("d1 a author", "d2 b de wethouder")
    index = build_index(made)
    assert index.sentences_of("d2") == (made.sentences[1],)
    assert index.sentences_of("d9") == ()
    assert index.about("iets anders") == ()
    assert index.relations_from("d1.s1") == index.relations_to("d1.s1") == ()
    assert stance_on(made.sentences[0], "iets anders") is None
    assert speaker_key(made.sentences[1]) == SpeakerKey(document="d2", name="de wethouder")
