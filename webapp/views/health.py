"""Whether the application works, for whoever watches over it."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from matchmaker.database import reading
from webapp.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/sante")
def show() -> tuple[dict[str, str], int]:
    """Answers once the database does."""
    with reading(services().engine) as session:
        session.execute(text("SELECT 1"))
    return {"status": "ok"}, 200
