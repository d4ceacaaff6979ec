"""Web pages: the article by trafilatura, the comments with their authors by a walk of our own.

trafilatura gives comments without who wrote them, so the comments of known markups (WordPress,
schema.org) are taken out of the tree before it looks at the rest.
"""

import re
from typing import TYPE_CHECKING, Any

from corpus.reading._decoding import decode
from corpus.reading._errors import EmptyDocument, UnreadableFile
from corpus.reading._extract import Extract, extractor_name, iso_date, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
HEAD_BYTES = 4096


def _with_class(*names: str) -> str:
    return " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)


# The marks of one whole comment, of its text and of its author, in order of trust.
COMMENT = f"(self::li or self::div or self::article) and ({_with_class('comment')}) or {{schema}}".format(
    schema="contains(@itemtype, 'schema.org/Comment') or contains(@itemtype, 'schema.org/UserComments')"
)
TEXT = (_with_class("comment-content", "comment-text"), "@itemprop='text' or @itemprop='commentText'")
AUTHOR = (
    _with_class("fn"),
    "@itemprop='name' and ancestor::*[@itemprop='author' or @itemprop='creator']",
    "@itemprop='author' or @itemprop='creator'",
    _with_class("comment-author"),
)
_ROW = re.compile(r"\|.*\|")
_BY = re.compile(r"^(?:door|auteur|tekst):? ", re.IGNORECASE)
BLOCK = "self::p or self::li or self::blockquote or self::div"


def read_html(raw: bytes, *, source: str) -> Extract:
    """Article, then comments, a blank line between paragraphs; a known author stands as "Naam:" above a comment.

    Raises:
        EmptyDocument: The page holds no text.
        UnreadableFile: The parser gave up.
    """
    text = decode(raw, source=source, declared=_declared_encoding(raw))
    try:
        return _extract(text, source)
    except EmptyDocument:
        raise
    except Exception as fault:  # The libraries promise no closed set of exceptions.
        raise UnreadableFile(source=source, reason=type(fault).__name__) from fault


def _declared_encoding(raw: bytes) -> str | None:
    found = DECLARED.search(raw[:HEAD_BYTES])
    return found[1].decode("ascii") if found else None


def _extract(text: str, source: str) -> Extract:
    tree = _parse(text)
    if tree is None:
        raise EmptyDocument(source=source)
    comments = _take_comments(tree)
    page = _article(tree)
    blocks = [*_lines(page.get("text")), *_lines(page.get("comments"))] or _all_lines(tree)
    return Extract(
        text="\n\n".join([*blocks, *comments]),
        extractor=extractor_name("trafilatura"),
        title=one_line(page.get("title")) or one_line(tree.findtext(".//title")),
        author=_BY.sub("", one_line(page.get("author"))) or None,
        date=iso_date(page.get("date")),
    )


def _parse(text: str) -> "_Element | None":
    from lxml import etree, html  # noqa: PLC0415 (heavy)

    # Bytes with a stated encoding: lxml refuses a str that carries an XML declaration.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def _article(tree: "_Element") -> dict[str, Any]:
    import trafilatura  # noqa: PLC0415 (heavy)

    # No extensive search: it takes any year in the page, such as that of a copyright line, for the date.
    page = trafilatura.bare_extraction(
        tree,
        favor_recall=True,
        include_comments=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return dict(page.as_dict()) if page is not None else {}


def _lines(text: str | None) -> list[str]:
    """The lines that hold something, each cell of a table ("| a | b |") as one of them."""
    lines = [line.strip() for line in (text or "").splitlines()]
    cells = [piece for line in lines for piece in (line.strip("|").split("|") if _ROW.fullmatch(line) else [line])]
    return [cell.strip() for cell in cells if cell.strip(" -|")]


def _all_lines(tree: "_Element") -> list[str]:
    for element in _select(tree, "descendant::*[self::script or self::style or self::noscript or self::head]"):
        _drop(element)
    return _lines("\n".join(str(piece) for piece in tree.itertext()))


def _take_comments(tree: "_Element") -> list[str]:
    """The comments in page order, taken out of the tree."""
    found = [(element, _comment_text(element)) for element in _select(tree, f"descendant::*[{COMMENT}]")]
    for element, text in found:
        if text:
            _drop(element)
    return [text for _, text in found if text]


def _comment_text(comment: "_Element") -> str:
    content = _own(comment, TEXT)
    if content is None:
        return ""
    paragraphs = [one_line("".join(map(str, block.itertext()))) for block in _leaf_blocks(content)]
    body = "\n\n".join(filter(None, paragraphs)) or one_line("".join(map(str, content.itertext())))
    author = _own(comment, AUTHOR)
    name = "" if author is None else one_line(author.get("content") or "".join(map(str, author.itertext())))
    return f"{name.rstrip(':')}:\n{body}" if name and body else body


def _own(comment: "_Element", marks: tuple[str, ...]) -> "_Element | None":
    """The first element with one of the marks that belongs to this comment and not to a reply inside it."""
    depth = len(_select(comment, f"ancestor-or-self::*[{COMMENT}]"))
    for mark in marks:
        for element in _select(comment, f"descendant::*[{mark}]"):
            if len(_select(element, f"ancestor::*[{COMMENT}]")) == depth:
                return element
    return None


def _leaf_blocks(content: "_Element") -> list["_Element"]:
    return _select(content, f"descendant::*[({BLOCK}) and not(descendant::*[{BLOCK}])]")


def _select(element: "_Element", path: str) -> list["_Element"]:
    found = element.xpath(path)
    return list(found) if isinstance(found, list) else []  # type: ignore[arg-type]  # These paths select elements only.


def _drop(element: "_Element") -> None:
    """Take the element out of its tree; the text that follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()  # type: ignore[attr-defined]  # The HTML parser makes HtmlElements only.
