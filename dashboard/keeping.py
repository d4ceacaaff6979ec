"""The debates that the user keeps on this computer."""

from corpus import Debate
from pipeline.store import open_store


def kept_debates() -> tuple[Debate, ...]:
    """All of them, in the order in which they were first kept.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_store() as store:
        return store.debates()


def keep_debate(debate: Debate, *, saved: str) -> None:
    """Keep one more, or another wording of one; `saved` is the moment (ISO 8601).

    Raises:
        StoreError: the store cannot be used.
    """
    with open_store() as store:
        store.keep_debate(debate, saved=saved)


def drop_debate(identity: str) -> None:
    """Keep this one no longer.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_store() as store:
        store.drop_debate(identity)
