"""Builders of valid nouns; every test says only what matters to it."""

from collections.abc import Callable
from typing import Any

import pytest

from corpus import (
    ArgumentMap,
    Debate,
    Document,
    Judgement,
    Pole,
    Provenance,
    Role,
    Sentence,
    Side,
    Unit,
)


@pytest.fixture
def make_document() -> Callable[..., Document]:
    def make(text: str = "De raad moet kiezen. Dat kan niet wachten.", **changes: Any) -> Document:
        return Document(**{"id": "d1", "source": "brief.txt", "text": text, **changes})

    return make


@pytest.fixture
def make_unit() -> Callable[..., Unit]:
    def make(start: int = 0, end: int = 20, **changes: Any) -> Unit:
        return Unit(start=start, end=end, **changes)

    return make


@pytest.fixture
def make_sentence() -> Callable[..., Sentence]:
    """A sentence at offset `start` whose end follows from its text; `role=` sets the judgement's role."""

    def make(text: str = "De raad moet kiezen.", *, start: int = 0, role: Role = Role.NONE, **changes: Any) -> Sentence:
        values = {"id": "d1.s1", "document": "d1", "start": start, "end": start + len(text), "text": text}
        return Sentence(**{**values, "judgement": Judgement(role=role), **changes})

    return make


@pytest.fixture
def make_debate() -> Callable[..., Debate]:
    def make(
        id: str = "parkeren", a: str = "Parkeren moet gratis blijven.", b: str = "Parkeren moet betaald worden."
    ) -> Debate:
        poles = (Pole(id=Side.A, name="gratis", statement=a), Pole(id=Side.B, name="betaald", statement=b))
        return Debate(id=id, question="Gratis of betaald parkeren?", poles=poles)

    return make


@pytest.fixture
def make_map(
    make_document: Callable[..., Document], make_sentence: Callable[..., Sentence]
) -> Callable[..., ArgumentMap]:
    def make(**changes: Any) -> ArgumentMap:
        made_by = Provenance(software="debatkaart 0.1.0", model="test @ 0", created="2026-01-01T00:00:00Z")
        values: dict[str, Any] = {
            "documents": (make_document(),),
            "sentences": (make_sentence(role=Role.RECOMMENDATION),),
        }
        return ArgumentMap(made_by=made_by, **{**values, **changes})

    return make
