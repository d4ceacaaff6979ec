"""How large a foreign file may be; what lies beyond is refused before it costs time or memory."""

from pipeline._errors import MapUnreadable
from pipeline._exchange_texts import REASONS

# A file of this size parses within a few seconds and about two gigabytes.
MOST_BYTES = 128 * 2**20
# Each list, object and member costs some 60 bytes of memory, however short it is in the file.
MOST_VALUES = 12_000_000
# Nodes and edges together: some 200,000 sentences with their speakers.
MOST_ELEMENTS = 1_000_000


def unreadable(source: str, rule: str, **fields: object) -> MapUnreadable:
    """The error that says why the file `source` is not read."""
    texts = REASONS[rule]
    return MapUnreadable(source=source, reason_nl=texts["nl"].format(**fields), reason_en=texts["en"].format(**fields))


def check_size(content: bytes, *, source: str) -> None:
    """Refuse content that is too large to parse, in bytes or in what it would become."""
    if len(content) > MOST_BYTES:
        raise unreadable(source, "too-large", limit=MOST_BYTES // 2**20)
    if sum(map(content.count, (b"[", b"{", b","))) > MOST_VALUES:
        raise unreadable(source, "too-many", limit=MOST_VALUES)


def check_count(count: int, *, source: str) -> None:
    """Refuse a graph with too many elements."""
    if count > MOST_ELEMENTS:
        raise unreadable(source, "too-many", limit=MOST_ELEMENTS)


def check_lists(*lists: object, source: str) -> None:
    """Refuse a graph whose parsed lists or objects have too many elements; what is neither is the checker's."""
    check_count(sum(len(one) for one in lists if isinstance(one, list | dict)), source=source)
