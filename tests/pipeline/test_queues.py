from collections.abc import Callable
from typing import Any

import pytest

from corpus import ArgumentMap, Document, Judgement, Kind, Role, Sentence, Side, Stance
from pipeline.corrections import place_of
from pipeline.labels.label import KeptJudgement, Label, Place
from pipeline.queues import (
    Queue,
    Queued,
    Wish,
    chance_share,
    choose,
    differences,
    doubt,
    draw,
    word_vectors,
)

SURE = {"claim": 0.96, "premise": 0.01, "criticism": 0.01, "recommendation": 0.01, "none": 0.01}
LOST: dict[str, float] = dict.fromkeys(Role, 0.2)


@pytest.fixture
def many(
    make_map: Callable[..., ArgumentMap],
    make_document: Callable[..., Document],
    make_sentence: Callable[..., Sentence],
) -> ArgumentMap:
    """Sixty sentences: every fourth is one that the model is lost about, every fifth is about parking."""
    words = [f"Zin {number} gaat over onderwerp{number}." for number in range(60)]
    text, sentences = " ".join(words), []
    for number, one in enumerate(words):
        stances = (Stance(debate="parkeren", side=Side.A, certain=False),) if number % 5 == 0 else ()
        lost = number % 4 == 0
        judgement = Judgement(role=Role.CLAIM, role_scores=LOST if lost else SURE, certain=not lost, stances=stances)
        sentences.append(make_sentence(one, id=f"s{number}", start=text.index(one), judgement=judgement))
    heading = make_sentence("Kop", id="kop", start=len(text) + 1, kind=Kind.HEADING)
    return make_map(documents=(make_document(f"{text} Kop"),), sentences=(*sentences, heading))


def test_each_third_sentence_comes_by_chance(many: ArgumentMap) -> None:
    drawn = draw(many, Wish(), judged=(), count=30)
    assert [one.by_chance for one in drawn.queue] == [False, False, True] * 10
    assert len({one.sentence for one in drawn.queue}) == 30
    assert [one.sentence for one in drawn.queue if one.by_chance] == list(drawn.share)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(queue=Queue.DEBATE, debate="parkeren"),
        Wish(queue=Queue.ROLE, role=Role.RECOMMENDATION),
        Wish(queue=Queue.DOUBTFUL),
    ],
)
def test_the_share_by_chance_is_the_same_whatever_is_wished(many: ArgumentMap, wish: Wish) -> None:
    assert draw(many, wish, judged=()).share == draw(many, Wish(), judged=()).share


def test_the_share_by_chance_goes_on_past_what_was_judged_and_counts_it(many: ArgumentMap) -> None:
    first = draw(many, Wish(), judged=(), count=9).share
    judged = {*first[:2], "s1", "s2", "s3"}
    later = draw(many, Wish(), judged=judged, count=9)
    assert later.share[:3] == first
    fresh = [one for one in later.share if one not in judged]
    assert len(fresh) == 3
    assert [one.sentence for one in later.queue if one.by_chance] == fresh


def test_the_share_by_chance_leaves_two_thirds_of_a_map_that_was_judged_whole_to_learn_from(many: ArgumentMap) -> None:
    judged = {one.id for one in many.sentences}
    share = draw(many, Wish(), judged=judged).share
    assert len(share) == 20


def test_the_share_by_chance_does_not_prefer_the_doubtful(many: ArgumentMap) -> None:
    share = chance_share(many, many.sentences[:60], judged=(), count=60)
    lost = [index for index, identity in enumerate(share) if int(identity[1:]) % 4 == 0]
    assert len(share) == 60
    assert 20 < sum(lost) / len(lost) < 40


def test_the_doubtful_come_first(many: ArgumentMap) -> None:
    drawn = draw(many, Wish(), judged=(), count=9)
    assert all(int(one.sentence[1:]) % 4 == 0 for one in drawn.queue if not one.by_chance)


def test_a_queue_holds_what_is_wished(many: ArgumentMap) -> None:
    def chosen(wish: Wish) -> list[int]:
        return [int(one.sentence[1:]) for one in draw(many, wish, judged=()).queue if not one.by_chance]

    about = chosen(Wish(queue=Queue.DEBATE, debate="parkeren"))
    assert about
    assert all(number % 5 == 0 for number in about)
    assert chosen(Wish(queue=Queue.ROLE, role=Role.PREMISE)) == []
    assert all(number % 4 == 0 or number % 5 == 0 for number in chosen(Wish(queue=Queue.DOUBTFUL)))


def test_everything_in_order_leaves_out_what_was_judged_and_nothing_else(many: ArgumentMap) -> None:
    drawn = draw(many, Wish(queue=Queue.ORDER), judged={"s0", "s2"})
    assert drawn.queue[:2] == (Queued(sentence="s1"), Queued(sentence="s3"))
    assert (len(drawn.queue), drawn.share) == (59, ())


def test_nothing_is_drawn_twice_or_from_a_map_that_is_done(many: ArgumentMap) -> None:
    everything = {one.id for one in many.sentences}
    assert draw(many, Wish(), judged=everything).queue == ()


def test_doubt_is_none_for_the_certain_and_full_for_the_lost() -> None:
    assert doubt(Judgement(role_scores=LOST)) == pytest.approx(1)
    assert doubt(Judgement(role_scores={**dict.fromkeys(Role, 0.0), "none": 1.0})) == 0
    assert doubt(Judgement()) == 1


def test_what_is_alike_is_not_asked_twice_in_a_row(
    make_sentence: Callable[..., Sentence],
) -> None:
    texts = ("De nieuwe brug kost miljoenen euro's.", "De nieuwe brug kost miljoenen.", "Scholen zoeken leraren.")
    sentences = [
        make_sentence(text, id=f"s{number}", judgement=Judgement(role_scores=LOST)) for number, text in enumerate(texts)
    ]
    assert choose(sentences, Wish(), count=2) == ["s0", "s2"]
    assert choose(sentences, Wish(), count=1, seen=sentences[:1]) == ["s2"]


def test_words_that_are_shared_make_texts_alike() -> None:
    same, other, nothing = word_vectors(["brug over het water", "scholen en leraren", "12 & 7"])
    assert same @ same == pytest.approx(1)
    assert same @ other < 0.5
    assert not nothing.any()


def said(annotator: str, label: Label, number: int, **changes: Any) -> KeptJudgement:
    place = Place(document="x", start=0, end=5)
    return KeptJudgement(
        **{"id": number, "place": place, "annotator": annotator, "made": "", "model": "", "label": label, **changes}
    )


def test_people_who_say_the_same_do_not_differ() -> None:
    one = Label(role=Role.CLAIM, stances={"x": "a"})
    assert differences([said("Anna", one, 1), said("Bert", one, 2)]) == ()
    assert differences([said("Anna", one, 1), said("Bert", Label(unsure=True), 2)]) == ()
    assert differences([said("Anna", one, 1), said("Bert", Label(stances={"y": "b"}), 2)]) == ()


@pytest.mark.parametrize(
    "other",
    [Label(role=Role.NONE, stances={"x": "a"}), Label(stances={"x": "unrelated"}), Label(role=Role.PREMISE)],
)
def test_people_who_say_different_things_differ(other: Label) -> None:
    one = Label(role=Role.CLAIM, stances={"x": "a"})
    (found,) = differences([said("Anna", one, 1), said("Bert", other, 2)])
    assert [one.annotator for one in found.judgements] == ["Anna", "Bert"]


def test_a_settled_difference_is_gone_until_somebody_judges_again() -> None:
    both = [said("Anna", Label(role=Role.CLAIM), 1), said("Bert", Label(role=Role.NONE), 2)]
    settled = [*both, said("Anna", Label(role=Role.NONE), 3, settles=True)]
    assert differences(settled) == ()
    assert differences([*settled, said("Cor", Label(role=Role.PREMISE), 4)])


def test_the_order_by_chance_depends_on_the_text_and_not_on_ids(
    many: ArgumentMap, make_map: Callable[..., ArgumentMap]
) -> None:
    first = many.sentences[0]
    assert place_of(first, many.documents[0]).document == many.documents[0].sha256
    share = chance_share(many, many.sentences[:60], judged=(), count=5)
    backwards = chance_share(many, list(reversed(many.sentences[:60])), judged=(), count=5)
    assert share == backwards
