"""The folder of an event, as ``aparte plan`` writes it: its database, and the secret its links are signed with."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from matchmaker.database import sqlite_url
from matchmaker.language import translate as _
from webapp.settings import DATABASE_NAME, Settings, read_settings

SECRET_NAME = "secret_key"  # noqa: S105 - a file's name


class MissingEventError(Exception):
    """The folder holds no event."""


def settings_of(folder: Path) -> Settings:
    """The settings of the environment; what they leave open is found in the folder.

    Raises:
        MissingEventError: neither the environment nor the folder names a database.
        UnsafeSettingsError: a setting is missing or can't be used.
    """
    settings = read_settings()
    said = settings.model_fields_set
    if "database_url" not in said:
        database = folder / DATABASE_NAME
        if not database.is_file():
            raise MissingEventError(
                _(
                    "Le dossier « {folder} » ne contient pas d’événement ({name}). Calculez d’abord un planning : "
                    "aparte plan CLASSEUR.xlsx --out {folder}",
                    folder=folder,
                    name=DATABASE_NAME,
                )
            )
        settings = settings.model_copy(update={"database_url": sqlite_url(database)})
    if not settings.secret_key:
        settings = settings.model_copy(update={"secret_key": _secret_of(folder)})
    return settings


def _secret_of(folder: Path) -> str:
    """The folder's secret, made once, so that links sent before a restart still work; its owner alone can read it."""
    path = folder / SECRET_NAME
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(file, "w") as opened:
        secret = secrets.token_urlsafe(48)
        opened.write(secret)
    return secret
