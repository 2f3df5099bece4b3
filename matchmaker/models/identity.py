"""A stored row's id: None only until the row is written, which the type checker can't see."""

from __future__ import annotations

from typing import Protocol


class Stored(Protocol):
    """A row of a table with an integer key."""

    id: int | None


def stored_id(row: Stored) -> int:
    """The id of a row that was written.

    Raises:
        ValueError: the row was not written yet.
    """
    if row.id is None:
        raise ValueError(f"{row!r} has no id before it is written")
    return row.id
