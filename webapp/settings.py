"""What the web application is told from outside: variables of the environment that begin with ``APARTE_``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from matchmaker.database import sqlite_url
from matchmaker.language import FRENCH, LANGUAGES
from matchmaker.language import translate as _

SHORTEST_SECRET = 32
DATABASE_NAME = "aparte.sqlite"
QUEUE_NAME = "queue.sqlite"


class Environment(StrEnum):
    """Where the application runs: on someone's own machine, or for others on a network."""

    LOCAL = "local"
    PRODUCTION = "production"


class UnsafeSettingsError(Exception):
    """The settings can't be used; the message says which, and how to mend them."""


class Settings(BaseSettings):
    """The settings; each field is the variable ``APARTE_`` + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="APARTE_", extra="ignore")

    environment: Environment = Environment.LOCAL
    """``production`` refuses unsafe values and serves through gunicorn."""
    secret_key: str = ""
    """Signs cookies and links: 32 characters or more that nobody can guess. Changing it revokes every link."""
    database_url: str = sqlite_url(Path("out") / DATABASE_NAME)
    """``sqlite:///…`` or ``postgresql+psycopg://…``."""
    queue_url: str = ""
    """``sqlite:///…``, ``redis://…`` or ``postgresql://…``; empty: a file beside the SQLite database."""
    language: str = FRENCH
    """The language spoken first: ``fr`` or ``en``."""
    public_address: str = ""
    """What links begin with, e.g. ``https://rencontres.example``; empty: the address the page was asked for at."""
    rate_limit: str = "600 per minute"
    """How many requests one address may make; empty: as many as it likes."""
    sign_in_rate_limit: str = "10 per minute"
    """How many attempts to sign in one address may make; empty: as many as it likes."""
    rate_limit_storage: str = "memory://"
    """Where requests are counted; with several web processes, a ``redis://…`` they share."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many proxies in front of the application set the ``X-Forwarded-…`` headers."""
    sign_in_link_minutes: int = Field(default=60, ge=1, le=1440)
    """How long a sign-in link can be used."""
    job_patience_seconds: float = Field(default=30, gt=0)
    """A job without a heartbeat for so long is given to another worker."""
    plan_seconds: int = Field(default=60, ge=1, le=3600)
    """The time proposed for planning."""

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.language not in LANGUAGES:
            raise ValueError(_("APARTE_LANGUAGE vaut « fr » ou « en »"))
        if self.environment is Environment.PRODUCTION and len(self.secret_key) < SHORTEST_SECRET:
            raise ValueError(
                _(
                    "APARTE_SECRET_KEY doit compter au moins {length} caractères tirés au hasard ; par exemple "
                    'ceux qu’affiche : python -c "import secrets; print(secrets.token_urlsafe(48))"',
                    length=SHORTEST_SECRET,
                )
            )
        return self

    @property
    def in_production(self) -> bool:
        """Whether others reach the application over a network."""
        return self.environment == Environment.PRODUCTION

    @property
    def queue(self) -> str:
        """The address of the queue of jobs."""
        if self.queue_url:
            return self.queue_url
        if self.database_url.startswith("sqlite:///"):
            return sqlite_url(Path(self.database_url.removeprefix("sqlite:///")).with_name(QUEUE_NAME))
        return self.database_url.replace("postgresql+psycopg://", "postgresql://")


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        UnsafeSettingsError: one of them is missing or can't be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise UnsafeSettingsError(
            _(" ; ").join(_sentence(fault["loc"], fault["msg"]) for fault in error.errors())
        ) from error


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    return (
        _("{label} : {said}", label=f"APARTE_{str(location[0]).upper()}", said=message)
        if location
        else message
    )
