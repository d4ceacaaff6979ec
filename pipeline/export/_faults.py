"""Faults in foreign files, found and raised in the manner of a map's own checker."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from pipeline._checker import Fault
from pipeline._errors import MapRefused
from pipeline._exchange_texts import FAULTS


class Shape(BaseModel):
    """Part of a foreign format; keys that it does not know are accepted."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, allow_inf_nan=False)


def fault(path: str, rule: str, **fields: object) -> Fault:
    """The broken rule `rule` at `path`."""
    texts = FAULTS[rule]
    return Fault(path=path, reasons={"nl": texts["nl"].format(**fields), "en": texts["en"].format(**fields)})


def repeated_faults(ids: Iterable[object], *, path: str) -> Iterator[Fault]:
    """A fault for each id that was there already; `path` has a place for the index."""
    seen: set[str] = set()
    for index, found in enumerate(ids):
        name = str(found)
        if name in seen:
            yield fault(path.format(index), "repeated", id=name)
        seen.add(name)


def refuse(faults: Sequence[Fault], *, source: str) -> None:
    """Raise `MapRefused` where there are faults."""
    if faults:
        first = faults[0]
        fields = {"path": first.path, "reason_nl": first.message("nl"), "reason_en": first.message("en")}
        raise MapRefused(source=source, faults=faults, count=len(faults), **fields)
