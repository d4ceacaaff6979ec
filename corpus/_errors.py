"""The errors that debatkaart raises, each with its message in Dutch and English.

    DebatkaartError
    ├── InvalidValue          a noun was made from values that contradict each other
    ├── ReadError             a source cannot be read; carries `source`
    ├── DebatesError          a debates file breaks its format; carries `source` and `path`
    ├── MapError              an argument map breaks a rule; carries `faults`
    └── ModelError            model weights are missing or unusable; carries `folder`

Subclasses live next to the code that raises them. A message says what is wrong, with which thing, and
what to do; it is one sentence or two, without line breaks.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

Language = Literal["nl", "en"]


class DebatkaartError(Exception):
    """Root of all errors; its fields fill the template of the chosen language.

    Example:
        >>> class Missing(DebatkaartError):
        ...     templates = {"nl": "{name} ontbreekt.", "en": "{name} is missing."}
        >>> Missing(name="kaart.json").message("nl")
        'kaart.json ontbreekt.'
    """

    templates: ClassVar[Mapping[Language, str]] = {"nl": "{reason}", "en": "{reason}"}

    def __init__(self, **fields: object) -> None:
        super().__init__(fields)
        self.fields = fields

    def message(self, language: Language) -> str:
        """The message as one line in `language`."""
        return " ".join(self.templates[language].format_map(self.fields).split())

    def __str__(self) -> str:
        return self.message("en")


class InvalidValue(DebatkaartError, ValueError):
    """A noun was made from values that contradict each other."""


class ReadError(DebatkaartError):
    """A source cannot be read; `fields["source"]` names it."""


class DebatesError(DebatkaartError):
    """A debates file breaks its format."""


class MapError(DebatkaartError):
    """An argument map breaks a rule of its format."""


class ModelError(DebatkaartError):
    """Model weights are missing or unusable."""
