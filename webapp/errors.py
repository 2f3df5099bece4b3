"""Error pages: what went wrong and what to do, in the user's language, never a traceback."""

from __future__ import annotations

import structlog
from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, ServiceUnavailable

from matchmaker.language import translate as _

log = structlog.get_logger()


def install_errors(app: Flask) -> None:
    """Give ``app`` its error pages."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(Exception, _show_unexpected)


def _show(error: HTTPException) -> tuple[str, int]:
    code = error.code or InternalServerError.code
    title, sentence = _said(code)
    if isinstance(error, CSRFError):
        sentence = _(
            "Cette page était ouverte depuis trop longtemps. Revenez en arrière, rechargez la page et "
            "recommencez : rien n’a été enregistré."
        )
    elif isinstance(error, NotFound) and error.description and error.description != NotFound.description:
        sentence = error.description
    return render_template("error.html", title=title, sentence=sentence, code=code), code


def _show_unexpected(error: Exception) -> tuple[str, int]:
    if isinstance(error, OperationalError) and "locked" in str(error.orig):
        return _show(ServiceUnavailable())
    log.error("unexpected error", page=request.endpoint, exc_info=error)  # no address: it may hold a link
    return _show(InternalServerError())


def _said(code: int) -> tuple[str, str]:
    return {
        400: (
            _("Demande incomprise"),
            _("Il manque quelque chose à votre demande. Revenez en arrière et recommencez."),
        ),
        403: (
            _("Action réservée"),
            _(
                "Votre compte peut consulter cet événement, mais pas le modifier. Demandez à son organisateur·rice."
            ),
        ),
        404: (
            _("Page introuvable"),
            _("Cette adresse ne mène nulle part. Vérifiez le lien, ou repartez de l’accueil."),
        ),
        405: (
            _("Action impossible"),
            _("Cette adresse ne s’ouvre pas de cette façon. Repartez de l’accueil."),
        ),
        413: (
            _("Envoi trop volumineux"),
            _("Ce que vous envoyez dépasse la taille permise. Raccourcissez vos textes."),
        ),
        429: (
            _("Trop de demandes"),
            _("Beaucoup de demandes viennent de votre adresse. Patientez une minute et recommencez."),
        ),
        503: (
            _("L’événement est occupé"),
            _(
                "Un autre programme y écrit en ce moment, « aparte plan » peut-être. Recommencez dans une minute : "
                "rien n’a été enregistré."
            ),
        ),
    }.get(
        code,
        (
            _("Une erreur est survenue"),
            _(
                "L’erreur est notée. Recommencez dans un instant ; si elle revient, écrivez à l’organisateur·rice."
            ),
        ),
    )
