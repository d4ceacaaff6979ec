import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from corpus import Document, ReadError
from corpus.reading import (
    ArchiveTooLarge,
    BinaryFile,
    BrokenJson,
    BrokenRow,
    Columns,
    EmptyDocument,
    EncryptedFile,
    FileMissing,
    FileTooLarge,
    MissingColumn,
    NoReadableFiles,
    ScannedPdf,
    UnknownFormat,
    UnreadableFile,
    read_rows,
    read_sources,
)

DUTCH = "De raad wil het café sluiten, maar de buurt vindt dat een slecht plan."


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Document | ReadError]]:
    """Write one file and read it."""

    def write_and_read(name: str, content: str | bytes, **options: Any) -> list[Document | ReadError]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_sources([str(path)], **options))

    return write_and_read


def document(results: list[Document | ReadError]) -> Document:
    [result] = results
    assert isinstance(result, Document), str(result)
    return result


def error(results: list[Document | ReadError], kind: type[ReadError]) -> str:
    [result] = results
    assert type(result) is kind, str(result)
    for language in ("nl", "en"):
        assert "\n" not in result.message(language)
    return result.message("nl")


def pdf(*pages: list[str], **metadata: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for key, value in metadata.items():
        getattr(canvas, f"set{key}")(value)
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.drawString(72, 760 - 16 * at, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


# --- plain text and encodings


def test_plain_text_is_kept_as_it_is(read: Any) -> None:
    text = f"  {DUTCH}\r\n\r\nTweede\tregel.\r\x0c\u00ad einde \n"
    found = document(read("brief.txt", text))
    assert (found.text, found.extractor, found.title, found.id, found.warnings) == (text, "text 1", "brief", "d1", ())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850"]
)
def test_the_encoding_is_detected(read: Any, encoding: str) -> None:
    text = f"{DUTCH} Geïnteresseerde cliënten zeggen: één reünie."
    assert document(read("brief.txt", text.encode(encoding))).text == text


def test_windows_quotes_and_the_euro_sign_are_read(read: Any) -> None:
    text = "‘Het kost € 5’, zei zij – “te veel”… Dat is het dus, vinden wij."
    assert document(read("brief.txt", text.encode("cp1252"))).text == text


@pytest.mark.parametrize("broken", [DUTCH.replace("é", "Ã©"), "Dat is de burgemeester zâ€™n plan en niet het onze."])
def test_mojibake_is_reported(read: Any, broken: str) -> None:
    assert document(read("brief.txt", broken)).warnings == ("mojibake",)


def test_a_broken_byte_in_utf8_is_reported_and_the_rest_is_right(read: Any) -> None:
    found = document(read("brief.txt", (DUTCH * 3).encode() + b"\xc3"))
    assert found.text == DUTCH * 3 + "\ufffd"
    assert found.warnings == ("mojibake",)


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03 abc" * 50, b"%PDF-1.7 tekst", b"PK\x03\x04rest", bytes(range(256)) * 8]
)
def test_a_binary_file_is_refused(read: Any, content: bytes) -> None:
    assert "brief.txt" in error(read("brief.txt", content), BinaryFile)


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", "***\n---"])
def test_a_file_without_text_is_refused(read: Any, content: str) -> None:
    assert "leeg.txt" in error(read("leeg.txt", content), EmptyDocument)


# --- language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "I think the council should do more about housing for young people in this city."),
        ("de", "Die Gemeinde muss viel mehr für die Menschen in dieser Stadt tun, sagt der Minister."),
        ("af", "Ek dink die regering moet meer doen vir die mense wat nie werk het nie, want hulle ly swaar."),
        ("fy", "Wy moatte mear dwaan foar de minsken yn Fryslân, want it giet net goed mei de taal."),
    ],
)
def test_a_text_that_is_not_dutch_is_flagged(read: Any, code: str, text: str) -> None:
    found = document(read("tekst.txt", text))
    assert (found.language, found.warnings) == (code, ("not-dutch",))


def test_a_text_too_short_to_tell_counts_as_dutch(read: Any) -> None:
    assert document(read("tekst.txt", "Yes, of course!")).language == "nl"


# --- markdown


def test_markdown_becomes_blocks(read: Any) -> None:
    source = (
        "# Het *plan*\n\nEen zin die\ndoorloopt met [een link](http://x.nl) &amp; meer.\n\n"
        "- eerste punt\n- tweede `punt`\n\n1. een\n2. twee\n\n> Een citaat.\n\n<!-- weg -->\n"
    )
    found = document(read("plan.md", source))
    assert found.text.split("\n\n") == [
        "Het plan",
        "Een zin die doorloopt met een link & meer.",
        "- eerste punt",
        "- tweede punt",
        "1. een",
        "2. twee",
        "Een citaat.",
    ]
    assert found.title == "Het plan"
    assert found.extractor.startswith("markdown-it-py ")


def test_front_matter_of_markdown_is_metadata(read: Any) -> None:
    found = document(read("plan.md", f"---\ntitel: 'Mijn plan'\nauteur: Ans Vos\ndatum: 3-5-2025\n---\n\n{DUTCH}\n"))
    assert (found.title, found.author, found.date, found.text) == ("Mijn plan", "Ans Vos", "2025-05-03", DUTCH)


# --- web pages

PARAGRAPHS = "".join(f"<p>{DUTCH} Dit is alinea {n} van het verhaal over de stad.</p>" for n in range(6))
PAGE = f"""<!DOCTYPE html><html lang="nl"><head><title>Stadskrant</title>
<meta name="author" content="Piet Bos"><meta property="article:published_time" content="2025-04-02T10:00:00+02:00">
<meta property="og:title" content="Het café dicht"></head><body><nav><a href="/">Home</a><a href="/s">Sport</a></nav>
<article><h1>Het café dicht</h1>{PARAGRAPHS}</article>
<ol class="comment-list"><li class="comment even"><article class="comment-body">
<div class="comment-author"><cite class="fn">Jan Mulder</cite> <span class="says">zegt:</span></div>
<div class="comment-content"><p>Ik ben het hier niet mee eens.</p><p>Helemaal niet.</p></div></article>
<ol class="children"><li class="comment"><article class="comment-body">
<div class="comment-author"><b class="fn">Els</b></div>
<div class="comment-content"><p>Ik juist wel.</p></div></article></li></ol></li></ol>
<footer>Alle rechten voorbehouden</footer></body></html>"""


def test_a_web_page_gives_article_metadata_and_comments_with_authors(read: Any) -> None:
    found = document(read("pagina.html", PAGE))
    assert "Dit is alinea 5 van het verhaal over de stad." in found.text
    assert "Sport" not in found.text
    assert "Jan Mulder:\nIk ben het hier niet mee eens.\n\nHelemaal niet.\n\nEls:\nIk juist wel." in found.text
    assert found.text.count("Ik juist wel.") == 1
    assert (found.title, found.author, found.date) == ("Het café dicht", "Piet Bos", "2025-04-02")
    assert found.extractor.startswith("trafilatura ")


def test_comments_in_schema_org_markup_keep_their_author(read: Any) -> None:
    comment = (
        '<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope>'
        '<span itemprop="name">Kees</span></span><div itemprop="text">Dat klopt volgens mij niet.</div></div>'
    )
    found = document(read("pagina.htm", f"<html><body><article>{PARAGRAPHS}</article>{comment}</body></html>"))
    assert found.text.endswith("Kees:\nDat klopt volgens mij niet.")


def test_a_web_page_names_its_own_encoding(read: Any) -> None:
    page = f'<?xml version="1.0"?><html><head><meta charset="ISO-8859-1"></head><body>{PARAGRAPHS}</body></html>'
    assert "café" in document(read("pagina.html", page.encode("latin-1"))).text


def test_a_web_page_of_one_line_is_still_read(read: Any) -> None:
    assert "slecht plan" in document(read("kort.html", f"<p>{DUTCH}</p>")).text


def test_cells_of_a_table_on_a_page_are_lines_and_a_byline_is_a_name(read: Any) -> None:
    table = "<table><tr><th>Jaar</th><th>Kosten</th></tr><tr><td>2020</td><td>veel geld</td></tr></table>"
    head = '<head><meta name="author" content="Door Ans Vos"></head>'
    found = document(read("tabel.html", f"<html>{head}<body><article>{PARAGRAPHS}{table}</article></body></html>"))
    assert found.text.split("\n\n")[-4:] == ["Jaar", "Kosten", "2020", "veel geld"]
    assert found.author == "Ans Vos"


@pytest.mark.parametrize("content", ["<html><body><script>x=1</script></body></html>", "<!-- niets -->", ""])
def test_a_web_page_without_text_is_refused(read: Any, content: str) -> None:
    error(read("leeg.html", content), EmptyDocument)


def test_a_deeply_nested_web_page_ends_without_a_traceback(read: Any) -> None:
    [result] = read("diep.html", "<div>" * 20_000 + DUTCH)
    assert isinstance(result, Document | ReadError)


# --- pdf


def test_a_pdf_loses_running_heads_and_line_end_hyphens(read: Any) -> None:
    pages = [
        ["Nota Wonen", f"De ge-{n}", "De gemeente wil meer wo-", "ningen en voor-", "en nadelen wegen.", f"Pagina {n}"]
        for n in (1, 2, 3)
    ]
    for page in pages:
        page[1] = {"1": "Eerst dit.", "2": "Dan dat.", "3": "Ten slotte nog iets."}[page[1][-1]]
    found = document(read("nota.pdf", pdf(*pages, Title="Nota Wonen 2025", Author="Gemeente Ons Dorp")))
    assert "Nota Wonen" not in found.text
    assert "Pagina" not in found.text
    assert "Eerst dit." in found.text
    assert "Ten slotte nog iets." in found.text
    assert (found.title, found.author) == ("Nota Wonen 2025", "Gemeente Ons Dorp")
    assert found.extractor.startswith("pypdf ")


def test_a_pdf_without_letters_is_called_a_scan(read: Any) -> None:
    assert "OCR" in error(read("scan.pdf", pdf([])), ScannedPdf)


@pytest.mark.parametrize("content", [b"", b"geen pdf", b"%PDF-1.7\n%%EOF", pdf([DUTCH])[:300]])
def test_a_broken_pdf_is_refused(read: Any, content: bytes) -> None:
    assert "stuk.pdf" in error(read("stuk.pdf", content), UnreadableFile)


def test_a_pdf_with_a_password_is_refused(read: Any) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([DUTCH]))))
    writer.encrypt("geheim", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    assert "wachtwoord" in error(read("slot.pdf", target.getvalue()), EncryptedFile)


# --- docx


def word(make: Callable[[Any], None]) -> bytes:
    made = docx.Document()
    make(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_a_word_document_is_read_in_order(read: Any) -> None:
    def fill(made: Any) -> None:
        made.add_heading("Het voorstel", 1)
        made.add_paragraph(DUTCH)
        made.add_paragraph("eerste punt", style="List Bullet")
        table = made.add_table(rows=1, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Voor"
        table.cell(0, 2).text = "Tegen"
        made.add_paragraph("Slot.")
        made.core_properties.author = "Ans Vos"

    found = document(read("voorstel.docx", word(fill)))
    assert found.text.split("\n\n") == ["Het voorstel", DUTCH, "- eerste punt", "Voor", "Tegen", "Slot."]
    assert (found.title, found.author, found.date) == ("Het voorstel", "Ans Vos", None)
    assert found.extractor.startswith("python-docx ")


def test_tracked_changes_and_form_fields_are_read_as_accepted(read: Any) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    paragraphs = (
        f"<w:p>{run.format('Dat kost ')}<w:ins w:id='1' w:author='A'>{run.format('veel ')}</w:ins>"
        "<w:del w:id='2' w:author='A'><w:r><w:delText>weinig </w:delText></w:r></w:del>"
        f"<w:hyperlink>{run.format('geld.')}</w:hyperlink></w:p>",
        f"<w:sdt><w:sdtContent><w:p>{run.format('In een veld.')}</w:p></w:sdtContent></w:sdt>",
    )

    def fill(made: Any) -> None:
        for at, content in enumerate(paragraphs):
            made.element.body.insert(at, parse_xml(content.replace(">", f" {nsdecls('w')}>", 1)))

    assert document(read("wijzigingen.docx", word(fill))).text == "Dat kost veel geld.\n\nIn een veld."


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04 stuk"])
def test_a_broken_word_document_is_refused(read: Any, content: bytes) -> None:
    assert "stuk.docx" in error(read("stuk.docx", content), UnreadableFile)


def test_a_zip_that_is_no_word_document_is_refused(read: Any) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")
    error(read("zip.docx", target.getvalue()), UnreadableFile)


def test_a_word_document_that_unpacks_to_too_much_is_refused(read: Any) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(201):
            part.write(b" " * 1_000_000)
    assert "200 MB" in error(read("bom.docx", target.getvalue()), ArchiveTooLarge)


def test_an_old_or_locked_word_document_is_refused(read: Any) -> None:
    error(read("oud.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), EncryptedFile)


# --- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_row_of_a_csv_is_a_document(read: Any, delimiter: str) -> None:
    rows = [["naam", "Tekst", "datum"], ["Jan", f'"{DUTCH}\nEn, of; ""nee""."', "1-2-2025"], ["Els", '" "', ""]]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    found = document(read("poll.csv", content, columns=Columns(author="naam")))
    assert found.text == f'{DUTCH}\nEn, of; "nee".'
    assert (found.source.rsplit("/")[-1], found.author, found.date) == ("poll.csv:1", "Jan", "2025-02-01")
    assert (found.title, found.extractor) == ("poll 1", "csv 1")


def test_a_csv_of_one_column_keeps_commas_in_its_texts(read: Any) -> None:
    results = read("een.csv", "antwoord\nJa, dat is goed, vind ik.\nNee; liever niet.\n")
    assert [found.text for found in results] == ["Ja, dat is goed, vind ik.", "Nee; liever niet."]
    assert [found.id for found in results] == ["d1", "d2"]


def test_excel_may_state_the_delimiter(read: Any) -> None:
    assert document(read("sep.csv", "sep=;\r\nid;tekst\r\n1;Goed, zo\r\n")).text == "Goed, zo"


def test_a_cell_may_be_longer_than_csv_expects(read: Any) -> None:
    assert len(document(read("lang.csv", f"id,text\n1,{'woord ' * 40_000}\n")).text) == 240_000


def test_a_csv_row_with_too_many_cells_is_named(read: Any) -> None:
    assert "rij 2" in error(read("rij.csv", "id,text\n1,goed\n2,dit, is te veel\n3,goed\n"), BrokenRow)


def test_a_table_without_a_text_column_lists_what_it_has(read: Any) -> None:
    message = error(read("kolom.csv", "id,reactie\n1,Goed zo\n"), MissingColumn)
    assert "'id', 'reactie'" in message


def test_a_wrong_column_name_is_refused(read: Any) -> None:
    message = error(read("kolom.csv", "id,text\n1,Goed zo\n", columns=Columns(text="tekts")), MissingColumn)
    assert "'tekts'" in message
    assert "'text'" in message


def test_each_line_of_a_jsonl_is_a_document(read: Any) -> None:
    lines = [{"text": DUTCH, "title": "Een", "author": "Jan"}, {"text": None}, {"text": "Goed zo, \ud800 \u2028 ja."}]
    results = read("rijen.jsonl", "\n\n".join(json.dumps(line, ensure_ascii=True) for line in lines))
    assert [(found.text, found.source.rsplit(":")[-1]) for found in results] == [
        (DUTCH, "1"),
        ("Goed zo, ? \u2028 ja.", "5"),
    ]
    assert (results[0].title, results[0].author, results[0].extractor) == ("Een", "Jan", "jsonl 1")


@pytest.mark.parametrize("line", ['{"text": ', "[1, 2]", "niets", "[" * 100_000, '{"text": 1' + "1" * 5000 + "}"])
def test_broken_json_names_its_line(read: Any, line: str) -> None:
    assert "regel 2" in error(read("stuk.jsonl", '{"text": "Goed zo"}\n' + line), BrokenJson)


def test_rows_keep_all_columns_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(" id ;tekst;leeg\n1;Goed;\n2;;x\n")
    (tmp_path / "a.jsonl").write_text('{"tekst": "Goed", "n": 1.5}\n{"tekst": "Nee", "extra": [1]}\n')
    assert read_rows(tmp_path / "a.csv", text_column="tekst") == (
        [" id ", "tekst", "leeg"],
        [{" id ": "1", "tekst": "Goed", "leeg": ""}, {" id ": "2", "tekst": "", "leeg": "x"}],
    )
    names, rows = read_rows(tmp_path / "a.jsonl", text_column="tekst")
    assert names == ["tekst", "n", "extra"]
    assert rows == [{"tekst": "Goed", "n": 1.5}, {"tekst": "Nee", "extra": [1]}]


@pytest.mark.parametrize(
    ("name", "kind"), [("weg.csv", FileMissing), ("a.txt", UnknownFormat), ("b.csv", MissingColumn)]
)
def test_rows_of_a_wrong_file_are_refused(tmp_path: Path, name: str, kind: type[ReadError]) -> None:
    (tmp_path / "a.txt").write_text("tekst")
    (tmp_path / "b.csv").write_text("a,b\n1,2\n")
    with pytest.raises(kind):
        read_rows(tmp_path / name, text_column="tekst")


# --- folders, standard input, limits


def test_one_bad_file_of_many_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"t{n:02}.txt").write_bytes(bytes(50) if n == 7 else DUTCH.encode())
    results = list(read_sources([str(tmp_path)]))
    documents = [found for found in results if isinstance(found, Document)]
    assert [found.id for found in documents] == [f"d{n}" for n in range(1, 20)]
    assert "t07.txt" in error([results[7]], BinaryFile)


def test_a_folder_is_read_sorted_with_its_subfolders_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", ".git/x.txt", ".hidden.txt", "foto.png", "~$b.docx", "a/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(DUTCH)
    results = list(read_sources([str(tmp_path)]))
    assert [Path(found.source).name for found in results if isinstance(found, Document)] == ["c.md", "z.TXT", "b.txt"]
    assert len(results) == 3


def test_a_folder_without_readable_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(b"x")
    assert ".docx" in error(list(read_sources([str(tmp_path)])), NoReadableFiles)


def test_an_unknown_suffix_is_refused_when_named(read: Any) -> None:
    assert "foto.png" in error(read("foto.png", b"x"), UnknownFormat)


@pytest.mark.parametrize("source", ["bestaat-niet.txt", "x" * 5000, "a\0b.txt", "{source}.txt", ""])
def test_a_missing_file_is_refused(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [result] = read_sources([source])
    assert isinstance(result, FileMissing | NoReadableFiles)


def test_standard_input_is_text() -> None:
    found = document(list(read_sources(["-"], stdin=io.BytesIO(DUTCH.encode("cp1252")))))
    assert (found.text, found.source, found.extractor) == (DUTCH, "stdin", "text 1")
    error(list(read_sources(["-"], stdin=io.BytesIO())), EmptyDocument)


@pytest.mark.parametrize(("name", "limit"), [("a.txt", 50), ("a.csv", 50), ("a.html", 20), ("a.pdf", 20)])
def test_a_file_above_its_limit_is_refused(tmp_path: Path, name: str, limit: int) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(limit * 1_000_000 + 1)
    assert f"{limit} MB" in error(list(read_sources([str(tmp_path / name)])), FileTooLarge)


@pytest.mark.parametrize("piece", ["<", "-", "\u00ad\n", "a-\n", "---\n", "Ã", "<!--", "| ", "[", "* ", '"'])
@pytest.mark.parametrize("name", ["vijand.txt", "vijand.md", "vijand.csv", "vijand.html"])
def test_hostile_repetition_ends(read: Any, name: str, piece: str) -> None:
    results = read(name, "tekst,b\n" + piece * (20_000 // len(piece)))
    assert results
    assert all(isinstance(result, Document | ReadError) for result in results)


def test_importing_the_reader_is_light() -> None:
    heavy = "{'trafilatura', 'pypdf', 'docx', 'py3langid', 'numpy', 'lxml', 'markdown_it', 'torch'}"
    code = f"import sys, corpus.reading; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
