"""Characters that some formats cannot hold in any form."""

import re
from collections.abc import Callable, Iterable

# Most control characters, lone surrogates and the two that are no characters: XML 1.0 has no place for them.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """`text` with a replacement character for each that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def unique_names(names: Iterable[str], *, clean: Callable[[str], str]) -> dict[str, str]:
    """A clean name for each name; where two become the same, the later one gets a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        plain, number = clean(name), 1
        found[name] = plain
        while found[name] in taken:
            number += 1
            found[name] = f"{plain}_{number}"
        taken.add(found[name])
    return found
