"""What can keep a format from being written here."""

from collections.abc import Mapping
from typing import ClassVar

from corpus import DebatkaartError, Language
from pipeline._errors import WrongUse


class FormatUnavailable(DebatkaartError):
    """A format needs a program or package that this computer lacks."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Voor {format} is {what} nodig, en dat is hier niet geïnstalleerd. {advice_nl}.",
        "en": "{format} needs {what}, which is not installed here. {advice_en}.",
    }


class DrawingFailed(DebatkaartError):
    """Graphviz gives up on a map."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Graphviz (dot) kan deze kaart niet tekenen: {reason_nl}. Schrijf DOT en teken dat met iets anders.",
        "en": "Graphviz (dot) cannot draw this map: {reason_en}. Write DOT and draw that with something else.",
    }


class FormatUnknown(WrongUse):
    """Somebody asks for a format that does not exist."""

    templates: ClassVar[Mapping[Language, str]] = {
        "nl": "Het formaat “{format}” bestaat niet; wel: {known}.",
        "en": "There is no format “{format}”; these are: {known}.",
    }
