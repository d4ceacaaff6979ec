import base64
import csv
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from corpus import ArgumentMap, Debate, Document, Judgement, Role, Sentence, Side, Stance
from pipeline.export.report import render_report
from pipeline.export.tables import Table, encode_csv, encode_xlsx, safe_cell, tables_of

FORMULAS = ('=HYPERLINK("http://a.test")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1")
MARKUP = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"


@pytest.fixture
def debated(make_map: Callable[..., ArgumentMap], make_debate: Callable[..., Debate]) -> ArgumentMap:
    """A sentence on each side, one of them full of markup."""
    texts = ("Gratis parkeren moet blijven.", MARKUP)
    documents = tuple(
        Document(id=f"d{n}", text=text, source=f"{text}.txt", title=text, author=text) for n, text in enumerate(texts)
    )
    sentences = tuple(
        Sentence(
            id=f"d{n}.s1",
            document=f"d{n}",
            start=0,
            end=len(text),
            text=text,
            speaker=text[:20],
            addressee=text[:20],
            judgement=Judgement(role=Role.RECOMMENDATION, stances=(Stance(debate="parkeren", side=side),)),
        )
        for n, (text, side) in enumerate(zip(texts, (Side.A, Side.B), strict=True))
    )
    return make_map(debates=(make_debate(),), documents=documents, sentences=sentences)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(name="proef", columns=tuple(f"k{n}" for n in range(len(rows[0]))), rows=rows)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_can_become_a_formula(formula: str) -> None:
    assert safe_cell(formula).startswith("'")
    content = encode_csv(table((formula,))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1] == [f"'{formula}"]
    sheet = load_workbook(io.BytesIO(encode_xlsx([table((formula,))])))["proef"]
    assert sheet["A2"].data_type == "s"
    assert str(sheet["A2"].value).startswith("'")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_every_text_survives_csv(cells: list[str]) -> None:
    content = encode_csv(table(tuple(cells))).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1:]
    assert read == [[safe_cell(cell) for cell in cells]] or cells == [""]


def test_text_that_xml_cannot_hold_does_not_break_the_workbook() -> None:
    content = encode_xlsx([table(("een\x00\x1b\ud800twee" + "x" * 40_000,))])
    assert str(load_workbook(io.BytesIO(content))["proef"]["A2"].value).startswith("eentwee")


def test_the_tables_hold_the_whole_map(debated: ArgumentMap) -> None:
    found = {one.name: one for one in tables_of(debated)}
    assert set(found) == {"zinnen", "verbanden", "kernpunten", "documenten", "debatten"}
    assert len(found["zinnen"].rows) == 2
    first = dict(zip(found["zinnen"].columns, found["zinnen"].rows[0], strict=True))
    assert first["rol"] == "recommendation"
    assert first["parkeren.kant"] == "a"
    assert all(len(row) == len(one.columns) for one in found.values() for row in one.rows)


class Tags(HTMLParser):
    """The names of all elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_report_shows_hostile_text_as_text(debated: ArgumentMap) -> None:
    page = render_report(debated, title=MARKUP)
    tags = Tags()
    tags.feed(page)
    assert not tags.found & {"img", "a", "iframe", "link"}
    assert not tags.attributes & {"onerror", "src", "href"}
    assert "&lt;script&gt;" in page


def test_the_only_script_of_the_report_is_the_one_that_its_policy_names(debated: ArgumentMap) -> None:
    page = render_report(debated, title=MARKUP)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_the_report_needs_nothing_from_outside(debated: ArgumentMap) -> None:
    page = render_report(debated, title="Parkeren")
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert "@import" not in page


def test_the_report_tells_balance_recommendations_and_documents(debated: ArgumentMap) -> None:
    page = render_report(debated, title="Parkeren")
    assert 'lang="nl"' in page
    assert "Gratis of betaald parkeren?" in page
    assert "50% van de zinnen met een kant" in page
    assert "Aanbevelingen" in page
    assert "Teksten" in page
    assert "1 zin, 1 tekst, 1 spreker (0 onzeker)" in page


def test_every_sentence_with_a_side_can_be_found_in_the_report(debated: ArgumentMap) -> None:
    page = render_report(debated, title="Parkeren")
    assert page.count("Alles aan deze kant: 1 zin") == 2
    assert page.count("<li>Gratis parkeren moet blijven.") == 1


def test_the_report_says_who_judged(debated: ArgumentMap) -> None:
    assert "beoordeeld, geen mens." in render_report(debated, title="Parkeren")
    first, *others = debated.sentences
    by_person = replace(first, judgement=replace(first.judgement, maker="Ans"))
    both = replace(debated, sentences=(by_person, *others))
    assert "bij 1 van de 2 zinnen geldt het oordeel van een mens" in render_report(both, title="Parkeren")
    alone = replace(debated, sentences=(by_person,))
    assert "niet van het taalmodel van debatkaart" in render_report(alone, title="Parkeren")


def test_an_addressee_is_named_as_inside_a_sentence(debated: ArgumentMap) -> None:
    sentences = tuple(replace(one, addressee="De raad") for one in debated.sentences)
    assert "Aan de raad:" in render_report(replace(debated, sentences=sentences), title="Parkeren")


def test_a_map_without_debates_still_gives_a_report(make_map: Callable[..., ArgumentMap]) -> None:
    assert "<h1>Leeg</h1>" in render_report(make_map(), title="Leeg")
