"""Serves the application, with a worker beside it that is started again should it die."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from matchmaker.database import writing
from matchmaker.language import translate as _
from webapp import create_app
from webapp.account_command import first_account
from webapp.accounts import sign_in_token
from webapp.services import EXTENSION
from webapp.settings import Settings

THREADS = 8
PAUSE_BEFORE_RESTART = 1.0


class TakenPortError(Exception):
    """Another program listens there; the message says what to do."""


def serve(settings: Settings, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until told to end; ``say`` is given the address and a sign-in link.

    Raises:
        TakenPortError: another program listens on the port.
        NewerDatabaseError: a later version of Aparté wrote the database.
    """
    _refuse_taken_port(host, port)
    signal.signal(signal.SIGTERM, _end)
    with _worker(settings):
        if settings.in_production:
            _serve_with_gunicorn(settings, host, port)
        else:
            _serve_locally(settings, host, port, say)


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise TakenPortError(
                _(
                    "Impossible d’écouter sur {host}:{port} ({why}). Un autre Aparté tourne peut-être déjà ; "
                    "sinon choisissez un autre port avec --port.",
                    host=host,
                    port=port,
                    why=error.strerror,
                )
            ) from error


def _serve_locally(settings: Settings, host: str, port: int, say: Callable[[str], None]) -> None:
    app = create_app(settings)
    server = make_server(host, port, app, threaded=True, request_handler=_UnloggedRequests)
    address = f"http://{host}:{server.port}"
    say(_("Aparté est ouvert : {address}", address=address))
    for sentence in _sign_in_link(app, address, settings):
        say(sentence)
    say(_("Ctrl-C pour arrêter."))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say(_("Arrêté."))


class _UnloggedRequests(WSGIRequestHandler):
    """Keeps requests out of the log: their addresses hold the keys of agendas and sign-in links."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of a request that was answered."""


def _sign_in_link(app: Flask, address: str, settings: Settings) -> Iterator[str]:
    with writing(app.extensions[EXTENSION].engine) as session:
        account = first_account(session)
    if account is not None:
        token = sign_in_token(settings.secret_key, account)
        yield _("Lien de connexion de {email} :", email=account.email)
        yield f"{address}/connexion/{token}"


def _serve_with_gunicorn(settings: Settings, host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - it exists on Unix only

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", THREADS)

        def load(self) -> Flask:
            return create_app(settings)  # in the serving process: a database connection may not be inherited

    Application().run()


@contextmanager
def _worker(settings: Settings) -> Iterator[None]:
    """A worker process beside this one for the length of the block."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(settings, ended), name="worker keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep_worker(settings: Settings, ended: threading.Event) -> None:
    told = {"APARTE_DATABASE_URL": settings.database_url, "APARTE_SECRET_KEY": settings.secret_key}
    while not ended.is_set():
        process = subprocess.Popen([sys.executable, "-m", "webapp.worker"], env=os.environ | told)
        while process.poll() is None and not ended.wait(PAUSE_BEFORE_RESTART):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
