"""A page of a long list."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

Item = TypeVar("Item")

SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items of a list; ``number`` counts from 1, ``total`` is the length of the whole list."""

    items: tuple[Item, ...]
    number: int
    total: int
    size: int = SIZE

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, ceil(self.total / self.size))

    @property
    def first_item(self) -> int:
        """The place in the list of the first item here, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last_item(self) -> int:
        """The place in the list of the last item here."""
        return self.first_item + len(self.items) - 1


def page_number(asked: str | None, total: int, size: int = SIZE) -> int:
    """The number of the page asked for, within what there is; nonsense means the first."""
    wanted = int(asked) if asked and asked.isascii() and asked.isdigit() else 1
    return min(max(1, wanted), max(1, ceil(total / size)))


def paginate(items: list[Item], asked: str | None) -> Page[Item]:
    """The page of ``items`` that was asked for."""
    number = page_number(asked, len(items))
    return Page(tuple(items[(number - 1) * SIZE : number * SIZE]), number, len(items))
