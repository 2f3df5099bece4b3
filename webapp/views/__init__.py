"""The pages, a blueprint a phase. A view fetches and authorises, then form, save, redirect."""

from __future__ import annotations

from flask import Flask

from webapp.views import (
    agenda,
    event,
    exports,
    health,
    home,
    matches,
    people,
    plan,
    planning_job,
    questionnaire,
    results,
    sign_in,
)


def register_views(app: Flask) -> None:
    """Give ``app`` every page."""
    for view in (
        health,
        home,
        sign_in,
        event,
        people,
        matches,
        plan,
        planning_job,
        exports,
        results,
        agenda,
        questionnaire,
    ):
        app.register_blueprint(view.blueprint)
