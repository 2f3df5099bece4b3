"""Builds the web application from its parts."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from matchmaker.agenda import times, wording
from matchmaker.database import migrate, open_database
from matchmaker.language import add_catalogues, current_language, translate, translate_plural
from matchmaker.planning.goal_names import goal_name, worth_telling
from webapp import access, formats, labels
from webapp.errors import install_errors
from webapp.headers import add_headers
from webapp.languages import SpeakingMiddleware
from webapp.logs import configure_logs
from webapp.queue import JobQueue
from webapp.services import Services, install, services
from webapp.settings import Settings, read_settings
from webapp.views import register_views, sign_in
from webapp.worker import run_job

LARGEST_REQUEST = 1_000_000
"""Bytes: forms are short, a questionnaire of twenty meetings with all its texts fits."""


def build(settings: Settings | None = None) -> Flask:
    """The web application; see `webapp.create_app`."""
    settings = settings or read_settings()
    add_catalogues(Path(__file__).parent / "locale")
    configure_logs(in_production=settings.in_production)
    if not settings.secret_key:  # on one's own machine only: production refuses to start without
        settings = settings.model_copy(update={"secret_key": secrets.token_urlsafe(48)})
    app = Flask("webapp")
    _configure(app, settings)
    install(app, _services(settings))
    CSRFProtect(app)
    access.install_login(app)
    access.fill_in_addresses(app)
    add_headers(app, in_production=settings.in_production)
    install_errors(app)
    _limit_rates(app, settings)
    _prepare_templates(app)
    register_views(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.in_production,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a questionnaire may stay open over lunch
    )
    app.wsgi_app = SpeakingMiddleware(app.wsgi_app, settings.language)  # type: ignore[method-assign]  # Flask's documented way
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as above


def _services(settings: Settings) -> Services:
    engine = open_database(settings.database_url)
    migrate(engine)
    patience = settings.job_patience_seconds
    queue = JobQueue(settings.queue, lambda job_id: run_job(engine, job_id, patience))
    return Services(settings, engine, queue)


def _limit_rates(app: Flask, settings: Settings) -> None:
    limiter = Limiter(
        get_remote_address,
        app=app,
        default_limits=[settings.rate_limit] if settings.rate_limit else [],
        storage_uri=settings.rate_limit_storage,
    )
    limiter.request_filter(lambda: request.endpoint in {"static", "health.show"})
    if settings.sign_in_rate_limit:
        limiter.limit(settings.sign_in_rate_limit, methods=["POST"])(sign_in.blueprint)


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_=translate, _n=translate_plural, may_edit=access.may_edit, csrf=_csrf_field)
    app.jinja_env.filters.update(
        label=labels.label,
        kind_plural=labels.kind_plural,
        goal_name=goal_name,
        worth_telling=worth_telling,
        status_label=labels.status_label,
        status_word=labels.status_word,
        number=formats.number,
        percent=formats.percent,
        local=formats.local,
        dates_of=formats.dates_of,
        zone_of=formats.zone_of,
        entry_kind=labels.entry_kind,
        said_date=times.said_date,
        said_time=times.said_time,
        said_moment=times.said_moment,
        said_zone=times.said_zone,
        said_names=wording.said_names,
        said_phone=wording.said_phone,
        talking_points=wording.talking_points,
        video_note=wording.video_note,
        where=wording.where,
    )
    app.context_processor(_for_every_page)


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _for_every_page() -> dict[str, Any]:
    return {"language": current_language(), "proposed_seconds": services().settings.plan_seconds}
