"""What each format keeps: two maps that differ in one thing only are written, and the bytes say whether it is kept.

`python tests/pipeline/test_export_table.py` writes docs/formats.md anew.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

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
from pipeline._checker import check_map
from pipeline._map_json import dump_map, load_map, write_map
from pipeline.export.registry import FORMATS

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
CREATED = "2026-02-03T04:05:06Z"
# SVG is what Graphviz draws of DOT.
SHOWN = [name for name in FORMATS if name != "svg"]

TEXT = (
    "Parkeren\n\nAns: Gratis parkeren trekt klanten. Ans: Gratis parkeren trekt klanten. Dat is onzin. "
    + "Dat was het. " * 5
    + "Slot."
)
QUOTE = "Gratis parkeren trekt klanten."
ROLES = {"claim": 0.6, "premise": 0.1, "criticism": 0.1, "recommendation": 0.1, "none": 0.1}
SIDES = {"a": 0.6, "b": 0.1, "neutral": 0.1, "unrelated": 0.2}


def judgement(**changes: object) -> Judgement:
    stance = Stance(debate="parkeren", side=Side.A, scores=SIDES)
    values = {"role": Role.CLAIM, "role_scores": ROLES, "stances": (stance,), "certain": True}
    return Judgement(**{**values, **changes})


def sentence(text: str, number: int, **changes: object) -> Sentence:
    start = TEXT.index(text)
    values = {"id": f"d1.s{number}", "document": "d1", "start": start, "end": start + len(text), "text": text}
    return Sentence(**{**values, **changes})


def full_map() -> ArgumentMap:
    poles = (
        Pole(id=Side.A, name="gratis", statement="Parkeren blijft gratis."),
        Pole(id=Side.B, name="betaald", statement="Wie parkeert, betaalt."),
    )
    criticism = judgement(role=Role.CRITICISM, role_scores=None, stances=(Stance(debate="parkeren", side=Side.A),))
    return ArgumentMap(
        made_by=Provenance(software="debatkaart 0.1.0", model="m @ 1", created="2026-01-01T00:00:00Z"),
        debates=(Debate(id="parkeren", question="Gratis of betaald parkeren?", poles=poles),),
        documents=(Document(id="d1", title="Brief", source="https://voorbeeld.nl/brief", author="Ans", text=TEXT),),
        sentences=(
            sentence("Parkeren", 1, kind=Kind.HEADING),
            sentence(QUOTE, 2, judgement=judgement(), speaker="Ans"),
            sentence("Dat is onzin.", 3, judgement=criticism, speaker="Ans"),
        ),
        relations=(Relation(source="d1.s3", target="d1.s2", type=RelationType.ATTACK, score=0.75),),
    )


def point() -> KeyPoint:
    members = ("d1.s2", "d1.s3")
    return KeyPoint(id="k", debate="parkeren", side=Side.A, text=QUOTE, sentence="d1.s2", members=members)


def second(**changes: object) -> Callable[[ArgumentMap], ArgumentMap]:
    """The map with another second sentence."""

    def changed(made: ArgumentMap) -> ArgumentMap:
        one, two, three = made.sentences
        return replace(made, sentences=(one, replace(two, **changes), three))

    return changed


def moved(made: ArgumentMap) -> ArgumentMap:
    start = TEXT.rindex(QUOTE)
    return second(start=start, end=start + len(QUOTE))(made)


def elsewhere(**changes: object) -> Callable[[ArgumentMap], ArgumentMap]:
    return lambda made: replace(made, **changes)


def document(**changes: object) -> Callable[[ArgumentMap], ArgumentMap]:
    return lambda made: replace(made, documents=(replace(made.documents[0], **changes),))


def reworded(made: ArgumentMap) -> ArgumentMap:
    return replace(made, debates=(replace(made.debates[0], question="Iets anders?"),))


OTHER_SIDE = judgement(stances=(Stance(debate="parkeren", side=Side.B),))
OTHER_SCORES = Stance(debate="parkeren", side=Side.A, scores={**SIDES, "a": 0.7, "b": 0.0})
BY_PERSON = judgement(maker="Bob", role_scores=None, stances=())

FEATURES: dict[str, Callable[[ArgumentMap], ArgumentMap]] = {
    "hele tekst van een document": document(text=TEXT.replace("Slot.", "Eind.")),
    "titel van een document": document(title="Een andere brief"),
    "plaats van een zin (tekens)": moved,
    "kop of rand van de pagina": lambda made: replace(
        made, sentences=(replace(made.sentences[0], kind=Kind.BOILERPLATE), *made.sentences[1:])
    ),
    "spreker": second(speaker="Bob"),
    "rol": second(judgement=judgement(role=Role.PREMISE, role_scores=None)),
    "tweede rol": second(judgement=judgement(second_role=Role.PREMISE)),
    "kansen van de rol": second(judgement=judgement(role_scores={**ROLES, "claim": 0.5, "none": 0.2})),
    "zekerheid": second(judgement=judgement(certain=False)),
    "kant in een debat": second(judgement=OTHER_SIDE),
    "kansen van de kant": second(judgement=judgement(stances=(OTHER_SCORES,))),
    "wie oordeelde": second(judgement=judgement(maker="Bob")),
    "wat het model zei naast een mens": second(judgement=BY_PERSON, model_judgement=judgement()),
    "aan wie een aanbeveling is gericht": second(addressee="de raad"),
    "herhalingen": second(duplicate_of="d1.s3"),
    "verbanden": elsewhere(relations=()),
    "kans van een verband": elsewhere(
        relations=(Relation(source="d1.s3", target="d1.s2", type=RelationType.ATTACK, score=0.25),)
    ),
    "kernpunten (wie hetzelfde zegt)": elsewhere(key_points=(point(),)),
    "vraag van een debat": reworded,
}
# What a person judged is compared with a map in which a person judged too.
GROUNDS = {"wat het model zei naast een mens": second(judgement=BY_PERSON)}


def keeps(name: str, feature: str) -> bool:
    """Whether the difference is in the file."""
    ground, changed = (FORMATS[name].dump(one) for one in pair(feature))
    return ground != changed


def gives_back(name: str, feature: str) -> bool:
    """Whether the difference is still there once the files are read back."""
    one = FORMATS[name]
    if not one.reads:
        return False
    ground, changed = (one.parse(one.dump(made), source="b", created=CREATED) for made in pair(feature))
    return ground != changed


def pair(feature: str) -> tuple[ArgumentMap, ArgumentMap]:
    return GROUNDS.get(feature, lambda made: made)(full_map()), FEATURES[feature](full_map())


def mark(name: str, feature: str) -> str:
    return "⇄" if gives_back(name, feature) else "✓" if keeps(name, feature) else "·"


def table() -> str:
    def row(title: str, cell: Callable[[str], str]) -> str:
        return f"| {title} | {' | '.join(map(cell, SHOWN))} |"

    def can(question: Callable[[str], bool]) -> Callable[[str], str]:
        return lambda name: "✓" if question(name) else "·"

    lines = [
        f"| | {' | '.join(SHOWN)} |",
        f"|---|{'---|' * len(SHOWN)}",
        *(row(feature, lambda name, feature=feature: mark(name, feature)) for feature in FEATURES),
        row("**heen en terug gelijk**", can(lambda name: FORMATS[name].lossless)),
        row("**inlezen** (`import`)", can(lambda name: FORMATS[name].reads)),
        row("**controleren** (`check`)", can(lambda name: FORMATS[name].checks)),
    ]
    return "\n".join(lines)


def page() -> str:
    """docs/formats.md with the table of now."""
    before, rest = DOCS.read_text(encoding="utf-8").split("<!-- table -->\n")
    after = rest.split("<!-- end -->")[1]
    return f"{before}<!-- table -->\n{table()}\n<!-- end -->{after}"


def test_the_table_of_formats_is_what_the_formats_do():
    assert DOCS.read_text(encoding="utf-8") == page(), "run: python tests/pipeline/test_export_table.py"


def test_every_format_has_its_paragraph_in_the_documentation():
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"\n- `{name}`" not in text] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_the_maps_that_are_compared_are_valid_and_differ(feature):
    ground, changed = pair(feature)
    assert check_map(dump_map(ground)) == check_map(dump_map(changed)) == []
    assert ground != changed


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.lossless])
def test_a_lossless_format_gives_every_feature_back(name):
    assert [feature for feature in FEATURES if not gives_back(name, feature)] == []


BLOCKS = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL) if DOCS.exists() else []


@pytest.mark.parametrize("code", BLOCKS)
def test_the_examples_of_the_documentation_run(code, tmp_path, monkeypatch):
    for library in re.findall(r"^import (\w+)", code, re.MULTILINE):
        pytest.importorskip(library)
    monkeypatch.chdir(tmp_path)
    write_map(full_map(), Path("kaart.json"))
    write_map(replace(full_map(), relations=()), Path("oud.json"))
    exec(compile(code, "formats.md", "exec"), {})  # noqa: S102 - our own documentation
    assert load_map(Path("kaart.json")) == full_map()


def test_there_are_examples():
    assert len(BLOCKS) >= 3


if __name__ == "__main__":
    DOCS.write_text(page(), encoding="utf-8")
