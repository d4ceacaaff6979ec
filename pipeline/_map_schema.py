"""The shape of a map file, version 1: what pydantic checks and the published JSON Schema says.

Unknown extra keys are accepted everywhere; rules between elements are the checker's.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_ID = "urn:debatkaart:argument-map:1"

Id = Annotated[str, Field(min_length=1)]
Score = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]
RoleName = Literal["claim", "premise", "criticism", "recommendation", "none"]
SideName = Literal["a", "b", "neutral"]


class _Shape(BaseModel):
    # Docstrings are for readers of this file; in the schema they would only be noise.
    model_config = ConfigDict(extra="allow", strict=True, frozen=True, allow_inf_nan=False)


class MadeBy(_Shape):
    software: str
    model: str
    created: str


class PoleShape(_Shape):
    id: Literal["a", "b"]
    name: str
    statement: Annotated[str, Field(pattern=r"\S")]


class DebateShape(_Shape):
    id: Id
    question: str
    poles: Annotated[list[PoleShape], Field(min_length=2, max_length=2)]


class DocumentShape(_Shape):
    id: Id
    title: str
    source: str
    date: str | None
    author: str | None
    language: str
    extractor: str
    warnings: list[str]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    text: str


class RoleScores(_Shape):
    model_config = ConfigDict(extra="forbid")
    claim: Score
    premise: Score
    criticism: Score
    recommendation: Score
    none: Score


class SideScores(_Shape):
    model_config = ConfigDict(extra="forbid")
    a: Score
    b: Score
    neutral: Score
    unrelated: Score


class StanceShape(_Shape):
    debate: Id
    side: SideName
    scores: SideScores | None
    certain: bool


class ModelJudgement(_Shape):
    role: RoleName
    second_role: RoleName | None = None
    role_scores: RoleScores | None
    stances: list[StanceShape]
    certain: bool = True


class SentenceShape(_Shape):
    id: Id
    document: Id
    start: Offset
    end: Annotated[int, Field(ge=1)]
    text: Annotated[str, Field(min_length=1)]
    kind: Literal["sentence", "heading", "boilerplate"]
    speaker: str | None
    role: RoleName
    second_role: RoleName | None = None
    role_scores: RoleScores | None
    stances: list[StanceShape]
    certain: bool
    judged_by: Id
    model: ModelJudgement | None = None
    addressee: str | None = None
    duplicate_of: Id | None = None
    split: Literal["glue"] | None = None


class RelationShape(_Shape):
    source: Id
    target: Id
    type: Literal["support", "attack"]
    score: Score


class KeyPointShape(_Shape):
    id: Id
    debate: Id
    side: SideName
    text: str
    sentence: Id
    members: Annotated[list[Id], Field(min_length=1)]


class MapShape(_Shape):
    format: Literal["debatkaart/argument-map"]
    version: Literal[1]
    made_by: MadeBy
    debates: list[DebateShape]
    documents: list[DocumentShape]
    sentences: list[SentenceShape]
    relations: list[RelationShape]
    key_points: list[KeyPointShape]


def published_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a map file, as the file in `schema/` publishes it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return {**head, **MapShape.model_json_schema(), "title": "debatkaart argument map, version 1"}
