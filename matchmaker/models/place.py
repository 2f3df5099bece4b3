"""A place: a table or a video link; it holds one meeting a slot."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from matchmaker.language import translate as _
from matchmaker.models.field_types import Code, Line, Moment, Url, codes_field


class PlaceBase(SQLModel):
    """What an organiser says of a place: people on site sit at it, remote people join it by video, or both."""

    code: Code
    name: Line
    on_site: bool = True
    video: bool = False
    seats: int | None = Field(default=None, ge=2, le=100)
    equipment: list[str] = codes_field()
    video_url: Url | None = None
    opens_at: Moment | None = None
    closes_at: Moment | None = None

    @model_validator(mode="after")
    def _can_be_used(self) -> PlaceBase:
        if not (self.on_site or self.video):
            raise ValueError(_("un lieu accueille sur place, à distance, ou les deux"))
        return self

    @field_validator("closes_at")
    @classmethod
    def _closes_after_opening(cls, closes_at: Moment | None, info: ValidationInfo) -> Moment | None:
        opens_at = info.data.get("opens_at")
        if opens_at and closes_at and closes_at <= opens_at:
            raise ValueError(_("la fermeture précède l’ouverture"))
        return closes_at


class Place(PlaceBase, table=True):
    """The table of places; a video link has no room."""

    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id", ondelete="SET NULL")
