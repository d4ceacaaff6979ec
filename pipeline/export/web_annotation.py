"""W3C Web Annotation (JSON-LD): each judged sentence as an annotation on its text, by position and by quote.

Positions count Unicode code points from 0, as the recommendation asks. The texts themselves are not in the file.
"""

from typing import Any
from urllib.parse import quote, urlsplit

from corpus import ArgumentMap, Document, Kind, Sentence
from pipeline._map_json import encode
from pipeline.export._links import links_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TERMS = "urn:debatkaart:terms:"
_AROUND = 32


def dump(argument_map: ArgumentMap) -> bytes:
    """Roles and sides as tags, speakers as descriptions, links as annotations that link."""
    documents = {one.id: one for one in argument_map.documents}
    questions = {one.id: one.question for one in argument_map.debates}
    sentences = {one.id: one for one in argument_map.sentences}
    judged = [one for one in argument_map.sentences if one.kind is Kind.SENTENCE]
    items = [_annotation(one, documents[one.document], questions) for one in judged]
    for number, link in enumerate(links_of(argument_map), start=1):
        ends = [_target(sentences[end], documents[sentences[end].document]) for end in (link.source, link.target)]
        score = {} if link.score is None else {"score": link.score}
        items.append(
            {
                "id": f"urn:debatkaart:link:{number}",
                "type": "Annotation",
                "motivation": "linking",
                "body": {**ends[1], "type": "SpecificResource", "purpose": "linking"},
                "relation": f"{_TERMS}{link.type}",
                **score,
                "target": ends[0],
            }
        )
    data = {
        "@context": [CONTEXT, {name: f"{_TERMS}{name}" for name in ("relation", "score", "certain")}],
        "id": "urn:debatkaart:annotations",
        "type": "AnnotationCollection",
        "label": "Argumentenkaart",
        "generator": {"id": "urn:debatkaart", "type": "Software", "name": argument_map.made_by.software},
        "total": len(items),
        "first": {"id": "urn:debatkaart:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return b"".join(encode(data))


def _annotation(sentence: Sentence, document: Document, questions: dict[str, str]) -> dict[str, Any]:
    judgement = sentence.judgement
    bodies = [{**_tag(f"rol: {sentence.role.value}"), "certain": judgement.certain}]
    for stance in judgement.stances:
        tag = _tag(f"{stance.debate}: {stance.side.value}")
        bodies.append({**tag, "certain": stance.certain, "label": questions.get(stance.debate, "")})
    if sentence.speaker is not None:
        spoken = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
        bodies.append({**spoken, "value": f"spreker: {sentence.speaker}"})
    return {
        "id": f"urn:debatkaart:sentence:{_iri(sentence.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software" if judgement.maker == "model" else "Person", "name": judgement.maker},
        "body": bodies,
        "target": _target(sentence, document),
    }


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value}


def _target(sentence: Sentence, document: Document) -> dict[str, Any]:
    text, start, end = document.text, sentence.start, sentence.end
    return {
        "source": _source(document),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": sentence.text,
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


def _source(document: Document) -> str:
    """The address of the text where it has one, otherwise a name made of its hash."""
    address = urlsplit(document.source) if document.source.startswith(("http://", "https://")) else None
    if address is not None and address.netloc:
        return quote(document.source, safe=":/?#[]@!$&'()*+,;=%~")
    return f"urn:sha256:{document.sha256}"


def _iri(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")
