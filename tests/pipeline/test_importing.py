from pathlib import Path

import pytest

from corpus import DebatesError, Document
from models import Model
from pipeline import _steps
from pipeline._errors import NothingToMap
from pipeline.importing import example_folder, map_each, read_debates, read_folder, read_paste, read_uploads

TEXT = "De gemeente moet bomen planten. Dat kost geld."
CREATED = "2026-01-01T00:00:00Z"


def test_uploads_are_called_by_the_name_that_the_user_knows() -> None:
    gathered = read_uploads([("brief van Jan.txt", TEXT.encode()), ("notulen.md", b"# Notulen\n\nWij kozen.")])
    assert [(one.id, one.source) for one in gathered.documents] == [("d1", "brief van Jan.txt"), ("d2", "notulen.md")]
    assert gathered.documents[0].title == "brief van Jan"
    assert gathered.documents[1].title == "Notulen"


def test_rows_of_an_uploaded_table_keep_their_number() -> None:
    gathered = read_uploads([("antwoorden.csv", b"tekst\nEen zin hier.\nNog een zin.\n")])
    assert [one.source for one in gathered.documents] == ["antwoorden.csv:1", "antwoorden.csv:2"]


@pytest.mark.parametrize("name", ["../../weg.txt", "/etc/passwd.txt", "a\\..\\b.txt", "con.txt", "x" * 5000 + ".txt"])
def test_no_name_of_an_upload_reaches_the_disk(name: str) -> None:
    [document] = read_uploads([(name, TEXT.encode())]).documents
    assert document.text.startswith("De gemeente")


@pytest.mark.parametrize("name", ["foto.png", "zonder", "vreemd.<script>", ""])
def test_an_upload_of_an_unknown_kind_is_refused_by_name(name: str) -> None:
    gathered = read_uploads([(name, b"x"), ("goed.txt", TEXT.encode())])
    assert [one.source for one in gathered.documents] == ["goed.txt"]
    assert [one.fields["source"] for one in gathered.errors] == [name]


def test_a_pasted_text_gets_the_name_that_was_given() -> None:
    [document] = read_paste(TEXT, name="Bomen").documents
    assert (document.title, document.source) == ("Bomen", "Bomen")
    assert read_paste("   …  ", name="Niets").errors[0].fields["source"] == "Niets"


def test_a_folder_is_read_with_what_lies_below_it(tmp_path: Path) -> None:
    (tmp_path / "onder").mkdir()
    (tmp_path / "onder" / "een.txt").write_text(TEXT, encoding="utf-8")
    assert len(read_folder(str(tmp_path)).documents) == 1
    assert len(read_folder(str(tmp_path / "nergens")).errors) == 1


def test_the_examples_are_there() -> None:
    folder = example_folder()
    assert folder is not None
    assert len(read_folder(str(folder)).documents) >= 8


def test_debates_come_from_an_uploaded_file_or_are_refused() -> None:
    with pytest.raises(DebatesError):
        read_debates(b"[]")


def test_what_fails_is_reported_and_the_rest_is_mapped(tiny_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    split = _steps.split_document

    def stumble(document: Document) -> _steps.Split:
        if document.id == "d2":
            raise ValueError("stuk")
        return split(document)

    monkeypatch.setattr(_steps, "split_document", stumble)
    documents = [Document(id=f"d{n}", text=TEXT, source=f"{n}.txt") for n in (1, 2, 3)]
    reported: list[tuple[int, str, str]] = []

    def report(number: int, document: Document, error: Exception | None) -> None:
        reported.append((number, document.id, str(error or "")))

    made = map_each(documents, (), model=tiny_model, created=CREATED, report=report)
    assert [one.id for one in made.documents] == ["d1", "d3"]
    assert {one.document for one in made.sentences} == {"d1", "d3"}
    assert reported == [(0, "d1", ""), (1, "d2", ""), (1, "d2", "stuk"), (2, "d3", "")]


def test_one_document_at_a_time_gives_the_map_that_all_together_give(tiny_model: Model) -> None:
    documents = [Document(id=f"d{n}", text=f"{TEXT} Nummer {n}.", source=f"{n}.txt") for n in (1, 2)]
    one_by_one = map_each(documents, (), model=tiny_model, created=CREATED, report=lambda *_: None)
    together = _steps.build_map(documents, (), model=tiny_model, created=CREATED)
    assert [one.text for one in one_by_one.sentences] == [one.text for one in together.sentences]
    assert [one.role for one in one_by_one.sentences] == [one.role for one in together.sentences]


def test_nothing_to_map_is_an_error(tiny_model: Model) -> None:
    with pytest.raises(NothingToMap):
        map_each([], (), model=tiny_model, created=CREATED, report=lambda *_: None)
