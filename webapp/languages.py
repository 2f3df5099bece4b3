"""The language a request is answered in: the one chosen at the foot of a page, else the one set for everybody.

A file that is taken away is in the event's own language, as everybody's is.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from werkzeug.http import parse_cookie

from matchmaker.language import LANGUAGES, speaking
from webapp.access import this_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COOKIE = "aparte_language"
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


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


def in_event_language(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The view in the language of the event of its request, whatever the reader chose."""

    @wraps(view)
    def speak(*arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        with speaking(this_event().language):
            return view(*arguments, **named)

    return speak
