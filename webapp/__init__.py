"""The web application and the `aparte` command: delivers matchmaker and scheduler to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application; without ``settings``, those of the environment.

    Raises:
        UnsafeSettingsError: a setting is missing or can't be used.
    """
    from webapp.application import build  # noqa: PLC0415 - the command imports this package and must answer at once

    return build(settings)
