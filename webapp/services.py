"""What every view needs at hand: the settings, the database, the queue of jobs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import Engine

from webapp.queue import JobQueue
from webapp.settings import Settings

EXTENSION = "aparte"


@dataclass(frozen=True)
class Services:
    """One set an application."""

    settings: Settings
    engine: Engine
    queue: JobQueue


def install(app: Flask, services: Services) -> None:
    """Give ``app`` its services."""
    app.extensions[EXTENSION] = services


def services() -> Services:
    """The services of the application that answers this request."""
    found: Services = current_app.extensions[EXTENSION]
    return found
