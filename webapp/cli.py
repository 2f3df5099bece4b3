"""The ``aparte`` command."""

import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def aparte() -> None:
    """Plan a convention d'affaires."""


def main() -> None:
    """Run the command."""
    app()
