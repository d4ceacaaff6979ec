"""Markdown to plain text, a blank line between blocks."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.reading._decoding import decode
from corpus.reading._extract import Extract, extractor_name, iso_date, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A---[ \t]{0,9}\r?\n((?:(?!---)[^\n]{0,2000}\n){0,100})---[ \t]{0,9}(?:\r?\n|\Z)")
TAG = re.compile(r"<!--.{0,10000}?-->|<[^<>]{0,1000}>", re.DOTALL)


def read_markdown(raw: bytes, *, source: str) -> Extract:
    """The blocks as paragraphs; bullets become "- ", the first heading is the title where no front matter names it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 (heavy)

    fields, body = _split_front_matter(decode(raw, source=source))
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return Extract(
        text="\n\n".join(_blocks(tokens)),
        extractor=extractor_name("markdown-it-py"),
        title=_first(fields, "title", "titel") or _first_heading(tokens),
        author=_first(fields, "author", "auteur") or None,
        date=iso_date(_first(fields, "date", "datum")),
    )


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    found = FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    pairs = (line.partition(":") for line in found[1].splitlines())
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}, text[found.end() :]


def _first(fields: dict[str, str], *names: str) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _first_heading(tokens: "Sequence[Token]") -> str:
    return next(
        (one_line(_inline_text(after)) for token, after in pairwise(tokens) if token.type == "heading_open"), ""
    )


def _blocks(tokens: "Sequence[Token]") -> Iterator[str]:
    marker = ""
    for token in tokens:
        if token.type == "list_item_open":
            # An ordered item carries its number in `info`, a bullet carries nothing.
            marker = f"{token.info}{token.markup} " if token.info else "- "
        text = _block_text(token)
        if text:
            yield marker + text
            marker = ""


def _block_text(token: "Token") -> str:
    if token.type == "inline":
        return _inline_text(token).strip()
    if token.type in ("fence", "code_block"):
        return token.content.strip()
    return TAG.sub("", token.content).strip() if token.type == "html_block" else ""


def _inline_text(token: "Token") -> str:
    return "".join(map(_piece, token.children or ()))


def _piece(token: "Token") -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        return _inline_text(token)
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
