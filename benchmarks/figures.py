"""Prints every figure of the project; `benchmarks/README.md` tells how each is computed."""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from alignment import (
    Aligned,
    Row,
    align,
    by_genre,
    decisions,
    kinds,
    relation_pairs,
    relations,
    roles,
    side_columns,
    table,
    text_hash,
)

from corpus import Debate, Document, Pole
from corpus.debates import load_debates
from models import Model, load_model
from models._baselines import cue_word_roles, encoder_labels, majority, tfidf_labels
from models._metrics import (
    accuracy_at_coverage,
    bootstrap_interval,
    boundary_f1,
    class_f1,
    expected_calibration_error,
    flips,
    kappa,
    kind_f1,
    macro_f1,
    relation_f1,
    same_speaker,
    side_f1,
)
from models._training_data import read_rows
from pipeline._map_json import dump_map
from pipeline._steps import build_map

ROLES = ["claim", "premise", "criticism", "recommendation", "none"]
SIDES = ["a", "b", "neutral", "unrelated"]
SOCIAL = {"bezuinigen-investeren", "consultants-praktijk", "burgerkracht-professional", "regie-vertrouwen"}
VOTING = ("stemwijzer_tk2017", "stemwijzer_tk2023", "zorgstemwijzer_tk2021")
CREATED = "2026-01-01T00:00:00Z"
# A statement that says nothing: what the explanation alone gives away.
HIDDEN = "Dit."
SEED = 1
COVERAGES = (0.9, 0.8, 0.6, 0.4)
# Enough for a stable baseline, few enough to train it in seconds.
BASELINE_ROWS = 15_000
ENCODED_SENTENCES = 5_000


def kind_cell(documents: Sequence[Aligned], kind: str) -> object:
    """F1 of a kind, or a dash where neither the gold nor the map has any."""
    gold, found = kinds(documents)
    return kind_f1(gold, found, kind) if kind in {*gold, *found} else "-"


def print_boundaries(documents: Sequence[Aligned], articles: set[str]) -> None:
    groups = {"all, programmes left out": [d for d in documents if d.gold["genre_group"] != "programme"]}
    groups |= by_genre(documents)
    groups["the two articles"] = [d for d in documents if text_hash(d.gold["text"]) in articles]
    groups["all but the two articles"] = [d for d in documents if text_hash(d.gold["text"]) not in articles]
    rows: list[tuple[object, ...]] = [("", "boundary F1", "boilerplate", "heading")]
    for name, part in groups.items():
        found = [kind_cell(part, kind) for kind in ("boilerplate", "heading")]
        rows.append((name, boundary_f1([d.spans for d in part]), *found))
    table("Boundaries and kinds", rows)


def role_baselines(documents: Sequence[Aligned], train: Sequence[Row], encoder: Model | None) -> dict[str, list[str]]:
    texts = [d.gold["text"][u["start"] : u["end"]] for d in documents for u, _ in d.sentences]
    known = [
        (r["text"][u["start"] : u["end"]], u["role"]) for r in train for u in r["units"] if u["kind"] == "sentence"
    ]
    columns = {
        "majority": majority([label for _, label in known], count=len(texts)),
        "cue words": cue_word_roles(texts),
        "TF-IDF": tfidf_labels(known, texts),
    }
    if encoder:
        sample = random.Random(SEED).sample(known, min(ENCODED_SENTENCES, len(known)))  # noqa: S311 (repeatable)
        columns["encoder"] = encoder_labels(sample, texts, embed=encoder.embed)
    return columns


Figure = Callable[[Sequence[str], Sequence[str]], float]


def gain_row(name: str, lengths: Sequence[int], columns: Sequence[Sequence[str]], figure: Figure) -> tuple[object, ...]:
    """How much higher the figure is for the second column than for the third, and its 95% interval over documents.

    The first column is the gold; `lengths` tells how many lines each document has.
    """
    spans = [slice(start, end) for start, end in pairwise(accumulate(lengths, initial=0))]
    items = [tuple(column[span] for column in columns) for span in spans]

    def gain(drawn: Sequence[tuple[Sequence[str], ...]]) -> float:
        gold, found, other = ([label for part in column for label in part] for column in zip(*drawn, strict=True))
        return figure(gold, found) - figure(gold, other)

    return (name, gain(items), *bootstrap_interval(items, gain))


def role_figure(gold: Sequence[str], found: Sequence[str]) -> float:
    return macro_f1(gold, found, ROLES)


def print_roles(documents: Sequence[Aligned], train: Sequence[Row], encoder: Model | None = None) -> None:
    gold, found = roles(documents)
    second: list[str] = [str(u.get("role_other", u["role"])) for d in documents for u, _ in d.sentences]
    baselines = role_baselines(documents, train, encoder)
    columns: dict[str, list[str]] = {"model": found, **baselines, "2nd person": second}
    rows: list[tuple[object, ...]] = [("", *columns)]
    rows.append(("macro-F1", *(role_figure(gold, labels) for labels in columns.values())))
    rows.append(("kappa", *(kappa(gold, labels) for labels in columns.values())))
    scores = [class_f1(gold, labels, ROLES) for labels in columns.values()]
    rows.extend((f"F1 {role}", *(score[role] for score in scores)) for role in ROLES)
    rows.extend((f"macro-F1 {name}", macro_f1(*roles(part), ROLES)) for name, part in by_genre(documents).items())
    lengths = [len(document.sentences) for document in documents]
    rows.append(gain_row("above TF-IDF (95% interval)", lengths, (gold, found, columns["TF-IDF"]), role_figure))
    table(f"Role ({len(gold)} sentences)", rows)
    pairs = list(zip(gold, found, strict=True))
    counted = [(role, *(pairs.count((role, other)) for other in ROLES)) for role in ROLES]
    table("Role, gold in rows, predicted in columns", [("", *(role[:12] for role in ROLES)), *counted])


def print_stances(documents: Sequence[Aligned], train: Sequence[Row]) -> None:
    taken = decisions(documents)
    gold, texts = [d[0] for d in taken], [d[3] for d in taken]
    known = [
        (row["text"][unit["start"] : unit["end"]], unit.get("stances", {}).get(debate["id"], "unrelated"))
        for row in train
        for unit in row["units"]
        if unit["kind"] == "sentence"
        for debate in row.get("debates", [])
    ]
    sided = [label for _, label in known if label in {"a", "b"}]
    columns = {
        "model": [d[1] for d in taken],
        "majority": majority([label for _, label in known], count=len(gold)),
        "one side": majority(sided, count=len(gold)),
        "TF-IDF": tfidf_labels(known, texts),
    }
    rows: list[tuple[object, ...]] = [("", *columns)]
    rows.append(("side-F1", *(side_f1(gold, labels) for labels in columns.values())))
    rows.append(("flips", *(flips(gold, labels) for labels in columns.values())))
    rows.append(("unrelated F1", *(kind_f1(gold, labels, "unrelated") for labels in columns.values())))
    rows.append(("kappa", *(kappa(gold, labels) for labels in columns.values())))
    lengths = [len(decisions([document])) for document in documents]
    rows.append(gain_row("above TF-IDF (95% interval)", lengths, (gold, columns["model"], columns["TF-IDF"]), side_f1))
    table(f"Side ({len(gold)} sentence and debate pairs)", rows)


def speakers(documents: Sequence[Aligned]) -> list[tuple[str, str | None]]:
    return [(u["speaker"], (m or {}).get("speaker")) for d in documents for u, m in d.sentences if u.get("speaker")]


def share(values: Iterable[bool]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def print_speakers(documents: Sequence[Aligned]) -> None:
    pairs = speakers(documents)
    right = share(same_speaker(gold, found) for gold, found in pairs)
    always = share(same_speaker(gold, "author") for gold, _ in pairs)
    table(f"Speaker ({len(pairs)} sentences)", [("", "model", "author"), ("accuracy", right, always)])


def print_relations(documents: Sequence[Aligned]) -> None:
    links = [relations(document) for document in documents]
    low, high = bootstrap_interval(links, lambda drawn: relation_f1(drawn, kind="attack"))
    pairs = relation_pairs(documents)
    table(
        "Relations",
        [
            ("exact F1", relation_f1(links)),
            ("attack F1 (95% interval)", relation_f1(links, kind="attack"), low, high),
            ("pairs, macro-F1", macro_f1(*pairs, ["support", "attack", "none"])),
            ("pairs, attack F1", kind_f1(*pairs, "attack")),
        ],
    )


def print_confidence(documents: Sequence[Aligned]) -> None:
    judged = [(u["role"], m) for d in documents for u, m in d.sentences if m and m.get("role_scores")]
    placed = [(d[0], d[2]) for d in decisions(documents) if d[2] and d[2].get("scores")]
    heads = {
        "role": [(max(m["role_scores"].values()), m["role"] == gold, bool(m["certain"])) for gold, m in judged],
        "side, where placed": [
            (max(s["scores"].values()), s["side"] == gold, bool(s["certain"])) for gold, s in placed
        ],
    }
    rows: list[tuple[object, ...]] = [("", "n", "ECE", "certain", "accuracy", *(f"at {c:.0%}" for c in COVERAGES))]
    for name, items in heads.items():
        sure, right = [item[0] for item in items], [item[1] for item in items]
        kept = [accuracy_at_coverage(sure, right, coverage=coverage) for coverage in COVERAGES]
        error, certain = expected_calibration_error(sure, right), share(item[2] for item in items)
        rows.append((name, len(items), error, certain, share(right), *kept))
    table("Confidence", rows)


def scored_by_reference(shared: Path, map_data: Row) -> Row:
    """What shared/score.py prints for the same map."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "map.json")
        path.write_text(json.dumps(map_data), "utf-8")
        command = [sys.executable, str(shared / "score.py"), str(path), str(shared / "real/dev.jsonl"), "--json"]
        # The script and its arguments are the caller's own folder.
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    scored: Row = json.loads(done.stdout)
    return scored


def own_figures(documents: Sequence[Aligned]) -> dict[str, float]:
    return {
        "seg_f1": boundary_f1([d.spans for d in documents]),
        "boilerplate_f1": kind_f1(*kinds(documents), "boilerplate"),
        "heading_f1": kind_f1(*kinds(documents), "heading"),
        "role_macro_f1": macro_f1(*roles(documents), ROLES),
        "role_kappa": kappa(*roles(documents)),
        "stance_side_f1": side_f1(*side_columns(documents)),
        "stance_flip": flips(*side_columns(documents)),
        "stance_kappa": kappa(*side_columns(documents)),
        "speaker_acc": share(same_speaker(gold, found) for gold, found in speakers(documents)),
        "relation_f1": relation_f1([relations(document) for document in documents]),
    }


def differing_figures(own: dict[str, float], reference: Row) -> list[str]:
    """The figures that differ by more than 0.001; the reference is rounded to three places."""
    return [name for name, value in own.items() if abs(round(value, 3) - reference[name]) > 0.001 + 1e-9]


def print_check(shared: Path, map_data: Row, documents: Sequence[Aligned]) -> bool:
    own, reference = own_figures(documents), scored_by_reference(shared, map_data)
    table("Check against score.py", [("", "here", "score.py"), *((k, v, reference[k]) for k, v in own.items())])
    wrong = differing_figures(own, reference)
    if wrong:
        print(f"FAILED: figures differ from score.py: {', '.join(wrong)}", file=sys.stderr)
    return not wrong


def print_map_figures(shared: Path, map_data: Row, gold: Sequence[Row], encoder: Model | None) -> bool:
    documents = align(map_data, gold)
    if not documents:
        print("FAILED: the map holds none of the measured documents", file=sys.stderr)
        return False
    train = read_rows(shared / "real/train.jsonl")
    articles = {text_hash(path.read_text("utf-8")) for path in (shared / "real-texts").glob("*.txt")}
    print(f"{len(documents)} of {len(gold)} documents")
    print_boundaries(documents, articles)
    print_roles(documents, train, encoder)
    print_stances(documents, train)
    print_speakers(documents)
    print_relations(documents)
    print_confidence(documents)
    return print_check(shared, map_data, documents)


def make_map(gold: Sequence[Row], debates: Sequence[Debate], model: Model) -> Row:
    documents = [Document(id=row["id"], source=row["id"], text=row["text"]) for row in gold]
    return dump_map(build_map(documents, debates, model=model, created=CREATED))


def other_statement(row: Row, rows: Sequence[Row], generator: random.Random) -> str:
    others: list[str] = sorted({other["statement"] for other in rows if other["statement_key"] != row["statement_key"]})
    return generator.choice(others)


def voting_figures(rows: Sequence[Row], known: Sequence[tuple[str, str]], model: Model) -> tuple[object, ...]:
    sided = [row for row in rows if row["position"] in {"pro", "contra"}]
    gold, texts = [row["position"] for row in sided], [row["explanation"] for row in sided]
    own = model.stance([(row["statement"], row["explanation"]) for row in sided])
    hidden = model.stance([(HIDDEN, text) for text in texts])
    forced = [
        share((line[0] >= line[1]) == (g == "pro") for line, g in zip(s, gold, strict=True)) for s in (own, hidden)
    ]
    guesses = [majority([label for _, label in known], count=len(gold)), tfidf_labels(known, texts)]
    accuracies = [share(a == b for a, b in zip(gold, guess, strict=True)) for guess in guesses]
    return (len(sided), *forced, *accuracies, unrelated_f1(rows, model))


def unrelated_f1(rows: Sequence[Row], model: Model) -> float:
    """Explanations in random order, the even ones with their own statement, the odd ones with another."""
    generator = random.Random(SEED)  # noqa: S311 (a repeatable sample, no secret)
    drawn = generator.sample(list(rows), len(rows))
    pairs, gold = [], []
    for index, row in enumerate(drawn):
        is_other = index % 2 == 1
        pairs.append((other_statement(row, rows, generator) if is_other else row["statement"], row["explanation"]))
        gold.append("unrelated" if is_other else "own")
    found = ["unrelated" if line.argmax() == 3 else "own" for line in model.stance(pairs)]
    return kind_f1(gold, found, "unrelated")


def print_voting(shared: Path, model: Model, limit: int | None) -> bool:
    generator = random.Random(SEED)  # noqa: S311 (a repeatable sample, no secret)
    train = read_rows(shared / "stance/stemwijzer_gr2026.jsonl.gz")
    sided = [(r["explanation"], r["position"]) for r in train if r["split"] == "train" and r["position"] != "neutral"]
    known = generator.sample(sided, BASELINE_ROWS)
    rows: list[tuple[object, ...]] = [("", "n", "pro/contra", "hidden", "majority", "TF-IDF", "unrelated F1")]
    for name in VOTING:
        measured = read_rows(shared / f"stance/{name}.jsonl")
        drawn = generator.sample(measured, min(limit or len(measured), len(measured)))
        rows.append((name, *voting_figures(drawn, known, model)))
    table("Voting advice", rows)
    return True


def with_statements(debate: Debate, a: str, b: str) -> Debate:
    poles = [Pole(id=p.id, name=p.name, statement=text) for p, text in zip(debate.poles, (a, b), strict=True)]
    return Debate(id=debate.id, question=debate.question, poles=(poles[0], poles[1]))


def users_debates(shared: Path) -> list[Debate]:
    """The debates outside the social domain, read back from a file as a user would give them."""
    rows = json.loads((shared / "real/debates.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "debates.json")
        path.write_text(json.dumps([row for row in rows if row["id"] not in SOCIAL], ensure_ascii=False), "utf-8")
        return list(load_debates(path))


def not_mirrored(given: Row, swapped: Row) -> tuple[int, int]:
    """How many stances lack their exact mirror, and of how many."""
    first, second = (
        {(s["id"], x["debate"]): x for s in m["sentences"] for x in s["stances"]} for m in (given, swapped)
    )
    keys = first.keys() | second.keys()
    return sum(mirror(first.get(key)) != second.get(key) for key in keys), len(keys)


def mirror(stance: Row | None) -> Row | None:
    if stance is None:
        return None
    turned = {"a": "b", "b": "a"}
    scores = {turned.get(k, k): v for k, v in stance["scores"].items()}
    return {**stance, "side": turned.get(stance["side"], stance["side"]), "scores": scores}


def print_users_debates(shared: Path, model: Model, gold: Sequence[Row], limit: int | None) -> bool:
    debates = users_debates(shared)
    ids = {debate.id for debate in debates}
    about = [row for row in gold if ids & set(row["debates"])][:limit]
    words = json.loads(Path(__file__).with_name("paraphrases.json").read_text("utf-8"))
    versions: dict[str, Callable[[Debate], Debate]] = {
        "as given": lambda d: d,
        "paraphrased": lambda d: with_statements(d, words[d.id]["a"], words[d.id]["b"]),
        "poles swapped": lambda d: with_statements(d, d.poles[1].statement, d.poles[0].statement),
    }
    maps = {name: make_map(about, [change(d) for d in debates], model) for name, change in versions.items()}
    rows: list[tuple[object, ...]] = [("", "side-F1", "flips", "unrelated F1")]
    for name, made in maps.items():
        labels, found = side_columns(align(made, about))
        if name == "poles swapped":
            labels = [{"a": "b", "b": "a"}.get(label, label) for label in labels]
        rows.append((name, side_f1(labels, found), flips(labels, found), kind_f1(labels, found, "unrelated")))
    wrong, total = not_mirrored(maps["as given"], maps["poles swapped"])
    rows.append(("not mirrored", wrong, f"of {total}"))
    table(f"Debates that a user gives ({len(debates)} debates, {len(about)} documents)", rows)
    if wrong:
        print(f"FAILED: {wrong} answers are not mirrored", file=sys.stderr)
    return wrong == 0


def main(arguments: Sequence[str], *, load: Callable[[], Model] = load_model) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--map", type=Path, help="a map of real/dev.jsonl; left out, it is made here")
    parser.add_argument("--limit", type=int, help="only the first documents, and as many rows of voting advice")
    parser.add_argument("--only", choices=("map", "voting", "debates"), action="append")
    options = parser.parse_args(arguments)
    parts = options.only or ["map", "voting", "debates"]
    gold = read_rows(options.shared / "real/dev.jsonl")
    model = None if options.map and parts == ["map"] else load()
    passed = []
    if options.map and "map" in parts:
        passed.append(print_map_figures(options.shared, json.loads(options.map.read_text("utf-8")), gold, model))
    elif model is not None and "map" in parts:
        made = make_map(gold[: options.limit], load_debates(options.shared / "real/debates.json"), model)
        passed.append(print_map_figures(options.shared, made, gold, model))
    if model is not None and "voting" in parts:
        passed.append(print_voting(options.shared, model, options.limit))
    if model is not None and "debates" in parts:
        passed.append(print_users_debates(options.shared, model, gold, options.limit))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
