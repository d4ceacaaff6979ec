"""What the corpus promises about itself, as checks that fail where it does not keep to it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus._errors import Language
from corpus._nouns import Kind, RelationType, Side
from corpus.annotated import (
    CorpusDebate,
    LabelledText,
    Record,
    SecondAnnotation,
    Split,
    load_corpus_debates,
    load_second_annotations,
    load_texts,
)
from corpus.variety import (
    SAMPLE,
    Example,
    in_hash_order,
    near_duplicates,
    openings_share,
    repeated_share,
    vocabulary_growth,
)

SOCIAL_DEBATES = ("bezuinigen-investeren", "consultants-praktijk", "burgerkracht-professional", "regie-vertrouwen")

# Held out first: a text that touches a test debate may not be learnt from.
_SPLITS: tuple[Split, ...] = ("test", "dev", "train")

_LABELS: Mapping[str, Mapping[Language, str]] = {
    "documents": {"nl": "documenten", "en": "documents"},
    "sentences": {"nl": "zinnen", "en": "sentences"},
    "genres": {"nl": "genres", "en": "genres"},
    "debates": {"nl": "debatten", "en": "debates"},
    "social-documents": {
        "nl": "documenten in het kleinste debat van het sociaal domein",
        "en": "documents in the smallest debate of the social domain",
    },
    "attacks": {"nl": "aanvallen", "en": "attacks"},
    "shortest": {"nl": "zinnen in de kortste tekst", "en": "sentences in the shortest text"},
    "longest": {"nl": "zinnen in de langste tekst", "en": "sentences in the longest text"},
    "one-sided": {"nl": "debatten zonder zinnen van beide kanten", "en": "debates without sentences of both sides"},
    "undecided": {"nl": "debatten met neutrale zinnen", "en": "debates with neutral sentences"},
    "near-duplicates": {"nl": "aandeel bijna-dubbele zinnen", "en": "share of near-duplicate sentences"},
    "openings": {"nl": "aandeel van de 50 vaakste zinsopeningen", "en": "share of the 50 most frequent openings"},
    "words": {"nl": "verschillende woorden per {} woorden", "en": "different words in {} words"},
    "cues": {"nl": "rol geraden uit losse woorden (macro-F1)", "en": "role guessed from words alone (macro-F1)"},
    "held-out": {"nl": "debatten apart gehouden voor de test", "en": "debates held out for test"},
    "misplaced": {"nl": "teksten in het verkeerde deel", "en": "texts in the wrong split"},
    "leaks": {
        "nl": "aandeel testzinnen die bijna gelijk in training staan",
        "en": "share of test sentences nearly equal to one in train",
    },
    "second": {
        "nl": "kleinste aandeel dubbel gelabelde documenten in een genre",
        "en": "smallest share of documents labelled twice in a genre",
    },
    "broken": {"nl": "verwijzingen die niet kloppen", "en": "references that do not fit"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A figure of the corpus beside its bound.

    Attributes:
        name: Stable, for programs ("near-duplicates", "words-10000").
        at_least: Whether `bound` is the lowest allowed value; else the highest.
    """

    name: str
    value: float
    bound: float
    at_least: bool

    @property
    def ok(self) -> bool:
        """Whether the value keeps to the bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def label(self, language: Language) -> str:
        """What the figure is, for people."""
        name, _, size = self.name.partition("-") if self.name.startswith("words-") else (self.name, "", "")
        return _LABELS[name][language].format(size)


class Reference(Record):
    """The same figures of real Dutch texts.

    Attributes:
        command: What made them.
        sentences: How many sentences `openings` and `cues` were measured on.
        words: Different words by number of running words.
    """

    command: str
    texts: str
    sentences: int
    near_duplicates: float
    openings: float
    cues: float
    words: dict[int, int]


@cache
def load_reference() -> Reference:
    """The figures of the real texts that the corpus is held against."""
    place = resources.files("corpus").joinpath("data", "reference.json")
    return Reference.model_validate_json(place.read_bytes())


def run_checks(
    texts: Sequence[LabelledText] | None = None,
    second: Sequence[SecondAnnotation] | None = None,
    debates: Sequence[CorpusDebate] | None = None,
) -> list[Check]:
    """All checks, of the shipped corpus where nothing else is given.

    Takes about ten seconds, for the guessing of roles.
    """
    texts = load_texts() if texts is None else texts
    second = load_second_annotations() if second is None else second
    debates = load_corpus_debates() if debates is None else debates
    return [
        *check_size(texts),
        *check_sides(texts),
        *check_variety(texts, reference=load_reference()),
        *check_splits(texts, debates),
        *check_second(texts, second),
        _at_most("broken", broken_references(texts, second, debates), 0),
    ]


def _at_least(name: str, value: float, bound: float) -> Check:
    return Check(name=name, value=value, bound=bound, at_least=True)


def _at_most(name: str, value: float, bound: float) -> Check:
    return Check(name=name, value=value, bound=bound, at_least=False)


def sentences_of(texts: Iterable[LabelledText]) -> list[Example]:
    """The sentences of texts, without headings and boilerplate."""
    return [
        Example(text=text.unit_text(unit), role=unit.role, group=text.id)
        for text in texts
        for unit in text.units
        if unit.kind is Kind.SENTENCE
    ]


def check_size(texts: Sequence[LabelledText]) -> list[Check]:
    """Enough documents, sentences, genres, debates and attacks; short and long texts."""
    lengths = [sum(unit.kind is Kind.SENTENCE for unit in text.units) for text in texts]
    documents = Counter(debate for text in texts for debate in text.debates)
    relations = [unit.relation for text in texts for unit in text.units if unit.relation]
    return [
        _at_least("documents", len(texts), 400),
        _at_least("sentences", sum(lengths), 8_000),
        _at_least("genres", len({text.genre for text in texts}), 10),
        _at_least("debates", len(documents), 40),
        _at_least("social-documents", min(documents[debate] for debate in SOCIAL_DEBATES), 30),
        _at_least("attacks", sum(relation.type is RelationType.ATTACK for relation in relations), 300),
        _at_most("shortest", min(lengths, default=0), 2),
        _at_least("longest", max(lengths, default=0), 60),
    ]


def check_sides(texts: Sequence[LabelledText]) -> list[Check]:
    """Both poles of every debate are argued, and some sentences take neither."""
    debates = {debate for text in texts for debate in text.debates}
    taken = {stance for text in texts for unit in text.units for stance in unit.stances.items()}
    one_sided = [debate for debate in debates if {(debate, Side.A), (debate, Side.B)} - taken]
    return [
        _at_most("one-sided", len(one_sided), 0),
        _at_least("undecided", sum((debate, Side.NEUTRAL) in taken for debate in debates), 40),
    ]


def check_variety(texts: Sequence[LabelledText], *, reference: Reference) -> list[Check]:
    """Written, not made by template: repetition, openings, vocabulary and cues beside those of real texts."""
    from corpus.cues import cue_score  # noqa: PLC0415 (scikit-learn, which no other check needs)

    ordered = in_hash_order(sentences_of(texts))
    everything = [example.text for example in ordered]
    growth = vocabulary_growth(everything)
    return [
        _at_most("near-duplicates", repeated_share(everything), 0.005),
        _at_most("openings", openings_share(everything[:SAMPLE]), 1.2 * reference.openings),
        *(_at_least(f"words-{size}", growth[size], 0.8 * reference.words[size]) for size in growth),
        _at_most("cues", cue_score(ordered[:SAMPLE]), reference.cues + 0.05),
    ]


def check_splits(texts: Sequence[LabelledText], debates: Sequence[CorpusDebate]) -> list[Check]:
    """Whole debates are held out, and nothing of them is in the texts to learn from."""
    splits = {debate.id: debate.split for debate in debates}
    used = {debate for text in texts for debate in text.debates}
    misplaced = [text for text in texts if text.split != _strictest(splits.get(debate) for debate in text.debates)]
    return [
        _at_least("held-out", sum(splits.get(debate) == "test" for debate in used), 8),
        _at_most("misplaced", len(misplaced), 0),
        _at_most("leaks", leaked_share(texts), 0.005),
    ]


def _strictest(splits: Iterable[Split | None]) -> Split | None:
    found = set(splits)
    return next((split for split in _SPLITS if split in found), None)


def leaked_share(texts: Sequence[LabelledText]) -> float:
    """Share of the test sentences that nearly equal one of the training texts."""
    examples = sentences_of(text for text in texts if text.split != "dev")
    in_test = {text.id for text in texts if text.split == "test"}
    held_out = [example.group in in_test for example in examples]
    pairs = near_duplicates([example.text for example in examples])
    leaked = {one if held_out[one] else other for one, other in pairs if held_out[one] != held_out[other]}
    return len(leaked) / max(sum(held_out), 1)


def check_second(texts: Sequence[LabelledText], second: Sequence[SecondAnnotation]) -> list[Check]:
    """Enough documents of every genre were judged by a second annotator."""
    judged = {annotation.id for annotation in second}
    documents = Counter(text.genre for text in texts)
    twice = Counter(text.genre for text in texts if text.id in judged)
    return [_at_least("second", min((twice[genre] / documents[genre] for genre in documents), default=0), 0.15)]


def broken_references(
    texts: Sequence[LabelledText], second: Sequence[SecondAnnotation], debates: Sequence[CorpusDebate]
) -> int:
    """How often an id occurs twice, a debate is unknown, or a second annotation does not fit its text."""
    repeated = sum(count - 1 for rows in (texts, second, debates) for count in Counter(row.id for row in rows).values())
    known = {debate.id for debate in debates}
    unknown = sum(debate not in known for text in texts for debate in text.debates)
    spans = {text.id: [(unit.start, unit.end) for unit in text.units] for text in texts}
    misfits = sum(spans.get(row.id) != [(unit.start, unit.end) for unit in row.units] for row in second)
    return repeated + unknown + misfits


def composition(texts: Sequence[LabelledText]) -> dict[str, Counter[str]]:
    """Tables of counts: documents and sentences per genre, documents per debate and split, units per label."""
    units = [unit for text in texts for unit in text.units]
    genres = [text.genre for text in texts for unit in text.units if unit.kind is Kind.SENTENCE]
    return {
        "documents per genre": Counter(text.genre for text in texts),
        "sentences per genre": Counter(genres),
        "documents per debate": Counter(debate for text in texts for debate in text.debates),
        "documents per split": Counter(text.split for text in texts),
        "documents per split by document": Counter(text.document_split for text in texts),
        "kinds": Counter(str(unit.kind) for unit in units),
        "roles": Counter(str(unit.role) for unit in units if unit.kind is Kind.SENTENCE),
        "second roles": Counter(str(unit.second_role) for unit in units if unit.second_role),
        "sides": Counter(str(side) for unit in units for side in unit.stances.values()),
        "relations": Counter(str(unit.relation.type) for unit in units if unit.relation),
        "addressees": Counter({"named": sum(unit.addressee is not None for unit in units)}),
    }
