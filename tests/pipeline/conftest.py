"""Random maps that keep every rule of the format."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    KeyPoint,
    Kind,
    Pole,
    Provenance,
    Relation,
    RelationType,
    Role,
    Sentence,
    Side,
    Stance,
)

_LETTERS = st.characters(exclude_categories=["Cs"])
# Words that formats may stumble over, beside any text at all.
_AWKWARD = st.sampled_from(
    [
        "=1+1", "-5", "'s Avonds", "'", "\"aanhaling\"", "a\\nb", "[x]: y", "<b>&amp;</b>", "]]>", "{a} #tag @[b]",
        "regel\r\nregel", "\r", "tab\there", "😀", "co\u00adop", "// x", "/* x", "<!-- x", "--", "1. x", "\0", "\u2028",
    ]
)  # fmt: skip
_TEXTS = st.one_of(_AWKWARD, st.text(_LETTERS, min_size=1, max_size=12))
_ROLES = [role for role in Role if role is not Role.NONE]


def _scores(labels: list[str], best: str) -> st.SearchStrategy[dict[str, float] | None]:
    rest = [label for label in labels if label != best]
    shares = st.lists(st.integers(0, 20), min_size=len(rest), max_size=len(rest))

    def scores(parts: list[int]) -> dict[str, float]:
        found = {label: part / 100 for label, part in zip(rest, parts, strict=True)}
        return {label: found.get(label, 1 - sum(found.values())) for label in labels}

    return st.one_of(st.none(), shares.map(scores))


@st.composite
def _judgements(draw: Any, debates: list[str], *, maker: str, role: Role) -> Judgement:
    sides = {debate: draw(st.sampled_from(list(Side))) for debate in debates if draw(st.booleans())}
    stances = tuple(
        Stance(
            debate=debate,
            side=side,
            scores=draw(_scores(["a", "b", "neutral", "unrelated"], side.value)),
            certain=draw(st.booleans()),
        )
        for debate, side in sides.items()
    )
    second = draw(st.sampled_from([None, *_ROLES]))
    return Judgement(
        maker=maker,
        role=role,
        second_role=second,
        role_scores=draw(_scores([one.value for one in Role], role.value)),
        certain=draw(st.booleans()),
        stances=stances,
    )


@st.composite
def _sentences(draw: Any, document: str, debates: list[str]) -> tuple[str, list[Sentence]]:
    text, found = draw(st.sampled_from(["", " ", "\n"])), []
    for number in range(draw(st.integers(0, 4))):
        words, kind = draw(_TEXTS), draw(st.sampled_from([Kind.SENTENCE, *Kind]))
        role = draw(st.sampled_from(list(Role))) if kind is Kind.SENTENCE else Role.NONE
        by_person = draw(st.booleans())
        model = _judgements(debates, maker="model", role=role)
        found.append(
            Sentence(
                id=f"{document}.s{number}",
                document=document,
                start=len(text),
                end=len(text) + len(words),
                text=words,
                kind=kind,
                speaker=draw(st.sampled_from([None, "author", "Ans de Wit", "reaction 1", "", "=x"])),
                judgement=draw(_judgements(debates, maker="Bob" if by_person else "model", role=role)),
                model_judgement=draw(model) if by_person and draw(st.booleans()) else None,
                addressee=draw(st.sampled_from([None, "de raad", ""])),
                glued=draw(st.booleans()),
            )
        )
        text += words + draw(st.sampled_from(["", " ", "\n", "😀"]))
    return text, found


def _debate(number: int, words: str) -> Debate:
    poles = (Pole(id=Side.A, name=words, statement=f"Voor {words}."), Pole(id=Side.B, name="", statement="Tegen."))
    return Debate(id=f"debat{number}", question=words, poles=poles)


@st.composite
def _maps(draw: Any) -> ArgumentMap:
    debates = [_debate(number, draw(_TEXTS)) for number in range(draw(st.integers(0, 2)))]
    names, documents, sentences = [debate.id for debate in debates], [], []
    for number in range(draw(st.integers(0, 2))):
        text, found = draw(_sentences(f"d{number}", names))
        documents.append(
            Document(
                id=f"d{number}", text=text, source=draw(_TEXTS), title=draw(st.sampled_from(["", "Een titel"])),
                date=draw(st.sampled_from([None, "2026-01-02"])), author=draw(st.sampled_from([None, "", "Ans"])),
                warnings=draw(st.sampled_from([(), ("mojibake", "not-dutch")])),
            )
        )  # fmt: skip
        sentences += found
    return ArgumentMap(
        made_by=Provenance(software="debatkaart 0.1.0", model="m @ 1", created="2026-01-01T00:00:00Z"),
        debates=tuple(debates),
        documents=tuple(documents),
        sentences=tuple(draw(_with_duplicates(sentences))),
        relations=tuple(draw(_relations(sentences))),
        key_points=tuple(draw(_key_points(sentences, names))),
    )


@st.composite
def _with_duplicates(draw: Any, sentences: list[Sentence]) -> list[Sentence]:
    found = []
    for one in sentences:
        others = [other.id for other in sentences if other.id != one.id]
        found.append(replace(one, duplicate_of=draw(st.sampled_from([None, None, *others]))))
    return found


@st.composite
def _relations(draw: Any, sentences: list[Sentence]) -> list[Relation]:
    ids = [one.id for one in sentences if one.role is not Role.NONE]
    pairs = [(source, target) for source in ids for target in ids if source != target]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    types = st.sampled_from(list(RelationType))
    scores = st.floats(0, 1)
    return [Relation(source=one, target=two, type=draw(types), score=draw(scores)) for one, two in chosen]


@st.composite
def _key_points(draw: Any, sentences: list[Sentence], debates: list[str]) -> list[KeyPoint]:
    found = []
    for debate in debates:
        members = tuple(one.id for one in sentences if one.side(debate) is Side.A)
        if members and draw(st.booleans()):
            point = {"id": f"{debate}.k", "debate": debate, "side": Side.A, "text": draw(_TEXTS)}
            found.append(KeyPoint(**point, sentence=draw(st.sampled_from(members)), members=members))
    return found


@pytest.fixture(scope="session")
def maps() -> st.SearchStrategy[ArgumentMap]:
    """Any valid map: with or without debates, documents, sentences, relations and key points."""
    return _maps()
