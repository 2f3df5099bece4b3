"""How Alembic runs the migrations: on the connection it is given, which the caller commits."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, DateTime, Enum, String, TypeDecorator
from sqlmodel import SQLModel

import matchmaker.models  # noqa: F401 - fills the metadata


def render_item(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """A column type in a migration as plain SQLAlchemy, so that old migrations need none of our code."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    match item.impl_instance if isinstance(item, TypeDecorator) else None:
        case String(length=None):
            return "sa.String()"
        case String(length=length):
            return f"sa.String(length={length})"
        case DateTime():
            return "sa.DateTime(timezone=True)"
        case JSON():
            return "sa.JSON()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_item=render_item,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
