import io

import pytest
from rich.console import Console

from corpus import Judgement, KeyPoint, Relation, RelationType, Role, Side, Stance
from pipeline._summary import Tally, summarize
from pipeline._summary_view import render_summary, speaker_name


@pytest.fixture
def build(make_map, make_document, make_sentence, make_debate):
    """A map from rows of (text, role, side, further values of the sentence)."""

    def make(*rows, **changes):
        text = " ".join(row[0] for row in rows)
        sentences = []
        for number, (words, role, side, more) in enumerate(rows, 1):
            certain = more.pop("certain", True)
            stances = (Stance(debate="parkeren", side=side, certain=certain),) if side else ()
            values = {"id": f"d1.s{number}", "start": text.index(words), **more}
            sentences.append(make_sentence(words, judgement=Judgement(role=role, stances=stances), **values))
        values = {"debates": (make_debate(),), "documents": (make_document(text, title="Een brief"),)}
        return make_map(**{**values, "sentences": tuple(sentences), **changes})

    return make


def printed(summary, language="nl", width=80):
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, emoji=False).print(
        render_summary(summary, language=language, width=width)
    )
    return stream.getvalue()


def test_duplicates_count_once_in_the_balance(build):
    made = build(
        ("Een.", Role.CLAIM, Side.A, {"speaker": "Ans de Boer"}),
        ("Eén.", Role.CLAIM, Side.A, {"speaker": "Ans de Boer", "duplicate_of": "d1.s1"}),
        ("Twee.", Role.CLAIM, Side.B, {"speaker": "author"}),
        ("Drie.", Role.NONE, Side.NEUTRAL, {}),
    )
    (debate,) = summarize(made).debates
    assert debate.a == debate.b == Tally(sentences=1, documents=1, speakers=1)
    assert debate.neutral == Tally(sentences=1, documents=1, speakers=0)


def test_a_debate_in_which_nobody_takes_a_side_is_skipped_and_counted(build, make_debate):
    made = build(("Een.", Role.CLAIM, Side.A, {}), debates=(make_debate("leeg"), make_debate()))
    summary = summarize(made)
    assert [one.debate.id for one in summary.debates] == ["parkeren"]
    assert summary.skipped == 1
    assert "1 debat zonder zinnen die een kant kiezen" in printed(summary)
    assert [one.debate.id for one in summarize(made, debate="leeg").debates] == ["leeg"]


def test_criticism_is_open_until_a_sentence_attacks_it(build):
    made = build(
        ("Dat is duur.", Role.CRITICISM, Side.A, {}),
        ("Dat is vals.", Role.CRITICISM, Side.A, {}),
        ("Nee hoor.", Role.CLAIM, Side.B, {}),
        relations=(
            Relation(source="d1.s3", target="d1.s1", type=RelationType.ATTACK),
            Relation(source="d1.s3", target="d1.s2", type=RelationType.SUPPORT),
        ),
    )
    (debate,) = summarize(made).debates
    assert [quote.text for quote in debate.open_criticism] == ["Dat is vals."]


def test_recommendations_are_grouped_with_the_nameless_ones_last(build):
    made = build(
        ("Doe iets.", Role.RECOMMENDATION, Side.A, {}),
        ("Raad, kies.", Role.RECOMMENDATION, Side.B, {"addressee": "Raad"}),
    )
    (debate,) = summarize(made).debates
    assert [advice.addressee for advice in debate.advice] == ["Raad", None]
    assert "aan Raad" in printed(summarize(made))


def test_the_key_point_with_most_members_comes_first_with_its_source(build):
    rows = [(f"Punt {number}.", Role.CLAIM, Side.A, {"speaker": "author"}) for number in range(3)]
    points = [
        KeyPoint(id=name, debate="parkeren", side=Side.A, text=text, sentence=members[0], members=members)
        for name, text, members in (("k1", "Punt 0.", ("d1.s1",)), ("k2", "Punt 1.", ("d1.s2", "d1.s3")))
    ]
    summary = summarize(build(*rows, key_points=tuple(points)))
    (debate,) = summary.debates
    assert [(quote.text, quote.count) for quote in debate.points_a] == [("Punt 1.", 2), ("Punt 0.", 1)]
    assert "— de schrijver, Een brief" in printed(summary)


def test_uncertain_judgements_are_counted(build):
    made = build(("Een.", Role.CLAIM, Side.A, {"certain": False}), ("Twee.", Role.CLAIM, Side.A, {}))
    assert "onzeker: 1 van 2 oordelen (50%)" in printed(summarize(made))
    assert "uncertain: 1 of 2 judgements (50%)" in printed(summarize(made), language="en")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(build, width):
    words = "Een heel lange zin over parkeren " * 20
    point = KeyPoint(id="k", debate="parkeren", side=Side.A, text=words, sentence="d1.s1", members=("d1.s1",))
    made = build((words.strip(), Role.CRITICISM, Side.A, {"speaker": "Naam " * 30}), key_points=(point,))
    assert max(len(line) for line in printed(summarize(made), width=width).splitlines()) <= width


def test_text_of_a_user_cannot_steer_the_terminal_or_be_markup(build):
    made = build(("[red]Ro\u00adod\x1b[31m\nplan.", Role.CRITICISM, Side.A, {}))
    output = printed(summarize(made))
    assert "\x1b" not in output
    assert "[red]Rood [31m plan." in output


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        ("author", "de schrijver"),
        ("reaction 4", "reactie 4"),
        ("Ans", "Ans"),
        (None, ""),
        ("unattributed", "spreker onbekend"),
    ],
)
def test_identities_are_said_in_dutch(speaker, said):
    assert speaker_name(speaker, "nl") == said
