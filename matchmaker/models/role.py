"""A role: what a side does in this event, and which roles may meet."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _
from matchmaker.models.field_types import Code, Line


class RoleBase(SQLModel):
    """A side of this event; its people are promised ``guaranteed`` meetings and have at most ``greatest``.

    ``rest_after``: after that many meetings in a row comes a free slot.
    """

    code: Code
    name: Line
    guaranteed: int = Field(default=0, ge=0, le=50)
    greatest: int | None = Field(default=None, ge=0, le=50)
    rest_after: int | None = Field(default=None, ge=1, le=50)

    @field_validator("greatest")
    @classmethod
    def _guarantee_within_cap(cls, greatest: int | None, info: ValidationInfo) -> int | None:
        if greatest is not None and info.data.get("guaranteed", 0) > greatest:
            raise ValueError(_("le minimum garanti dépasse le maximum"))
        return greatest


class Role(RoleBase, table=True):
    """The table of roles."""

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)


class MayMeet(SQLModel, table=True):
    """The matrix of who may meet whom: ``seeker`` looks for what ``provider`` brings."""

    __tablename__ = "may_meet"
    __table_args__ = (UniqueConstraint("seeker_id", "provider_id"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    seeker_id: int = Field(foreign_key="role.id", ondelete="CASCADE")
    provider_id: int = Field(foreign_key="role.id", ondelete="CASCADE")
