"""A debate of the corpus as a map."""

import pytest

from corpus import Role
from corpus.annotated import load_texts
from corpus.debates import load_debates
from models import Model
from pipeline._map_json import dump_map, encode, parse_map
from pipeline.analysis.demonstration import demonstration_map

NOW = "2026-01-01T00:00:00Z"


@pytest.mark.parametrize("debate", [one.id for one in load_debates()])
def test_every_debate_of_the_corpus_gives_a_valid_map_with_arguments_on_both_sides(
    debate: str, tiny_model: Model
) -> None:
    made = demonstration_map(debate, model=tiny_model, created=NOW)
    assert parse_map(b"".join(encode(dump_map(made))), source="kaart.json") == made
    assert {point.side for point in made.key_points if point.debate == debate} == {"a", "b"}


def test_the_judgements_are_those_of_the_corpus(tiny_model: Model) -> None:
    debate = load_debates()[0].id
    made = demonstration_map(debate, model=tiny_model, created=NOW)
    texts = [text for text in load_texts() if debate in text.debates]
    assert [one.title for one in made.documents] == [text.title for text in texts]
    units = [unit for text in texts for unit in text.units]
    assert [one.role for one in made.sentences] == [unit.role for unit in units]
    assert len(made.relations) == sum(unit.relation is not None for unit in units)
    assert {one.judgement.maker for one in made.sentences} == {"corpus"}
    assert any(one.addressee for one in made.sentences if one.role is Role.RECOMMENDATION)
