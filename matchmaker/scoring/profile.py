"""What scoring needs to know of an organisation; independent of how it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Liking(StrEnum):
    """What one organisation says of another; ``NO`` forbids."""

    MUST = "must"
    WANT = "want"
    RATHER_NOT = "rather_not"
    NO = "no"


def _check_period(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise ValueError(f"the period ends on {ends_on}, before it starts on {starts_on}")


def _check_amount(euros: int | None) -> None:
    if euros is not None and euros < 0:
        raise ValueError(f"an amount is not negative: {euros}")


@dataclass(frozen=True)
class NeedText:
    """A need: codes are those of ``matchmaker.reference``; ``euros`` the contract's expected amount.

    ``insists_on_territory``: who works nowhere in its territories is no match at all.
    """

    id: str
    title: str
    description: str = ""
    sectors: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    reservation: str | None = None
    euros: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    insists_on_territory: bool = False

    def __post_init__(self) -> None:
        _check_period(self.starts_on, self.ends_on)
        _check_amount(self.euros)


@dataclass(frozen=True)
class OfferText:
    """An offer; ``largest_euros`` is the greatest contract it can carry, the period when it is available."""

    id: str
    title: str
    description: str = ""
    sectors: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    largest_euros: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        _check_period(self.starts_on, self.ends_on)
        _check_amount(self.largest_euros)


@dataclass(frozen=True)
class Profile:
    """An organisation: who it is in law, where it works, what it needs and offers, what it says of others.

    ``territories`` stand in for those of its needs and offers where these name none. ``likings`` and
    ``already_met`` speak of other profiles by their id.
    """

    id: str
    name: str = ""
    legal_form: str | None = None
    agreements: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    needs: tuple[NeedText, ...] = ()
    offers: tuple[OfferText, ...] = ()
    likings: Mapping[str, Liking] = field(default_factory=dict)
    already_met: frozenset[str] = frozenset()

    @property
    def entries(self) -> tuple[NeedText | OfferText, ...]:
        """Its needs, then its offers."""
        return (*self.needs, *self.offers)
