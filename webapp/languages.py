"""The language a request is answered in: the one chosen at the foot of a page, else the one set for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.http import parse_cookie

from matchmaker.language import LANGUAGES, speaking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COOKIE = "aparte_language"


class SpeakingMiddleware:
    """Speaks the reader's language around the whole answer, error pages included."""

    def __init__(self, application: WSGIApplication, first: str) -> None:
        self._application = application
        self._first = first

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (WSGI)."""
        chosen = parse_cookie(environ).get(COOKIE, self._first)
        with speaking(chosen if chosen in LANGUAGES else self._first):
            return self._application(environ, start_response)
