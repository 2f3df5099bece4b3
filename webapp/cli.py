"""The ``aparte`` command: matchmaker's commands on files, and the server, its worker, its accounts."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from matchmaker.language import FRENCH, add_catalogues, speaking
from matchmaker.language import translate as _


def build() -> typer.Typer:
    """The command with all it can do; its help is in the language in force when it is built."""
    from matchmaker.cli import add_commands  # their sentences are said in the language in force now
    from webapp.commands import add, bench, serve, worker

    app = typer.Typer(
        no_args_is_help=True, help=_("Planifier une convention d’affaires."), add_completion=False
    )
    add_commands(app)
    app.command(help=_("Ouvrir l’événement d’un dossier dans le navigateur."))(serve)
    app.command(help=_("Faire les calculs demandés depuis le navigateur."))(worker)
    accounts = typer.Typer(no_args_is_help=True)
    accounts.command(help=_("Créer un compte d’organisation et afficher son lien de connexion."))(add)
    app.add_typer(accounts, name="account", help=_("Comptes des personnes qui organisent."))
    app.command(
        help=_("Mesurer la vitesse et la qualité (depuis le dépôt)."),
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )(bench)
    return app


def main() -> None:
    """Run the command, in French unless ``APARTE_LANGUAGE`` says otherwise."""
    add_catalogues(Path(__file__).parent / "locale")
    with speaking(os.environ.get("APARTE_LANGUAGE", FRENCH)):
        build()()


if __name__ == "__main__":
    main()
