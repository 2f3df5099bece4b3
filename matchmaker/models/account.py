"""An account: an organiser's way in, and what it may do in which event."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.models.field_types import Email, Line, Moment, choice_of


class MembershipLevel(StrEnum):
    """What an account may do in an event."""

    OWNER = "owner"
    ORGANISER = "organiser"
    READER = "reader"
    PARTNER = "partner"


class AccountBase(SQLModel):
    """Who signs in."""

    email: Email
    name: Line


class Account(AccountBase, table=True):
    """The table of accounts; ``password_hash`` is argon2, empty when only mail sign-in is used."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, index=True)
    password_hash: str | None = None
    active: bool = True
    signed_in_at: Moment | None = None


class Membership(SQLModel, table=True):
    """An account's level in an event."""

    __table_args__ = (UniqueConstraint("account_id", "event_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    level: MembershipLevel = Field(default=MembershipLevel.READER, sa_type=choice_of(MembershipLevel))
