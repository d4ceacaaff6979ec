"""A map as a summary: per debate the balance, key points, open criticism and recommendations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import ArgumentMap, Debate, Document, Judgement, RelationType, Role, Sentence, Side
from pipeline.analysis.index import speaker_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much one side has; duplicates count once."""

    sentences: int
    documents: int
    speakers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence with where it comes from; `count` sentences say the same."""

    sentence: str
    text: str
    title: str
    speaker: str | None
    side: Side
    certain: bool
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The recommendations to one addressee; None where the texts name nobody."""

    addressee: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DebateSummary:
    """What a map says about one debate.

    Attributes:
        points_a, points_b: Key points, the one with most members first.
        open_criticism: Criticism that no sentence attacks.
        judged, uncertain: Stances on this debate, and those that a person should look at.
    """

    debate: Debate
    a: Tally
    b: Tally
    neutral: Tally
    points_a: tuple[Quote, ...]
    points_b: tuple[Quote, ...]
    open_criticism: tuple[Quote, ...]
    advice: tuple[Advice, ...]
    judged: int
    uncertain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSummary:
    """The debates in which a sentence takes a side, most sentences first, and how many have none."""

    documents: int
    sentences: int
    debates: tuple[DebateSummary, ...]
    skipped: int


def summarize(argument_map: ArgumentMap, *, debate: str | None = None) -> MapSummary:
    """The summary of all debates, or of the one with id `debate` (shown even when nobody takes a side)."""
    counted = [sentence for sentence in argument_map.sentences if sentence.duplicate_of is None]
    chosen = [one for one in argument_map.debates if debate in (None, one.id)]
    summaries = [_summarize_debate(argument_map, one, counted) for one in chosen]
    shown = [one for one in summaries if debate is not None or one.a.sentences + one.b.sentences]
    shown.sort(key=lambda one: -(one.a.sentences + one.b.sentences))
    return MapSummary(
        documents=len(argument_map.documents),
        sentences=len(counted),
        debates=tuple(shown),
        skipped=len(summaries) - len(shown),
    )


def _summarize_debate(argument_map: ArgumentMap, debate: Debate, counted: Sequence[Sentence]) -> DebateSummary:
    titles = {document.id: document_title(document) for document in argument_map.documents}
    about = [sentence for sentence in counted if sentence.side(debate.id)]
    stances = [stance for sentence in about for stance in sentence.judgement.stances if stance.debate == debate.id]
    return DebateSummary(
        debate=debate,
        a=_tally(about, debate.id, Side.A),
        b=_tally(about, debate.id, Side.B),
        neutral=_tally(about, debate.id, Side.NEUTRAL),
        points_a=_points(argument_map, debate.id, Side.A, titles),
        points_b=_points(argument_map, debate.id, Side.B, titles),
        open_criticism=_open_criticism(argument_map, about, debate.id, titles),
        advice=_advice(about, debate.id, titles),
        judged=len(stances),
        uncertain=sum(not stance.certain for stance in stances),
    )


def document_title(document: Document) -> str:
    """What a reader calls the document: its title, else where it came from."""
    return document.title or document.source


def _tally(sentences: Iterable[Sentence], debate: str, side: Side) -> Tally:
    on_side = [sentence for sentence in sentences if sentence.side(debate) is side]
    return Tally(
        sentences=len(on_side),
        documents=len({sentence.document for sentence in on_side}),
        speakers=len({key for sentence in on_side if (key := speaker_key(sentence))}),
    )


def _points(argument_map: ArgumentMap, debate: str, side: Side, titles: dict[str, str]) -> tuple[Quote, ...]:
    sentences = {sentence.id: sentence for sentence in argument_map.sentences}
    points = [point for point in argument_map.key_points if point.debate == debate and point.side is side]
    quotes = []
    for point in points:
        count = len({sentences[member].duplicate_of or member for member in point.members})
        quotes.append(_quote(sentences[point.sentence], debate, titles, text=point.text, count=count))
    return tuple(sorted(quotes, key=lambda quote: -quote.count))


def _open_criticism(
    argument_map: ArgumentMap, about: Iterable[Sentence], debate: str, titles: dict[str, str]
) -> tuple[Quote, ...]:
    attacked = {relation.target for relation in argument_map.relations if relation.type is RelationType.ATTACK}
    criticism = [one for one in about if one.role is Role.CRITICISM and one.id not in attacked]
    criticism.sort(key=lambda one: -_confidence(one.judgement))
    return tuple(_quote(sentence, debate, titles) for sentence in criticism)


def _advice(about: Iterable[Sentence], debate: str, titles: dict[str, str]) -> tuple[Advice, ...]:
    groups: dict[str | None, list[Sentence]] = {}
    for sentence in about:
        if sentence.role is Role.RECOMMENDATION:
            groups.setdefault(sentence.addressee, []).append(sentence)
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1])))
    return tuple(Advice(addressee=name, quotes=_by_confidence(group, debate, titles)) for name, group in ordered)


def _by_confidence(sentences: list[Sentence], debate: str, titles: dict[str, str]) -> tuple[Quote, ...]:
    ordered = sorted(sentences, key=lambda one: -_confidence(one.judgement))
    return tuple(_quote(sentence, debate, titles) for sentence in ordered)


def _confidence(judgement: Judgement) -> float:
    # A person gives no scores and is believed.
    return judgement.role_scores[judgement.role] if judgement.role_scores else 1.0


def _quote(
    sentence: Sentence, debate: str, titles: dict[str, str], *, text: str | None = None, count: int = 1
) -> Quote:
    return Quote(
        sentence=sentence.id,
        text=text or sentence.text,
        title=titles[sentence.document],
        speaker=sentence.speaker,
        side=sentence.side(debate) or Side.NEUTRAL,
        certain=sentence.judgement.certain,
        count=count,
    )
