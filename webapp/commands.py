"""What the ``aparte`` command does beyond files: server, worker, accounts, benchmarks.

Nothing heavy is imported before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from matchmaker.language import translate as _

if TYPE_CHECKING:
    from webapp.settings import Settings

WRONG_INPUT = 1
OUT = Path("out")

Folder = Annotated[Path, typer.Argument(help=_("Dossier de l’événement, qui contient aparte.sqlite."))]


def serve(
    folder: Folder = OUT,
    host: Annotated[str, typer.Option(help=_("Adresse où écouter."))] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help=_("Port où écouter ; 0 : un port libre."))
    ] = 8000,
) -> None:
    """Start the web server and a worker together."""
    from matchmaker.database import NewerDatabaseError
    from webapp.server import TakenPortError
    from webapp.server import serve as serve_settings

    try:
        serve_settings(_settings(folder), host, port, typer.echo)
    except (NewerDatabaseError, TakenPortError) as error:
        _refuse(str(error))


def worker(folder: Folder = OUT) -> None:
    """Run jobs until told to end."""
    from webapp.worker import work

    work(_settings(folder))


def add(
    email: Annotated[
        str, typer.Argument(metavar="MAIL", help=_("Adresse électronique."), show_default=False)
    ],
    folder: Folder = OUT,
    password: Annotated[bool, typer.Option("--password", help=_("Demander aussi un mot de passe."))] = False,
) -> None:
    """Make an account, or find it, and print its sign-in link."""
    from webapp.account_command import add_and_print

    secret = typer.prompt(_("Mot de passe"), hide_input=True, confirmation_prompt=True) if password else None
    try:
        typer.echo(add_and_print(_settings(folder), email, secret))
    except ValueError as error:
        _refuse(str(error))


def bench(context: typer.Context) -> None:
    """Hand over to the benchmarks, which are part of the repository and not of the installed product."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        from benchmarks.cli import bench as command
    except ModuleNotFoundError as error:
        if error.name not in ("benchmarks", "benchmarks.cli"):
            raise
        _refuse(
            _(
                "Les mesures ne sont pas installées avec Aparté : lancez cette commande depuis une copie du dépôt."
            )
        )
    command(args=context.args, prog_name="aparte bench")


def _settings(folder: Path) -> Settings:
    """The settings of the environment, with the folder's database unless the environment names one."""
    from webapp.folder import MissingEventError, settings_of
    from webapp.settings import UnsafeSettingsError

    try:
        return settings_of(folder)
    except (MissingEventError, UnsafeSettingsError) as error:
        _refuse(str(error))


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(WRONG_INPUT)
