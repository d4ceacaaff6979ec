"""The formats of files with labels, by the name that the command line and the dashboard use."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.labels.cas import read_cas, write_cas
from pipeline.labels.exchange import Reader, Writer
from pipeline.labels.jsonl import read_jsonl, write_jsonl
from pipeline.labels.label_studio import read_label_studio, write_label_studio
from pipeline.labels.prodigy import read_prodigy, write_prodigy
from pipeline.labels.table import read_csv, write_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFormat:
    """A format with what reads and writes it; `name` is what people call it."""

    name: str
    suffix: str
    read: Reader
    write: Writer


FORMATS: Mapping[str, LabelFormat] = {
    "jsonl": LabelFormat(name="JSONL (debatkaart)", suffix=".jsonl", read=read_jsonl, write=write_jsonl),
    "csv": LabelFormat(name="CSV", suffix=".csv", read=read_csv, write=write_csv),
    "label-studio": LabelFormat(name="Label Studio", suffix=".json", read=read_label_studio, write=write_label_studio),
    "prodigy": LabelFormat(name="Prodigy", suffix=".jsonl", read=read_prodigy, write=write_prodigy),
    "cas": LabelFormat(name="UIMA CAS (INCEpTION)", suffix=".zip", read=read_cas, write=write_cas),
}
