"""Gold documents beside a map of them, and the columns of gold and predicted labels that the figures are made from."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from models._metrics import match_units

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A gold document with, for each gold unit, the predicted unit that matches it or None."""

    gold: Row
    predicted: list[Row]
    matches: list[Row | None]
    relations: list[Row]

    @property
    def spans(self) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
        """The text, the gold spans and the predicted spans."""
        return self.gold["text"], spans_of(self.gold["units"]), spans_of(self.predicted)

    @property
    def sentences(self) -> list[tuple[Row, Row | None]]:
        """The gold units of kind `sentence` with their matches."""
        pairs = zip(self.gold["units"], self.matches, strict=True)
        return [(unit, match) for unit, match in pairs if unit["kind"] == "sentence"]


def spans_of(units: Iterable[Row]) -> list[tuple[int, int]]:
    return [(unit["start"], unit["end"]) for unit in units]


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def table(title: str, rows: Iterable[tuple[object, ...]]) -> None:
    print(f"\n{title}")
    for name, *values in rows:
        cells = (f"{value:>12.3f}" if isinstance(value, float) else f"{value!s:>12}" for value in values)
        print(f"  {name!s:<32}" + " ".join(cells))


def align(map_data: Row, gold: Sequence[Row]) -> list[Aligned]:
    by_hash = {document["sha256"]: document["id"] for document in map_data["documents"]}
    by_source = {
        document["source"].split("/")[-1].removesuffix(".txt"): document["id"] for document in map_data["documents"]
    }
    ids = [by_hash.get(text_hash(row["text"])) or by_source.get(row["id"]) for row in gold]
    return [align_document(map_data, row, id_) for row, id_ in zip(gold, ids, strict=True) if id_ is not None]


def align_document(map_data: Row, gold: Row, document: str) -> Aligned:
    predicted = [sentence for sentence in map_data["sentences"] if sentence["document"] == document]
    found = match_units(spans_of(gold["units"]), spans_of(predicted))
    matches = [None if index is None else predicted[index] for index in found]
    ids = {sentence["id"] for sentence in predicted}
    relations = [r for r in map_data["relations"] if r["source"] in ids and r["target"] in ids]
    return Aligned(gold=gold, predicted=predicted, matches=matches, relations=relations)


def kinds(documents: Sequence[Aligned]) -> tuple[list[str], list[str]]:
    """Gold and predicted kinds; text that no unit covers counts as left out, so as boilerplate."""
    pairs = [
        (u["kind"], m["kind"] if m else "boilerplate")
        for d in documents
        for u, m in zip(d.gold["units"], d.matches, strict=True)
    ]
    return [gold for gold, _ in pairs], [found for _, found in pairs]


def roles(documents: Sequence[Aligned]) -> tuple[list[str], list[str]]:
    pairs = [(unit["role"], match["role"] if match else "none") for d in documents for unit, match in d.sentences]
    return [gold for gold, _ in pairs], [found for _, found in pairs]


def decisions(documents: Sequence[Aligned]) -> list[tuple[str, str, Row | None, str]]:
    """(gold side, predicted side, predicted stance, text) per sentence and debate listed for its document."""
    found = []
    for document in documents:
        for unit, match in document.sentences:
            stances = {stance["debate"]: stance for stance in (match or {}).get("stances", [])}
            for debate in document.gold["debates"]:
                stance = stances.get(debate)
                text = document.gold["text"][unit["start"] : unit["end"]]
                gold = unit.get("stances", {}).get(debate, "unrelated")
                found.append((gold, stance["side"] if stance else "unrelated", stance, text))
    return found


def side_columns(documents: Sequence[Aligned]) -> tuple[list[str], list[str]]:
    pairs = decisions(documents)
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def relations(document: Aligned) -> tuple[set[tuple[int, int, str]], set[tuple[int, int, str]]]:
    places = {match["id"]: index for index, match in enumerate(document.matches) if match}
    gold = {
        (index, unit["relation"]["target"], unit["relation"]["type"])
        for index, unit in enumerate(document.gold["units"])
        if "relation" in unit
    }
    found = {
        (places[r["source"]], places[r["target"]], r["type"])
        for r in document.relations
        if r["source"] in places and r["target"] in places
    }
    return gold, found


def relation_pairs(documents: Sequence[Aligned]) -> tuple[list[str], list[str]]:
    """Gold and predicted type of each ordered pair of argumentative gold units at most 5 units apart."""
    columns: tuple[list[str], list[str]] = ([], [])
    for document in documents:
        argues = [index for index, unit in enumerate(document.gold["units"]) if unit["role"] != "none"]
        pairs = [(s, t) for s in argues for t in argues if s != t and abs(s - t) <= 5]
        for column, links in zip(columns, relations(document), strict=True):
            types = {(source, target): type_ for source, target, type_ in links}
            column.extend(types.get(pair, "none") for pair in pairs)
    return columns


def by_genre(documents: Sequence[Aligned]) -> dict[str, list[Aligned]]:
    groups = sorted({document.gold["genre_group"] for document in documents})
    return {group: [d for d in documents if d.gold["genre_group"] == group] for group in groups}
