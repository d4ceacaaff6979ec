"""The errors of the pipeline and its command line; the root and its tree are in `corpus`.

DebatkaartError
├── MapError
│   ├── MapUnreadable     a map file is missing, not UTF-8 or not JSON
│   └── MapRefused        a map breaks rules; carries `faults`
├── WriteError            a file cannot be written; carries `target`
├── WrongUse              the command line contradicts itself; exit code 2
├── RowRefused            a row names an unknown debate; carries `row`
└── NothingToMap          no input gave a text with a sentence
"""

from collections.abc import Mapping
from typing import ClassVar

from corpus import DebatkaartError, Language, MapError


class MapUnreadable(MapError):
    """A map file is missing, not UTF-8 or not JSON."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is geen leesbare argumentenkaart: {reason_nl}.",
        "en": "{source} is not a readable argument map: {reason_en}.",
    }


class MapRefused(MapError):
    """A map breaks rules of its format; `fields["faults"]` has all of them."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source} is geen geldige argumentenkaart ({count} fouten), de eerste: {path}: {reason_nl}. "
        "Alle fouten: debatkaart check {source}",
        "en": "{source} is not a valid argument map ({count} faults), the first: {path}: {reason_en}. "
        "All faults: debatkaart check {source} --lang en",
    }


class WriteError(DebatkaartError):
    """A file cannot be written."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{target} kan niet geschreven worden: {reason_nl}.",
        "en": "{target} cannot be written: {reason_en}.",
    }


class WrongUse(DebatkaartError):
    """The command line asks for something that cannot be."""

    templates: ClassVar[Mapping[Language, str]] = {"nl": "{nl}", "en": "{en}"}


class RowRefused(DebatkaartError):
    """A row names a debate that is not in the debates file."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "{source}, rij {row}: het debat “{debate}” staat niet in de debatten; wel: {known}.",
        "en": "{source}, row {row}: debate “{debate}” is not among the debates; these are: {known}.",
    }


class NothingToMap(DebatkaartError):
    """No input gave a text with a sentence, so there is no map."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Geen enkele invoer heeft een tekst met zinnen opgeleverd; er is niets geschreven.",
        "en": "No input gave a text with sentences; nothing was written.",
    }


def system_reasons(error: OSError) -> dict[str, str]:
    """Why the operating system refused, as the fields `reason_nl` and `reason_en`."""
    known: list[tuple[type[OSError], str, str]] = [
        (FileNotFoundError, "het bestand bestaat niet", "the file does not exist"),
        (IsADirectoryError, "het is een map", "it is a folder"),
        (PermissionError, "u mag er niet bij", "permission denied"),
    ]
    said = error.strerror or str(error)
    dutch, english = next(((nl, en) for kind, nl, en in known if isinstance(error, kind)), (said, said))
    return {"reason_nl": dutch, "reason_en": english}
