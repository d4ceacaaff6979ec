"""How sure the judgements in a map are, and where a person should look first."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Kind, Role, Sentence
from pipeline.analysis.index import MapIndex, stance_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Of how many judgements how many are uncertain; `ids` are the sentences of those."""

    judged: int
    ids: tuple[str, ...]

    @property
    def share(self) -> float:
        """The uncertain part, 0 where nothing was judged."""
        return len(self.ids) / self.judged if self.judged else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDoubt:
    """A document with the doubt about the roles of its sentences, and what was odd about its text."""

    document: str
    doubt: Doubt
    warnings: tuple[str, ...]


def role_doubt(index: MapIndex) -> Doubt:
    """The doubt about roles, over the sentences of all documents."""
    return _role_doubt(index.map.sentences)


def side_doubt(index: MapIndex, debate: str) -> Doubt:
    """The doubt about sides in one debate."""
    about = index.about(debate)
    return Doubt(judged=len(about), ids=tuple(one.id for one in about if _side_is_doubted(one, debate)))


def role_doubts(index: MapIndex) -> dict[Role, Doubt]:
    """The doubt about each role that was given."""
    found = {role: _role_doubt(one for one in index.map.sentences if one.role is role) for role in Role}
    return {role: doubt for role, doubt in found.items() if doubt.judged}


def document_doubts(index: MapIndex) -> tuple[DocumentDoubt, ...]:
    """The documents, the most doubtful first."""
    found = [
        DocumentDoubt(document=one.id, doubt=_role_doubt(index.sentences_of(one.id)), warnings=one.warnings)
        for one in index.map.documents
    ]
    return tuple(sorted(found, key=lambda one: (-bool(one.warnings), -one.doubt.share)))


def _role_doubt(sentences: Iterable[Sentence]) -> Doubt:
    judged = [one for one in sentences if one.kind is Kind.SENTENCE]
    return Doubt(judged=len(judged), ids=tuple(one.id for one in judged if not one.judgement.certain))


def _side_is_doubted(sentence: Sentence, debate: str) -> bool:
    stance = stance_on(sentence, debate)
    return stance is not None and not stance.certain
