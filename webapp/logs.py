"""Logs: readable lines on one's own machine, JSON in production. No address and no local variable is written."""

from __future__ import annotations

import sys

import structlog


def configure_logs(*, in_production: bool) -> None:
    """Set up how this process logs."""
    renderer = (
        structlog.processors.JSONRenderer()
        if in_production
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([structlog.processors.format_exc_info] if in_production else []),
            renderer,
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
