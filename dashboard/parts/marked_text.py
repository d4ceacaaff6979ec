"""A source text with its sentences marked in place: our own component, which writes text as text nodes only."""

from collections.abc import Sequence
from typing import TypedDict

import streamlit as st

NAME = "debatkaart.marked_text"


class Piece(TypedDict, total=False):
    """A piece of the text as the component draws it; only `text` is always there.

    Attributes:
        tag: What stands before a marked sentence: sign and name of side and role.
        side: "a", "b" or "neutral", for the colour.
        doubt: True where the judgement is uncertain.
        facts: Lines of the card that hover or focus shows.
    """

    id: str
    text: str
    tag: str
    side: str
    doubt: bool
    heading: bool
    faint: bool
    speaker: str
    facts: list[str]


_CSS = """

.scroller { position: relative; height: max(18rem, calc(100vh - 22rem)); overflow-y: auto;
  border: 1px solid var(--st-border-color, #8885);
  border-radius: .5rem; padding: 1rem 1.25rem 1.5rem 9.5rem; color: var(--st-text-color); }
.scroller:focus-visible { outline: 2px solid var(--st-primary-color); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; font-family: var(--st-font); font-size: 1rem;
  line-height: 1.75; max-width: 44rem; unicode-bidi: plaintext; }
.speaker { position: absolute; left: .75rem; width: 8rem; font-size: .8rem; line-height: 1.3; padding-top: .3rem;
  opacity: .85; white-space: normal; font-weight: 600; text-align: right; overflow-wrap: anywhere; }
.heading { font-weight: 700; font-size: 1.1rem; }
.faint { opacity: .72; }
.mark { border-radius: .2rem; padding: .1rem .15rem; cursor: help; border-bottom: 2px solid var(--colour);
  background: color-mix(in srgb, var(--colour) 13%, transparent); -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }
.mark.doubt { border-bottom-style: dotted; background: color-mix(in srgb, var(--colour) 5%, transparent); }
.mark:focus-visible { outline: 2px solid var(--st-primary-color); }
.current { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.a { --colour: #2f7fc1; } .b { --colour: #d9661f; } .neutral, .none { --colour: #7f8790; }
.tag { font-size: .72rem; font-weight: 600; white-space: nowrap; border: 1px solid var(--colour); border-radius: .6rem;
  padding: .05rem .4rem; margin-right: .35rem; vertical-align: .08em; color: var(--st-text-color);
  background: var(--st-background-color); unicode-bidi: isolate; }
.card { position: fixed; z-index: 10; max-width: 24rem; padding: .6rem .8rem; border-radius: .4rem; font-size: .85rem;
  line-height: 1.4; background: var(--st-background-color); color: var(--st-text-color); pointer-events: none;
  border: 1px solid var(--st-border-color, #8888); box-shadow: 0 4px 16px #0004; display: none; }
.card.shown { display: block; }
.card div + div { margin-top: .2rem; }
@media (max-width: 700px) { .scroller { padding-left: 1rem; } .speaker { position: static; display: block;
  text-align: left; width: auto; } }
"""

_HTML = """
<div class="scroller" tabindex="0" role="region"><div class="text"></div></div>
<div class="card" role="tooltip" id="card"></div>
"""

# Only textContent and setAttribute: nothing in a text can become an element.
_JS = """
export default function ({ data, parentElement }) {
  const scroller = parentElement.querySelector(".scroller");
  const text = parentElement.querySelector(".text");
  const card = parentElement.querySelector(".card");
  scroller.setAttribute("aria-label", data.label);
  text.setAttribute("lang", data.lang);

  const hide = () => card.classList.remove("shown");
  const show = (element, facts) => {
    card.replaceChildren(...facts.map((fact) => {
      const line = document.createElement("div");
      line.textContent = fact;
      return line;
    }));
    card.classList.add("shown");
    const box = element.getClientRects()[0];
    const size = card.getBoundingClientRect();
    const below = box.bottom + 8 + size.height < window.innerHeight;
    card.style.top = (below ? box.bottom + 8 : Math.max(8, box.top - size.height - 8)) + "px";
    card.style.left = Math.max(8, Math.min(box.left, window.innerWidth - size.width - 16)) + "px";
  };

  const draw = (piece) => {
    const part = document.createElement("span");
    if (piece.heading) part.className = "heading";
    if (piece.faint) part.className = "faint";
    if (piece.tag) {
      part.className = "mark " + piece.side + (piece.doubt ? " doubt" : "");
      part.tabIndex = 0;
      part.setAttribute("role", "note");
      part.setAttribute("aria-label", piece.tag + ". " + piece.text + ". " + piece.facts.join(". "));
      const tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = piece.tag;
      part.append(tag);
      part.onmouseenter = part.onfocus = () => show(part, piece.facts);
      part.onmouseleave = part.onblur = hide;
    }
    part.append(document.createTextNode(piece.text));
    if (piece.id) part.dataset.sentence = piece.id;
    if (!piece.speaker) return [part];
    const speaker = document.createElement("span");
    speaker.className = "speaker";
    speaker.textContent = piece.speaker;
    return [speaker, part];
  };

  // Two speakers who begin on one line would be written over each other.
  const stack = () => {
    const speakers = [...text.querySelectorAll(".speaker")];
    for (const speaker of speakers) speaker.style.top = "";
    const boxes = speakers.map((speaker) => [speaker.offsetTop, speaker.offsetHeight]);
    let free = 0;
    speakers.forEach((speaker, place) => {
      const [top, height] = boxes[place];
      speaker.style.top = Math.max(top, free) + "px";
      free = Math.max(top, free) + height;
    });
  };

  const seen = JSON.stringify([data.document, data.version]);
  if (text.dataset.seen !== seen) {
    text.replaceChildren(...data.pieces.flatMap(draw));
    text.dataset.seen = seen;
    scroller.scrollTop = 0;
    stack();
  }
  text.watcher ??= new ResizeObserver(stack);
  text.watcher.observe(text);
  scroller.onscroll = hide;
  for (const old of text.querySelectorAll(".current")) {
    old.classList.remove("current");
    old.removeAttribute("aria-current");
  }
  const current = data.current && [...text.children].find((part) => part.dataset.sentence === data.current);
  if (current) {
    current.classList.add("current");
    current.setAttribute("aria-current", "true");
    const place = current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += place - scroller.clientHeight / 3;
  }
  return hide;
}
"""


def marked_text(
    pieces: Sequence[Piece], *, document: str, version: str, current: str | None, label: str, text_language: str
) -> None:
    """Draw the pieces in a box that scrolls to the sentence `current`.

    Args:
        document: Its id.
        version: Something that changes whenever pieces of the same document do.
        label: What a screen reader calls the box.
        text_language: The language of the text ("nl"), for screen readers.
    """
    data = {"pieces": list(pieces), "document": document, "version": version, "current": current, "label": label}
    # Registered at each run: a registration made at import belongs to one runtime, and tests have many.
    component = st.components.v2.component(NAME, html=_HTML, css=_CSS, js=_JS)
    component(data={**data, "lang": text_language}, key="marked-text")
