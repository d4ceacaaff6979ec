"""Parquet: a row for each sentence, with what it supports and attacks."""

import io
from importlib import import_module
from typing import Any

from corpus import ArgumentMap
from pipeline.export._errors import FormatUnavailable
from pipeline.export.records import Record, relation_records, sentence_records

_TEXTS = (
    *("id", "document", "title", "date", "text", "kind", "speaker", "role", "judged_by", "addressee", "duplicate_of"),
)


def dump(argument_map: ArgumentMap) -> bytes:
    """The records of all sentences; the columns have the same types in every map.

    Raises:
        FormatUnavailable: pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    debates = [one.id for one in argument_map.debates]
    table = arrow.Table.from_pylist(_rows(argument_map), schema=_schema(arrow, debates))
    made_by = argument_map.made_by
    table = table.replace_schema_metadata(
        {"software": made_by.software, "model": made_by.model, "created": made_by.created}
    )
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise FormatUnavailable(
            format="Parquet",
            what="pyarrow",
            advice_nl="Installeer het: pip install pyarrow",
            advice_en="Install it: pip install pyarrow",
        ) from error


def _rows(argument_map: ArgumentMap) -> list[Record]:
    relations: dict[str, list[Record]] = {}
    for one in relation_records(argument_map):
        relations.setdefault(one["source"], []).append({key: one[key] for key in ("target", "type", "score")})
    return [{**_clean(one), "relations": relations.get(one["id"], [])} for one in sentence_records(argument_map)]


def _clean(record: Record) -> Record:
    """The record without lone surrogates, which have no UTF-8 form."""
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in record.items()
    }


def _schema(arrow: Any, debates: list[str]) -> Any:
    relation = arrow.struct([("target", arrow.string()), ("type", arrow.string()), ("score", arrow.float64())])
    return arrow.schema(
        [
            *((name, arrow.string()) for name in _TEXTS[:4]),
            *((name, arrow.int64()) for name in ("start", "end")),
            *((name, arrow.string()) for name in _TEXTS[4:8]),
            ("role_score", arrow.float64()),
            ("certain", arrow.bool_()),
            *((name, arrow.string()) for name in _TEXTS[8:]),
            *(field for debate in debates for field in _side_fields(arrow, debate)),
            ("relations", arrow.list_(relation)),
        ]
    )


def _side_fields(arrow: Any, debate: str) -> list[tuple[str, Any]]:
    types = {"side": arrow.string(), "score": arrow.float64(), "certain": arrow.bool_()}
    return [(f"{debate}.{name}", kind) for name, kind in types.items()]
