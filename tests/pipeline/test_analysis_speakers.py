from collections.abc import Callable

import pytest

from corpus import ArgumentMap, Debate, Document, Judgement, Role, Sentence, Side, Stance
from pipeline.analysis.index import MapIndex, build_index
from pipeline.analysis.speakers import SpeakerKind, agreement, changes, sided_sentences, speakers_of, standings, who

DEBATE = "parkeren"


@pytest.fixture
def make_said(make_map: Callable[..., ArgumentMap], make_debate: Callable[..., Debate]) -> Callable[..., MapIndex]:
    """A map from strings like "d1 a author": document, side on the debate (upper case: uncertain) and speaker."""

    def make(*lines: str, authors: dict[str, str] | None = None, dates: dict[str, str] | None = None) -> MapIndex:
        sentences = []
        for number, line in enumerate(lines, start=1):
            document, side, speaker = line.split(" ", 2)
            stance = Stance(debate=DEBATE, side=Side(side.lower()), certain=side.islower())
            judgement = Judgement(role=Role.CLAIM, stances=(stance,))
            values = {"id": f"s{number}", "document": document, "start": 0, "end": 4, "text": "Dat."}
            sentences.append(Sentence(**values, speaker=speaker, judgement=judgement))
        documents = [
            Document(
                id=one, text="Dat.", source=f"{one}.txt", author=(authors or {}).get(one), date=(dates or {}).get(one)
            )
            for one in dict.fromkeys(sentence.document for sentence in sentences)
        ]
        made = make_map(debates=(make_debate(),), documents=tuple(documents), sentences=tuple(sentences))
        return build_index(made)

    return make


def test_unsigned_authors_are_different_people_and_a_signed_one_is_one(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a author", "d2 a author", "d3 b author", "d4 b author", authors={"d3": "An", "d4": "An"})
    found = standings(index, DEBATE)
    assert sorted(len(one.sentences) for one in found) == [1, 1, 2]
    assert found[0].speaker.name == "An"
    assert [one.speaker.document for one in found[1:]] == ["d1.txt", "d2.txt"]


def test_an_author_is_the_person_who_is_quoted_elsewhere(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a author", "d2 a An de Wit", authors={"d1": "An de Wit"})
    (only,) = standings(index, DEBATE)
    assert only.documents == ("d1", "d2")


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Jan Smit", SpeakerKind.PERSON),
        ("de wethouder", SpeakerKind.ROLE),
        ("author", SpeakerKind.AUTHOR),
        ("interviewer", SpeakerKind.INTERVIEWER),
        ("reaction 3", SpeakerKind.REACTION),
        ("unattributed", SpeakerKind.UNATTRIBUTED),
    ],
)
def test_each_speaker_has_a_kind(make_said: Callable[..., MapIndex], speaker: str, kind: SpeakerKind) -> None:
    index = make_said(f"d1 a {speaker}")
    found = who(index.sentences["s1"], index.documents["d1"])
    assert found is not None
    assert found.kind is kind


def test_a_role_holds_within_its_document_only(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a de wethouder", "d2 b de wethouder")
    assert len(standings(index, DEBATE)) == 2
    assert changes(index, standings(index, DEBATE)) == ()


def test_nobody_known_does_not_stand_anywhere(make_said: Callable[..., MapIndex]) -> None:
    assert standings(make_said("d1 a unattributed"), DEBATE) == ()


def test_leaning_goes_from_a_to_b(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d1 a Jan", "d1 b Jan", "d1 neutral Jan", "d1 b Piet", "d1 neutral Kees")
    leanings = {one.speaker.name: (one.leaning, one.side) for one in standings(index, DEBATE)}
    assert leanings == {"Jan": (-1 / 3, Side.A), "Piet": (1, Side.B), "Kees": (None, None)}


def test_as_many_on_both_sides_is_neutral(make_said: Callable[..., MapIndex]) -> None:
    (only,) = standings(make_said("d1 a Jan", "d1 b Jan"), DEBATE)
    assert only.side is Side.NEUTRAL


def test_uncertain_sides_can_be_left_out(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 A Jan", "d1 b Jan")
    (only,) = standings(index, DEBATE, certain_only=True)
    assert (only.a, only.b) == ((), ("s2",))


def test_agreement_is_symmetric_and_counts_shared_debates(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d1 a Piet", "d1 b Kees", "d1 neutral Mies")
    found = agreement(index, [DEBATE])
    names = [speaker.name for speaker in found.speakers]
    assert names == ["Jan", "Kees", "Piet"]
    assert found.values == ((1, 0, 1), (0, 1, 0), (1, 0, 1))
    assert found.shared[0][1] == 1


def test_agreement_keeps_the_most_heard(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d1 a Piet", "d1 b Piet")
    assert [speaker.name for speaker in agreement(index, [DEBATE], most=1).speakers] == ["Piet"]


def test_who_leans_otherwise_in_a_later_document_changes_side(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d2 b Jan", "d2 a Jan", "d2 b Jan", dates={"d1": "2026-02-01", "d2": "2026-01-01"})
    (change,) = changes(index, standings(index, DEBATE))
    assert [(position.document, position.side) for position in change.positions] == [("d2", Side.B), ("d1", Side.A)]
    assert change.positions[0].sentences == ("s2", "s4")


def test_a_document_without_a_lean_is_no_change(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d2 a Jan", "d2 b Jan")
    assert changes(index, standings(index, DEBATE)) == ()


def test_what_a_speaker_says_for_a_side_is_listed_once(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d1 neutral Jan", "d2 b Jan", "d2 b Piet")
    assert sided_sentences(index, [DEBATE, DEBATE], "jan") == ("s1", "s3")


def test_everybody_who_speaks_is_listed_most_heard_first(make_said: Callable[..., MapIndex]) -> None:
    index = make_said("d1 a Jan", "d1 a Piet", "d1 b Piet")
    assert [speaker.name for speaker in speakers_of(index).values()] == ["Piet", "Jan"]
