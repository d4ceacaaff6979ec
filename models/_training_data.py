"""Training examples from labelled texts (the format of real/train.jsonl) and from voting advice."""

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from corpus.annotated import Split, load_corpus_debates, texts_of
from corpus.sentences import split_units
from models._network import KINDS, RELATION_REACH, RELATIONS, ROLES, STANCES
from models._weights import hash_file
from models._windows import Window, cut_windows, encode

IGNORED = -100
SECOND_ROLE_WEIGHT = 0.3
STANCE_OF_SIDE = {"a": "for", "b": "against", "neutral": "neutral"}
MIRROR = {"a": "b", "b": "a", "neutral": "neutral"}
MODALS = ("moet", "moeten", "mag", "mogen", "kan", "kunnen", "wil", "willen", "is", "zijn", "hoort", "horen")
PREDICATE_VERBS = ("worden", "zijn", "komen", "krijgen", "blijven")
NEGATED_SHARE, STRANGE_SHARE = 0.4, 0.35
# Explanations are read whole, as voting advice gives them, or sentence by sentence, as texts are.
SPLIT_SHARE = 0.5
EDITORS_OPENING = r"^(?:Volgens )?(?:Sommige|Andere|Veel|Enkele|Ook|Een aantal|Deze|De) (?:andere )?partijen "
STANCE_OF_POSITION = {"pro": "for", "contra": "against", "neutral": "neutral"}

Row = dict[str, Any]

# What is looked for in a folder of training data, each as JSON lines; any of them may be absent.
SOURCE_FILES: Mapping[str, str] = {
    "texts": "real/train.jsonl",
    "inference": "stance/sick_nl.jsonl.gz",
    "advice": "stance/stemwijzer_gr2026.jsonl.gz",
    "arguments": "stance/stemwijzer_gr2026_arguments_flat.jsonl.gz",
}
CORPUS_FILES = ("documents.jsonl", "debates.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What can be trained and calibrated on.

    Attributes:
        corpus: Labelled texts of the corpus's train split.
        corpus_dev: Those of its dev split, for calibration.
        texts: Other labelled texts, with `group`; a tenth of the groups is kept for calibration.
        inference: Pairs of premise and hypothesis with a label.
        advice: Explanations of a position on a statement.
        arguments: Arguments for or against a statement.
    """

    corpus: Sequence[Row]
    corpus_dev: Sequence[Row]
    texts: Sequence[Row] = ()
    inference: Sequence[Row] = ()
    advice: Sequence[Row] = ()
    arguments: Sequence[Row] = ()

    @property
    def taught(self) -> list[Row]:
        """The labelled texts to train on."""
        return [row for row in self.texts if not is_held_out(row["group"])] + list(self.corpus)

    @property
    def held_out(self) -> list[Row]:
        """The other texts that are kept for calibration."""
        return [row for row in self.texts if is_held_out(row["group"])]


def read_sources(folder: Path | None) -> Sources:
    """The corpus, and what there is in a folder of training data."""
    found = {
        name: read_rows(folder / file) for name, file in SOURCE_FILES.items() if folder and (folder / file).is_file()
    }
    for name in ("advice", "arguments"):
        if name in found:
            found[name] = [row for row in found[name] if row["split"] == "train"]
    return Sources(corpus=corpus_rows("train"), corpus_dev=corpus_rows("dev"), **found)


def source_hashes(folder: Path | None) -> dict[str, str]:
    """SHA-256 of each file that `read_sources` reads."""
    own = Path(str(files("corpus").joinpath("data")))
    paths = {f"corpus/data/{name}": own / name for name in CORPUS_FILES}
    if folder:
        paths |= {file: folder / file for file in SOURCE_FILES.values() if (folder / file).is_file()}
    return {name: hash_file(path) for name, path in paths.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleExample:
    """A window with the role distribution, kind, and relations (source, target, type) of its segments."""

    window: Window
    roles: list[list[float]]
    kinds: list[int]
    relations: list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceExample:
    """A window that opens with a statement, and the stance of each later segment (IGNORED where unknown)."""

    window: Window
    stances: list[int]


def read_rows(path: Path) -> list[Row]:
    """Rows of a .jsonl or .jsonl.gz file."""
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return [json.loads(line) for line in text.decode("utf-8").split("\n") if line.strip()]


def corpus_rows(split: Split) -> list[Row]:
    """The texts of the shipped corpus in the format of real/train.jsonl; a debate of the test split stays out."""
    debates = {debate.id: debate.model_dump() for debate in load_corpus_debates() if debate.split in {split, "train"}}
    rows = []
    for text in texts_of(split):
        row = text.model_dump(mode="json", exclude_none=True)
        rows.append(row | {"group": text.id, "debates": [debates[name] for name in text.debates if name in debates]})
    return rows


def is_held_out(group: str) -> bool:
    """True for the tenth of the groups that is kept for calibration, by hash."""
    return zlib.crc32(group.encode()) % 10 == 0


def unit_texts(row: Row) -> list[str]:
    """The text of each unit of a labelled document."""
    return [row["text"][unit["start"] : unit["end"]] for unit in row["units"]]


def role_distribution(unit: Row) -> list[float]:
    """Probability of each role: the second role gets a share."""
    second = unit.get("second_role")
    share = SECOND_ROLE_WEIGHT if second in ROLES and second != unit["role"] else 0.0
    return [(1 - share) * (role == unit["role"]) + share * (role == second and share > 0) for role in ROLES]


def relations_within(units: Sequence[Row], span: range) -> list[tuple[int, int, int]]:
    """All pairs of argumentative units close together, with their relation, numbered from the window's start."""
    found = []
    for source in span:
        if units[source]["role"] == "none":
            continue
        relation = units[source].get("relation") or {}
        for target in range(max(span.start, source - RELATION_REACH), min(span.stop, source + RELATION_REACH + 1)):
            if target == source or units[target]["role"] == "none":
                continue
            name = relation.get("type", "none").rstrip("s") if relation.get("target") == target else "none"
            found.append((source - span.start, target - span.start, RELATIONS.index(name)))
    return found


def role_examples(tokenizer: Tokenizer, rows: Sequence[Row], *, limit: int) -> Iterator[RoleExample]:
    """Windows of labelled documents without overlap."""
    for row in rows:
        segments = encode(tokenizer, unit_texts(row))
        for span in cut_windows(segments, limit=limit, overlap=0):
            units = [row["units"][place] for place in span]
            yield RoleExample(
                window=Window(segments=tuple(segments[place] for place in span)),
                roles=[role_distribution(unit) for unit in units],
                kinds=[KINDS.index(unit["kind"]) for unit in units],
                relations=relations_within(row["units"], span),
            )


def text_stances(
    tokenizer: Tokenizer, rows: Sequence[Row], *, limit: int, chance: random.Random
) -> Iterator[StanceExample]:
    """Each labelled document with a pole of each of its own debates, stated or paraphrased, and of a strange debate."""
    debated = [row for row in rows if row.get("debates")]
    for row in debated:
        segments = encode(tokenizer, unit_texts(row))
        strange = chance.choice(debated)
        debates = [(debate, True) for debate in row["debates"]]
        if strange["group"] != row["group"]:
            debates.append((chance.choice(strange["debates"]), False))
        for debate, own in debates:
            pole = chance.choice(debate["poles"])
            wording = chance.choice(("statement", "paraphrase")) if own else "statement"
            statement = encode(tokenizer, [pole[wording]])[0]
            yield from windows_on(statement, segments, row, debate["id"], pole["id"], limit=limit)


def windows_on(
    statement: tuple[int, ...], segments: Sequence[tuple[int, ...]], row: Row, debate: str, pole: str, *, limit: int
) -> Iterator[StanceExample]:
    """The windows of a document judged against one pole's statement."""
    for span in cut_windows(segments, limit=limit, overlap=0):
        labels = []
        for place in span:
            unit = row["units"][place]
            side = unit.get("stances", {}).get(debate)
            side = side if side is None or pole == "a" else MIRROR[side]
            stance = STANCES.index(STANCE_OF_SIDE[side]) if side else STANCES.index("unrelated")
            labels.append(stance if unit["kind"] == "sentence" else IGNORED)
        yield StanceExample(window=Window(segments=(statement, *(segments[place] for place in span))), stances=labels)


def negated(statement: str) -> str:
    """The opposite of a demand ("De gemeente moet ..."), so that an explanation alone does not tell the stance."""
    words = statement.rstrip(" .").split()
    lower = [word.lower() for word in words]
    for found, instead in (("geen", "wel"), ("niet", "")):
        if found in lower:
            words[lower.index(found)] = instead
            return " ".join(word for word in words if word) + "."
    modal = next((place for place, word in enumerate(lower) if word in MODALS), None)
    if modal is None:
        return f"Het klopt niet dat het volgende nodig is: {statement}"
    if "een" in lower[modal + 1 : modal + 3]:
        words[lower.index("een", modal)] = "geen"
    elif lower[-1].endswith("en"):
        words.insert(len(words) - (2 if lower[-1] in PREDICATE_VERBS else 1), "niet")
    else:
        words.insert(modal + 1, "niet")
    return " ".join(words) + "."


def advice_stances(tokenizer: Tokenizer, rows: Sequence[Row], *, chance: random.Random) -> Iterator[StanceExample]:
    """Windows of a statement, or its negation, with one to three explanations of it and some of other clusters."""
    explanations = [encode(tokenizer, sentences_or_whole(row["explanation"], chance=chance)) for row in rows]
    by_statement: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_statement.setdefault(row["statement"], []).append(number)
    for statement, numbers in by_statement.items():
        chance.shuffle(numbers)
        left = list(numbers)
        while left:
            size = chance.choice((1, 2, 3))
            chosen, left = left[:size], left[size:]
            opposite = chance.random() < NEGATED_SHARE
            stances = {n: stance_of_position(rows[n]["position"], opposite=opposite) for n in chosen}
            for _ in chosen:
                other = chance.randrange(len(rows))
                if chance.random() < STRANGE_SHARE and rows[other]["cluster"] != rows[chosen[0]]["cluster"]:
                    stances[other] = STANCES.index("unrelated")
            order = chance.sample(list(stances), len(stances))
            opening = encode(tokenizer, [negated(statement) if opposite else statement])[0]
            segments = [segment for n in order for segment in explanations[n]]
            yield StanceExample(
                window=Window(segments=(opening, *segments)),
                stances=[stances[n] for n in order for _ in explanations[n]],
            )


def sentences_or_whole(text: str, *, chance: random.Random) -> list[str]:
    """The sentences of a text, or the text as one segment."""
    if chance.random() >= SPLIT_SHARE:
        return [text]
    return [text[unit.start : unit.end] for unit in split_units(text)] or [text]


def stance_of_position(position: str, *, opposite: bool) -> int:
    """The stance on a statement, or on its negation, of a party that is pro, contra or neutral."""
    stance = STANCE_OF_POSITION[position]
    return STANCES.index({"for": "against", "against": "for"}.get(stance, stance) if opposite else stance)


def argument_stances(tokenizer: Tokenizer, rows: Sequence[Row], *, chance: random.Random) -> Iterator[StanceExample]:
    """Editors' arguments for and against a statement, without the opening that gives the position away."""
    by_statement: dict[str, list[Row]] = {}
    for row in rows:
        by_statement.setdefault(row["statement"], []).append(row)
    for statement, found in by_statement.items():
        chosen = chance.sample(found, min(len(found), 6))
        texts = [re.sub(EDITORS_OPENING, "", row["argument"]) for row in chosen]
        stances = [STANCES.index(STANCE_OF_POSITION[row["position"]]) for row in chosen]
        yield StanceExample(window=Window(segments=tuple(encode(tokenizer, [statement, *texts]))), stances=stances)


def inference_stances(tokenizer: Tokenizer, rows: Sequence[Row]) -> Iterator[StanceExample]:
    """Entailment as for, contradiction as against; the hypothesis is the statement."""
    names = {"entailment": "for", "contradiction": "against"}
    chosen = [row for row in rows if row["label"].lower() in names]
    statements = encode(tokenizer, [row["hypothesis"] for row in chosen])
    premises = encode(tokenizer, [row["premise"] for row in chosen])
    for statement, premise, row in zip(statements, premises, chosen, strict=True):
        stance = STANCES.index(names[row["label"].lower()])
        yield StanceExample(window=Window(segments=(statement, premise)), stances=[stance])
