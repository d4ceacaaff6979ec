"""A summary as lines for a terminal of at least 40 columns; colours only where rich sees a terminal."""

import re
from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from corpus import AUTHOR, INTERVIEWER, UNATTRIBUTED, Language, Side
from pipeline._summary import DebateSummary, MapSummary, Quote, Tally
from pipeline._texts import SUMMARY, plural

STYLES = {Side.A: "cyan", Side.B: "magenta", Side.NEUTRAL: "default"}
_QUOTES_SHOWN = 5
_TEXT_SHOWN = 240
# Soft hyphens are invisible; other control characters could steer the terminal.
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+")


def render_summary(summary: MapSummary, *, language: Language, width: int) -> Group:
    """The whole summary, for a console of `width` columns."""
    parts: list[Text | Group] = [_heading(summary, language)]
    parts += [_debate(one, language, width=width) for one in summary.debates]
    if not summary.debates:
        parts.append(Text(f"\n{SUMMARY['nothing'][language]}"))
    if summary.skipped:
        debates = plural(summary.skipped, "debate", language)
        parts.append(Text(f"\n{SUMMARY['skipped'][language].format(debates=debates)}", style="dim"))
    return Group(*parts)


def clean(text: str) -> str:
    """`text` on one line, without characters that are invisible or steer a terminal."""
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text)).strip()


def _heading(summary: MapSummary, language: Language) -> Text:
    documents = plural(summary.documents, "document", language)
    sentences = plural(summary.sentences, "sentence", language)
    return Text(f"{SUMMARY['title'][language]}: {documents}, {sentences}", style="bold")


def _debate(summary: DebateSummary, language: Language, *, width: int) -> Group:
    title = Text(clean(summary.debate.question), style="bold")
    rule = Rule(title, align="left", characters="─", style="dim")
    sections = (
        _balance(summary, language, width=width),
        _footnotes(summary, language),
        *_points(summary, language),
        *_criticism(summary, language),
        *_advice(summary, language),
    )
    return Group(Text(), rule, *sections)


def _balance(summary: DebateSummary, language: Language, *, width: int) -> Group:
    half = (min(width, 100) - 3) // 2
    first, second = (_shorten(clean(pole.name), half) for pole in summary.debate.poles)
    most = max(summary.a.sentences, summary.b.sentences, 1)
    left, right = (_bar(tally.sentences, most, half) for tally in (summary.a, summary.b))
    rows = (
        (first, second, "bold "),
        (left, right, ""),
        (_counts(summary.a, language), _counts(summary.b, language), ""),
    )
    lines = [
        Text.assemble((a.rjust(half), weight + STYLES[Side.A]), " │ ", (b, weight + STYLES[Side.B]))
        for a, b, weight in rows
    ]
    return Group(*lines)


def _bar(count: int, most: int, width: int) -> str:
    # One sentence is always visible, whatever the other side has.
    return "█" * max(round(count / most * width), min(count, 1))


def _counts(tally: Tally, language: Language) -> str:
    counts = (("sentence", tally.sentences), ("document", tally.documents), ("speaker", tally.speakers))
    return " · ".join(plural(count, noun, language) for noun, count in counts)


def _footnotes(summary: DebateSummary, language: Language) -> Text:
    notes = []
    if summary.neutral.sentences:
        sentences = plural(summary.neutral.sentences, "sentence", language)
        notes.append(SUMMARY["neutral"][language].format(sentences=sentences))
    if summary.uncertain:
        share = round(100 * summary.uncertain / summary.judged)
        counts = {"uncertain": summary.uncertain, "judged": summary.judged, "share": share}
        notes.append(SUMMARY["uncertain"][language].format(**counts))
    return Text("\n".join(("", *notes)) if notes else "", style="dim")


def _points(summary: DebateSummary, language: Language) -> Iterator[Text | Group]:
    for pole, quotes in zip(summary.debate.poles, (summary.points_a, summary.points_b), strict=True):
        title = SUMMARY["key-points"][language].format(pole=clean(pole.name))
        if quotes:
            yield _section(title, _quotes(quotes, language, mark_count=True), style=STYLES[pole.id])
        else:
            nothing = SUMMARY["no-key-points"][language]
            yield Text.assemble("\n", (f"{title}: ", f"bold {STYLES[pole.id]}"), (nothing, "dim"))


def _criticism(summary: DebateSummary, language: Language) -> Iterator[Group]:
    if summary.open_criticism:
        yield _section(SUMMARY["criticism"][language], _quotes(summary.open_criticism, language))


def _advice(summary: DebateSummary, language: Language) -> Iterator[Group]:
    if not summary.advice:
        return
    parts: list[Text | Padding] = []
    for advice in summary.advice:
        name = advice.addressee
        to = SUMMARY["addressee"][language].format(name=clean(name)) if name else SUMMARY["no-addressee"][language]
        parts += [Text(f"  {to}", style="italic"), _quotes(advice.quotes, language)]
    yield _section(SUMMARY["recommendations"][language], *parts)


def _section(title: str, *content: Text | Padding, style: str = "") -> Group:
    return Group(Text(f"\n{title}", style=f"bold {style}".strip()), *content)


def _quotes(quotes: Sequence[Quote], language: Language, *, mark_count: bool = False) -> Padding:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True, min_width=3 if mark_count else 1)
    grid.add_column(overflow="fold")
    for quote in quotes[:_QUOTES_SHOWN]:
        mark = SUMMARY["times"][language].format(count=quote.count) if mark_count else "•"
        grid.add_row(Text(mark, style=STYLES[quote.side]), _quote(quote, language))
    if len(quotes) > _QUOTES_SHOWN:
        more = SUMMARY["more"][language].format(count=len(quotes) - _QUOTES_SHOWN)
        grid.add_row(Text(), Text(more, style="dim"))
    return Padding(grid, (0, 0, 0, 2))


def _quote(quote: Quote, language: Language) -> Text:
    source = _shorten(clean(quote.title), 60)
    speaker = speaker_name(quote.speaker, language)
    origin = ", ".join(part for part in (speaker, source) if part)
    return Text.assemble(_shorten(clean(quote.text), _TEXT_SHOWN), "\n", (f"— {origin}", "dim"))


def speaker_name(speaker: str | None, language: Language) -> str:
    """The speaker as a reader of `language` would say it; names stay as they are."""
    if speaker in {AUTHOR, INTERVIEWER, UNATTRIBUTED}:
        return SUMMARY[speaker][language]
    if speaker and speaker.startswith("reaction "):
        return SUMMARY["reaction"][language].format(number=clean(speaker.removeprefix("reaction ")))
    return clean(speaker or "")


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
