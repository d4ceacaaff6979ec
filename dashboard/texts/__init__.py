"""The wording of the dashboard, a module a view, and how user's text is kept from being read as markup."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from corpus import Language
from dashboard._language import language
from dashboard.texts._plain import plain, shorten

__all__ = ["counted", "plain", "say", "shorten", "translate"]


def say(key: str, **fields: object) -> str:
    """The text `key` in the language of this session; `key` begins with the name of its module in this package.

    Fields are put in as they are: give text of users through `plain` where the result is markdown.
    """
    return translate(language(), key, **fields)


def counted(noun: str, count: int) -> str:
    """A number of something in words: "1 zin", "3 zinnen"; for sentence, document, speaker, argument, fault."""
    return say(f"common.{'one' if count == 1 else 'many'}.{noun}", count=count)


def translate(chosen: Language, key: str, **fields: object) -> str:
    """The text `key` in a language; "overview.title" is in `dashboard/texts/overview.py`."""
    return _texts(key.partition(".")[0])[key][chosen].format(**fields)


@cache
def _texts(module: str) -> Mapping[str, Mapping[Language, str]]:
    texts: Mapping[str, Mapping[Language, str]] = import_module(f"dashboard.texts.{module}").TEXTS
    return texts
