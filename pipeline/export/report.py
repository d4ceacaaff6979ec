"""A map as one Dutch HTML page that can be read, searched, mailed and printed without the program and the network."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from corpus import ArgumentMap, Debate, KeyPoint, Kind, Language, Pole, RelationType, Role, Sentence, Side
from pipeline._exchange_texts import ROLES
from pipeline._summary_view import speaker_name
from pipeline._texts import plural
from pipeline.analysis.balance import Balance, SideCount, balance, point_weight, strongest_points
from pipeline.analysis.index import MapIndex, build_index

LANGUAGE: Language = "nl"
POINTS_SHOWN = 8
MEMBERS_SHOWN = 12
_MARKS = {Side.A: "◀", Side.B: "▶", Side.NEUTRAL: "◇"}
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem;
  color: #1b1f24; background: #fff; }
h1 { font-size: 1.8rem; }
h2 { margin-top: 2.5rem; border-top: 2px solid #1b1f24; padding-top: .6rem; font-size: 1.4rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem; }
.side { border-top: 4px solid; padding-top: .4rem; }
.a { border-color: #2f7fc1; }
.b { border-color: #d9661f; }
.bar { display: flex; height: 1.4rem; margin: .8rem 0 .3rem; print-color-adjust: exact; }
.bar .a { background: #2f7fc1; }
.bar .b { background: repeating-linear-gradient(45deg, #d9661f 0 6px, #e48a52 6px 9px); }
.small, summary { color: #4a525b; font-size: .9rem; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid #b8bfc7; }
blockquote, li, th, td { overflow-wrap: anywhere; }
ol, ul { padding-left: 1.3rem; }
li { margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid #d5dae0; vertical-align: top; }
form { margin: 1.2rem 0; }
input { font: inherit; width: 100%; max-width: 24rem; padding: .3rem .5rem; border: 1px solid #6b7280; }
[hidden] { display: none !important; }
@media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
@page { margin: 1.5cm; }
@media print {
  body { margin: 0; font-size: 11pt; }
  form, .all { display: none; }
  h2, h3 { break-after: avoid; }
  li, blockquote, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
"""
# The box appears only where scripts run; accents and case do not matter.
_SEARCH = """
const plain = text => text.normalize("NFD").replace(/\\p{M}/gu, "").toLowerCase();
const form = document.querySelector("form"), box = form.querySelector("input"), said = form.querySelector("output");
const items = [...document.querySelectorAll("section li, tbody tr")].map(item => [item, plain(item.textContent)]);
const show = () => {
  const words = plain(box.value).split(/\\s+/).filter(word => word);
  items.forEach(([item, text]) => { item.hidden = !words.every(word => text.includes(word)); });
  for (const part of document.querySelectorAll("section, .group"))
    part.hidden = words.length > 0 && !part.querySelector("li:not([hidden]), tbody tr:not([hidden])");
  for (const part of document.querySelectorAll("details")) part.open = words.length > 0;
  const count = items.filter(([item]) => !item.hidden).length;
  said.textContent = words.length ? `${count} gevonden` : "";
};
form.addEventListener("submit", event => event.preventDefault());
box.addEventListener("input", show);
form.hidden = false;
"""
# Nothing may be loaded, and nothing may run but the search above, whatever a text would try.
_HASH = base64.b64encode(hashlib.sha256(_SEARCH.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'"
_BOX = (
    '<form hidden><label>Zoeken in dit rapport<br><input type="search" autocomplete="off"></label> '
    '<output class="small" aria-live="polite"></output></form>'
)


def render_report(argument_map: ArgumentMap, *, title: str) -> str:
    """The report on all debates in which somebody takes a side; every text of the user is escaped."""
    index = build_index(argument_map)
    counted = [(debate, balance(index, debate.id)) for debate in argument_map.debates]
    shown = sorted((pair for pair in counted if pair[1].placed), key=lambda pair: -pair[1].placed)
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1>",
            _intro(argument_map, shown=len(shown)),
            _BOX,
            *(_debate(index, debate, found) for debate, found in shown),
            _documents(argument_map),
            _trust(index),
        )
    )
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style>'
    )
    body += f"\n<script>{_SEARCH}</script>"
    page = f'<!doctype html>\n<html lang="nl"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'
    return page.encode("utf-8", "replace").decode("utf-8")


def _intro(argument_map: ArgumentMap, *, shown: int) -> str:
    made_by = argument_map.made_by
    prose = sum(one.kind is Kind.SENTENCE for one in argument_map.sentences)
    counts = f"{plural(len(argument_map.documents), 'document', LANGUAGE)}, {plural(prose, 'sentence', LANGUAGE)}"
    said = f"In {shown} van de {len(argument_map.debates)} debatten neemt iemand een kant in."
    facts = f"Gemaakt met {made_by.software} ({made_by.model}) op {made_by.created[:10]}."
    return f'<p>{escape(counts)}. {escape(said)}</p><p class="small">{escape(facts)}</p>'


def _debate(index: MapIndex, debate: Debate, found: Balance) -> str:
    sections = (
        f"<section><h2>{escape(debate.question)}</h2>",
        _balance(debate, found),
        _points(index, debate, found),
        _criticism(index, debate),
        _recommendations(index, debate),
        "</section>",
    )
    return "\n".join(sections)


def _balance(debate: Debate, found: Balance) -> str:
    sides = "".join(
        f'<div class="side {pole.id.value}"><strong>{_MARKS[pole.id]} {escape(pole.name)}</strong>'
        f'<br><span class="small">{escape(pole.statement)}</span><br>{_counts(side)}</div>'
        for pole, side in zip(debate.poles, (found.a, found.b), strict=True)
    )
    return f'<div class="sides">{sides}</div>{_bar(found)}'


def _counts(side: SideCount) -> str:
    counts = (("sentence", len(side.sentences)), ("document", side.documents), ("speaker", side.speakers))
    said = ", ".join(plural(count, noun, LANGUAGE) for noun, count in counts)
    return f"{said} ({side.uncertain} onzeker)"


def _bar(found: Balance) -> str:
    share = found.share
    if share is None:
        return ""
    percent = round(100 * share.value)
    drawn = f'<div class="a" style="width:{percent}%"></div><div class="b" style="width:{100 - percent}%"></div>'
    between = ""
    if share.low is not None and share.high is not None:
        between = f" (waarschijnlijk tussen {round(100 * share.low)}% en {round(100 * share.high)}%)"
    said = f"{percent}% van de zinnen met een kant staat links{between}."
    label = f'role="img" aria-label="{escape(said)}"'
    return f'<div class="bar" {label}>{drawn}</div><p class="small">{escape(said)}</p>'


def _points(index: MapIndex, debate: Debate, found: Balance) -> str:
    sides = zip(debate.poles, (found.a, found.b), strict=True)
    columns = "".join(_column(index, debate, pole, side) for pole, side in sides)
    return f'<div class="group"><h3>Sterkste punten</h3><div class="sides">{columns}</div></div>'


def _column(index: MapIndex, debate: Debate, pole: Pole, side: SideCount) -> str:
    points = strongest_points(index, debate.id, pole.id)[:POINTS_SHOWN]
    items = "".join(f"<li>{_point(index, point)}</li>" for point in points)
    content = f"<ol>{items}</ol>" if items else '<p class="small">Geen punten.</p>'
    head = f"<strong>{_MARKS[pole.id]} {escape(pole.name)}</strong>"
    return f'<div class="side {pole.id.value}">{head}{content}{_everything(index, side)}</div>'


def _everything(index: MapIndex, side: SideCount) -> str:
    """All sentences on a side, closed: for whoever searches."""
    if not side.sentences:
        return ""
    items = "".join(f"<li>{_said(index, index.sentences[name])}</li>" for name in side.sentences)
    count = plural(len(side.sentences), "sentence", LANGUAGE)
    return f'<details class="all"><summary>Alles aan deze kant: {count}</summary><ul>{items}</ul></details>'


def _point(index: MapIndex, point: KeyPoint) -> str:
    members = [index.sentences[member] for member in point.members[:MEMBERS_SHOWN]]
    quotes = "".join(_quote(index, one) for one in members)
    count = plural(point_weight(index, point), "sentence", LANGUAGE)
    return f"{escape(point.text)}<details><summary>{count}</summary>{quotes}</details>"


def _quote(index: MapIndex, sentence: Sentence) -> str:
    return f"<blockquote>{_said(index, sentence)}</blockquote>"


def _said(index: MapIndex, sentence: Sentence) -> str:
    return f'{escape(sentence.text)}<br><span class="small">{_origin(index, sentence)}</span>'


def _origin(index: MapIndex, sentence: Sentence) -> str:
    document = index.documents[sentence.document]
    speaker = speaker_name(sentence.speaker, LANGUAGE)
    doubt = "" if sentence.judgement.certain else "onzeker"
    parts = (_role(sentence.role), speaker, document.title or document.source, document.date or "", doubt)
    return escape(" · ".join(part for part in parts if part))


def _role(role: Role) -> str:
    return "" if role is Role.NONE else ROLES[role][LANGUAGE]


def _criticism(index: MapIndex, debate: Debate) -> str:
    """Criticism that no sentence attacks, the side that it speaks for in front."""
    attacked = {relation.target for relation in index.map.relations if relation.type is RelationType.ATTACK}
    found = [one for one in index.about(debate.id) if one.role is Role.CRITICISM and one.id not in attacked]
    return _list("Kritiek waarop niemand ingaat", (_marked(index, one, debate) for one in found))


def _recommendations(index: MapIndex, debate: Debate) -> str:
    found = [one for one in index.about(debate.id) if one.role is Role.RECOMMENDATION]
    found.sort(key=lambda one: (one.addressee is None, one.addressee or ""))
    return _list("Aanbevelingen", (_advice(index, one, debate) for one in found))


def _advice(index: MapIndex, sentence: Sentence, debate: Debate) -> str:
    addressee = f"<strong>Aan {escape(_inside(sentence.addressee))}:</strong> " if sentence.addressee else ""
    return addressee + _marked(index, sentence, debate)


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: its article in small letters."""
    return name[0].lower() + name[1:] if name.startswith(("De ", "Het ", "Een ")) else name


def _marked(index: MapIndex, sentence: Sentence, debate: Debate) -> str:
    side = sentence.side(debate.id) or Side.NEUTRAL
    return f"{_MARKS[side]} {_said(index, sentence)}"


def _list(title: str, items: Iterable[str]) -> str:
    drawn = "".join(f"<li>{item}</li>" for item in items)
    return f'<div class="group"><h3>{escape(title)}</h3><ul>{drawn}</ul></div>' if drawn else ""


def _documents(argument_map: ArgumentMap) -> str:
    rows = [(one.title or one.source, one.author or "", one.date or "", one.source) for one in argument_map.documents]
    return f"<section><h2>Teksten</h2>{_table(('titel', 'auteur', 'datum', 'bron'), rows)}</section>"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(_rows(rows))}</tbody></table>"


def _rows(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"


def _trust(index: MapIndex) -> str:
    judged = [one.judgement for one in index.map.sentences if one.kind is Kind.SENTENCE]
    by_model = [one for one in judged if one.maker == "model"]
    share = round(100 * sum(not one.certain for one in by_model) / len(by_model)) if by_model else 0
    who = "Een taalmodel heeft deze zinnen beoordeeld, geen mens."
    if others := len(judged) - len(by_model):
        count = plural(len(judged), "sentence", LANGUAGE)
        who = f"Een taalmodel heeft deze zinnen beoordeeld; bij {others} van de {count} geldt het oordeel van een mens."
    said = (
        f"{who} Het model vergist zich, vooral bij ironie en bij standpunten die iemand van een ander weergeeft. "
        f"Van de rollen noemt het zelf {share}% onzeker. Lees zinnen na in hun verband voordat u er iets op bouwt."
    )
    if not by_model:
        said = "Dit zijn de oordelen van mensen of van een ander programma, niet van het taalmodel van debatkaart."
    return f"<h2>Hoe zeker is dit?</h2><p>{escape(said)}</p>"
