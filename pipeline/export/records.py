"""A map as flat records, for pandas, networkx and Parquet."""

from collections.abc import Iterator
from typing import Any

from corpus import ArgumentMap, Sentence

Record = dict[str, Any]


def sentence_records(argument_map: ArgumentMap) -> list[Record]:
    """A record for each sentence: where it is, who says it, its role, and its side in each debate ("<debate>.side").

    Example:
        >>> pandas.DataFrame(sentence_records(argument_map)).groupby("speaker").size()
    """
    titles = {one.id: (one.title or one.source, one.date) for one in argument_map.documents}
    debates = [one.id for one in argument_map.debates]
    return [_record(one, titles, debates) for one in argument_map.sentences]


def _record(sentence: Sentence, titles: dict[str, tuple[str, str | None]], debates: list[str]) -> Record:
    judgement = sentence.judgement
    title, date = titles[sentence.document]
    return {
        "id": sentence.id,
        "document": sentence.document,
        "title": title,
        "date": date,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "kind": sentence.kind.value,
        "speaker": sentence.speaker,
        "role": judgement.role.value,
        "role_score": judgement.role_scores[judgement.role] if judgement.role_scores else None,
        "certain": judgement.certain,
        "judged_by": judgement.maker,
        "addressee": sentence.addressee,
        "duplicate_of": sentence.duplicate_of,
        **dict(_sides(sentence, debates)),
    }


def _sides(sentence: Sentence, debates: list[str]) -> Iterator[tuple[str, Any]]:
    stances = {stance.debate: stance for stance in sentence.judgement.stances}
    for debate in debates:
        stance = stances.get(debate)
        yield f"{debate}.side", stance.side.value if stance else None
        yield f"{debate}.score", stance.scores[stance.side] if stance and stance.scores else None
        yield f"{debate}.certain", stance.certain if stance else None


def relation_records(argument_map: ArgumentMap) -> list[Record]:
    """A record for each relation: source, target, type and score.

    Example:
        >>> networkx.from_pandas_edgelist(pandas.DataFrame(relation_records(argument_map)), edge_attr=True)
    """
    return [
        {"source": one.source, "target": one.target, "type": one.type.value, "score": one.score}
        for one in argument_map.relations
    ]
