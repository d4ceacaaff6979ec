import pytest

from pipeline._errors import MapUnreadable
from pipeline.export import _bounds
from pipeline.export.registry import FORMATS


def faults(text):
    return [(one.path, one.message("nl")) for one in FORMATS["argdown"].check(text.encode(), source="bestand")]


GOOD = """===
title: Parkeren
===

/* een opmerking
   op twee regels */
# Parkeren // kort

[Gratis]: Parkeren moet gratis zijn. {bron: "brief", blad: 2}
  + <Klanten>: Winkels trekken meer klanten; zie https://voorbeeld.nl.
    - [Duur]
  +> [Vol]

[Vol]: De straten staan vol.
[Duur]: Het kost de stad geld.
  >< [Gratis]

<Klanten>

(1) [Rust]: Zonder auto's is het stil.
----
(2) [Wonen]: Dus wonen mensen er graag.
  + een grond zonder naam
"""


def test_a_good_file_has_no_faults():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ("[A]: een\n  + [B]", "line[2]", "[B] heeft nergens een tekst"),
        ("[A]", "line[1]", "[A] heeft nergens een tekst"),
        ("[A]: een\n  + <A>", "line[2]", "<A> heeft nergens een tekst"),
        ("  + [A]\n\n[A]: een", "line[1]", "boven dit verband staat niets"),
        ("[A]: een\n\n  + [A]", "line[3]", "boven dit verband staat niets"),
        ("[A]: een\n  - [A]", "line[2]", "[A] staat in verband met zichzelf"),
        ("[A]: een {b: 1", "line[1]", "de accolade gaat open en niet dicht"),
        ("\n===\ntitle: x\n[A]: een", "line[2]", "de kop eindigt nergens met ==="),
        ("Zomaar een zin.", "line[1]", "dit is geen Argdown: er staat geen kop, bewering of argument in"),
        ("[A]: een\n/* zo gaat het door", "line[2]", "dit commentaar eindigt nergens"),
    ],
)
def test_a_broken_rule_is_named_with_its_line(text, path, reason):
    assert faults(text) == [(path, reason)]


def test_the_parent_of_a_relation_is_the_nearest_line_that_stands_less_deep():
    assert faults("[A]: een\n  + [B]: twee\n  - [C]: drie\n    + [B]") == []
    assert faults("[A]: een\n  + [B]: twee\n    + [A]\n      - [A]") == [
        ("line[4]", "[A] staat in verband met zichzelf")
    ]


def test_what_stands_in_a_comment_is_not_read():
    assert faults("[A]: een // + [B]\n/*\n  + [C]\n*/<!-- [D] -->\n") == []


@pytest.mark.parametrize("piece", ["/* ", "[", "<!--", "  + ", "\\", "{", "// "])
def test_a_hostile_file_is_read_in_one_pass(piece, monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_VALUES", 10**9)
    assert isinstance(faults(piece * 200_000), list)


def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(_bounds, "MOST_ELEMENTS", 100)
    with pytest.raises(MapUnreadable, match="more than 100 elements"):
        faults("[A]: een\n" * 101)
