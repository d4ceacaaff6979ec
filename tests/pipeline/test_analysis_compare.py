from collections.abc import Callable

import pytest

from corpus import ArgumentMap, Debate, Document, Judgement, KeyPoint, Role, Sentence, Side, Stance
from pipeline.analysis.compare import compare, fullest_group, groups, members, others, stand_out_words, useful_groups
from pipeline.analysis.index import MapIndex, build_index

DEBATE = "parkeren"


@pytest.fixture
def make_groups(make_map: Callable[..., ArgumentMap], make_debate: Callable[..., Debate]) -> Callable[..., MapIndex]:
    """A map from strings like "d1 aabo": a document with a sentence of each side; sentences are d1.s1, d1.s2, ..."""

    def make(*lines: str, points: tuple[tuple[str, ...], ...] = ()) -> MapIndex:
        sides = {"a": Side.A, "b": Side.B, "o": Side.NEUTRAL}
        documents, sentences = [], []
        for line in lines:
            document, letters = line.split(" ")
            documents.append(Document(id=document, text="Dat.", source=f"{document}.txt"))
            for number, letter in enumerate(letters, start=1):
                stance = Stance(debate=DEBATE, side=sides[letter.lower()], certain=letter.islower())
                values = {"id": f"{document}.s{number}", "document": document, "start": 0, "end": 4, "text": "Dat."}
                sentences.append(Sentence(**values, judgement=Judgement(role=Role.CLAIM, stances=(stance,))))
        key_points = tuple(
            KeyPoint(id=f"k{n}", debate=DEBATE, side=Side.A, text="Dat.", sentence=members[0], members=members)
            for n, members in enumerate(points)
        )
        made = make_map(
            debates=(make_debate(),), documents=tuple(documents), sentences=tuple(sentences), key_points=key_points
        )
        return build_index(made)

    return make


def test_shares_and_their_difference(make_groups: Callable[..., MapIndex]) -> None:
    index = make_groups("d1 aaab", "d2 aaab", "d3 abbb", "d4 abbb")
    found = compare(index, DEBATE, left=["d1", "d2"], right=["d3", "d4"])
    assert (found.left.share, found.right.share, found.difference) == (0.75, 0.25, 0.5)
    # Documents that are alike leave nothing to chance.
    assert (found.low, found.high) == (0.5, 0.5)


def test_the_interval_is_wide_where_documents_differ_and_the_same_each_time(
    make_groups: Callable[..., MapIndex],
) -> None:
    index = make_groups("d1 aaaa", "d2 bbbb", "d3 aaaa", "d4 bbbb")
    found = compare(index, DEBATE, left=["d1", "d2"], right=["d3", "d4"])
    assert found.difference == 0
    assert found.low is not None
    assert found.high is not None
    assert found.low < -0.4 < 0.4 < found.high
    assert compare(index, DEBATE, left=["d1", "d2"], right=["d3", "d4"]) == found


@pytest.mark.parametrize("right", [["d2"], []])
def test_a_group_without_sides_has_no_share(make_groups: Callable[..., MapIndex], right: list[str]) -> None:
    found = compare(make_groups("d1 ab", "d2 o"), DEBATE, left=["d1"], right=right)
    assert (found.right.share, found.difference, found.low) == (None, None, None)


def test_what_is_said_on_one_side_only(make_groups: Callable[..., MapIndex]) -> None:
    index = make_groups("d1 aaa", "d2 aab", "d3 a", points=(("d1.s1", "d1.s2"), ("d1.s3", "d2.s1"), ("d2.s2", "d3.s1")))
    found = compare(index, DEBATE, left=["d1"], right=["d2"])
    assert [point.left for point in found.only_left] == [("d1.s1", "d1.s2")]
    assert [point.right for point in found.only_right] == [("d2.s2",), ("d2.s3",)]
    assert [(point.left, point.right) for point in found.shared] == [(("d1.s3",), ("d2.s1",))]


def test_uncertain_sides_can_be_left_out(make_groups: Callable[..., MapIndex]) -> None:
    found = compare(make_groups("d1 aB", "d2 b"), DEBATE, left=["d1"], right=["d2"], certain_only=True)
    assert found.left.share == 1
    assert found.left.b == ()
    assert [point.left for point in found.only_left] == [("d1.s1",)]


def test_a_document_in_both_groups_counts_in_both(make_groups: Callable[..., MapIndex]) -> None:
    found = compare(make_groups("d1 a"), DEBATE, left=["d1"], right=["d1"])
    assert found.left.a == found.right.a == ("d1.s1",)


def test_documents_are_grouped_by_what_is_known_of_them() -> None:
    documents = [
        Document(id="d1", text="", source="a.csv", author="An", date="2026-03-01"),
        Document(id="d2", text="", source="b.csv", author="Jan", date="2025-03-01"),
        Document(id="d3", text="", source="b.csv", author="Jan", date="2025"),
        Document(id="d4", text="", source="b.csv"),
    ]
    assert groups(documents, "source") == {"b.csv": ("d2", "d3", "d4"), "a.csv": ("d1",)}
    assert groups(documents, "author") == {"Jan": ("d2", "d3"), "An": ("d1",)}
    assert list(groups(documents, "year")) == ["2025", "2026"]
    assert groups(documents, "month") == {"2025-03": ("d2",), "2026-03": ("d1",)}
    assert len(groups(documents, "document")) == 4


def test_only_what_tells_documents_apart_and_puts_some_together_makes_groups() -> None:
    documents = [
        Document(id=f"d{number}", text="Dat.", source=f"{number}.txt", date=date)
        for number, date in enumerate(("2024-01-02", "2024-02-03", "2025-02-03"), start=1)
    ]
    offered = useful_groups(documents)
    assert list(offered) == ["year", "document"]
    assert members(offered["year"], ["2024"]) == ["d1", "d2"]
    assert others(documents, ["d1", "d2"]) == ["d3"]


def test_documents_that_take_no_side_widen_nothing(make_groups: Callable[..., MapIndex]) -> None:
    spoken = [f"d{number} {'ab' if number % 3 else 'aa'}" for number in range(30)]
    silent = [f"s{number} o" for number in range(300)]
    index = make_groups(*spoken, *silent, "r1 ab", "r2 ab")
    own = [line.split(" ")[0] for line in spoken]
    few, many = (
        compare(index, DEBATE, left=left, right=["r1", "r2"]).left
        for left in (own, [*own, *(line.split(" ")[0] for line in silent)])
    )
    assert few.share == many.share
    assert few.low is not None
    assert many.low == pytest.approx(few.low, abs=0.03)


def test_zero_within_the_interval_may_be_chance(make_groups: Callable[..., MapIndex]) -> None:
    index = make_groups("d1 aaaa", "d2 bbbb", "d3 aaab", "d4 abbb")
    found = compare(index, DEBATE, left=["d1", "d2"], right=["d3", "d4"])
    assert found.has_interval
    assert found.may_be_chance
    assert not compare(index, DEBATE, left=["d1"], right=["d3", "d4"]).has_interval


def test_words_that_one_group_uses_more_stand_out() -> None:
    left = ["De fietsers willen een veilige fietsstraat voor fietsers."] * 20 + ["Het plein ligt centraal."] * 20
    right = ["De winkeliers willen klanten voor de winkeliers."] * 20 + ["Het plein ligt centraal."] * 20
    found = stand_out_words(left, right)
    assert found[0].word == "fietsers"
    assert (found[0].left, found[0].right) == (40, 0)
    assert found[0].deviation > 0 > found[-1].deviation
    assert not {"plein", "willen", "de", "voor"} & {one.word for one in found}


@pytest.mark.parametrize(("left", "right"), [([], []), (["Fietsers fietsen."], []), (["De het een."], ["Fietsers."])])
def test_without_words_on_both_sides_nothing_stands_out(left: list[str], right: list[str]) -> None:
    assert stand_out_words(left, right) == ()


def test_the_fullest_group_has_most_to_say_about_the_debate(make_groups: Callable[..., MapIndex]) -> None:
    index = make_groups("d1 a", "d2 ab", "d3 b")
    assert fullest_group(index, DEBATE, {"x": ("d1",), "y": ("d2",), "z": ("d3", "d1")}) == "y"
    assert fullest_group(index, "elders", {"x": ("d1",), "y": ("d2",)}) == "x"
