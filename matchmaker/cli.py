"""The commands on files: template, check, rank, plan, replan. Heavy imports wait until a command runs."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from matchmaker.errors import SaidError
from matchmaker.language import translate as _

if TYPE_CHECKING:
    from matchmaker.intake.intake import Intake
    from matchmaker.scoring.weights import Weights

WRONG_INPUT = 1

Source = Annotated[
    Path, typer.Argument(help=_("Classeur xlsx, ou dossier de fichiers CSV."), show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Répondre en JSON, pour un autre programme."))]
WeightsFile = Annotated[
    Path | None, typer.Option("--weights", help=_("Poids des critères, de 0 à 1, dans un fichier TOML."))
]
CpvFile = Annotated[
    Path | None, typer.Option("--cpv", help=_("Libellés officiels du CPV, en CSV, pour mieux reconnaître."))
]
CommunesFile = Annotated[
    Path | None, typer.Option("--communes", help=_("Communes à reconnaître aussi, en CSV."))
]
Folder = Annotated[Path, typer.Argument(help=_("Dossier d’un planning déjà calculé."), show_default=False)]


def add_commands(app: typer.Typer) -> None:
    """Give ``app`` the commands on files."""
    app.command(help=_("Écrire un classeur à remplir."))(template)
    app.command(help=_("Relire un classeur et dire tout ce qui est à corriger."))(check)
    app.command(help=_("Classer les affinités entre structures, avec leurs raisons."))(rank)
    app.command(help=_("Calculer le planning, et écrire l’agenda de chaque personne."))(plan)
    app.command(help=_("Réparer un planning en changeant le moins d’agendas possible."))(replan)


def template(
    file: Annotated[Path, typer.Argument(help=_("Classeur à écrire, en .xlsx."), show_default=False)],
    source: Annotated[
        Path | None,
        typer.Option("--from", help=_("Classeur ou dossier dont reprendre le contenu.")),
    ] = None,
) -> None:
    """Write a workbook, empty or filled."""
    from matchmaker.intake.reader import read
    from matchmaker.intake.template import write_template

    if file.suffix.lower() != ".xlsx":
        _fail(_("Donnez au classeur un nom qui finit par .xlsx."), WRONG_INPUT)
    if source is None and file.exists():  # an empty workbook must not take the place of days of work
        _fail(
            _("{file} existe déjà, et n’a pas été modifié : choisissez un autre nom.", file=file), WRONG_INPUT
        )
    with _said_kindly():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_template(file, read(source) if source else None)
    typer.echo(_("Classeur écrit : {file}", file=file))


def check(file: Source, as_json: AsJson = False) -> None:
    """Read a workbook and report every problem."""
    from matchmaker.intake.reader import read

    with _said_kindly(as_json):
        intake = read(file)
    if as_json:
        typer.echo(json.dumps({"problems": []}))
    else:
        typer.echo(intake.summary())


def rank(
    file: Source,
    top: Annotated[int, typer.Option(min=1, help=_("Nombre d’affinités par structure."))] = 5,
    why: Annotated[
        str | None,
        typer.Option(metavar="SEEKER:FIRST:SECOND", help=_("Pourquoi la première passe avant la seconde.")),
    ] = None,
    weights: WeightsFile = None,
    cpv: CpvFile = None,
    communes: CommunesFile = None,
    as_json: AsJson = False,
) -> None:
    """Rank the pairs of a workbook, or say why one stands above another."""
    from matchmaker.ranking_answers import why_above

    with _said_kindly(as_json):
        intake, chosen = _read_with_choices(file, weights, cpv, communes)
        if why is None:
            _print_ranking(intake, top, chosen, as_json)
            return
        answer = why_above(intake, why, chosen)
    typer.echo(_as_json(answer.as_data()) if as_json else answer.as_text())


def _print_ranking(intake: Intake, top: int, weights: Weights | None, as_json: bool) -> None:
    """The best pairs; with weights of the organiser's also what these change."""
    from matchmaker.ranked_list import as_rows, as_text, best_pairs
    from matchmaker.ranking_answers import effect_as_text, effect_of_weights

    ranked = best_pairs(intake, top, weights)
    if weights is None:
        typer.echo(_as_json(as_rows(ranked)) if as_json else as_text(ranked))
        return
    moves = effect_of_weights(intake, weights, top)
    if as_json:
        typer.echo(_as_json({"pairs": as_rows(ranked), "effect": [move.as_data() for move in moves]}))
    else:
        typer.echo(f"{as_text(ranked)}\n\n{effect_as_text(moves)}")


def _read_with_choices(
    file: Path, weights: Path | None, cpv: Path | None, communes: Path | None
) -> tuple[Intake, Weights | None]:
    """A workbook, read with what the organiser adds to the product's knowledge, and the organiser's weights."""
    from matchmaker.intake.reader import read
    from matchmaker.scoring.choices import add_knowledge, read_weights

    chosen = read_weights(weights) if weights else None
    add_knowledge(cpv, communes)
    return read(file), chosen


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def plan(
    file: Source,
    out: Annotated[Path, typer.Option("--out", help=_("Dossier où écrire."))] = Path("out"),
    time_limit: Annotated[
        float, typer.Option(min=0.1, help=_("Durée maximale du calcul, en secondes."))
    ] = 60.0,
    deterministic_limit: Annotated[
        float | None,
        typer.Option(min=0.01, help=_("Effort maximal, indépendant de la vitesse de la machine.")),
    ] = None,
    seed: Annotated[int, typer.Option(help=_("Graine : la même donne le même planning."))] = 0,
    weights: WeightsFile = None,
    cpv: CpvFile = None,
    communes: CommunesFile = None,
    as_json: AsJson = False,
) -> None:
    """Plan the event of a workbook, and write all that follows from it."""
    from matchmaker.folder import plan_into_folder
    from matchmaker.terminal import Watch, plan_summary
    from scheduler.result import Limits

    limits = Limits(seconds=time_limit, deterministic=deterministic_limit, seed=seed)
    with _said_kindly(as_json):
        intake, chosen = _read_with_choices(file, weights, cpv, communes)
        with Watch(time_limit) as watch:
            report = plan_into_folder(
                intake,
                out,
                limits,
                weights=chosen,
                on_progress=watch.on_progress,
                should_stop=watch.should_stop,
                on_writing=watch.on_writing,
            )
    typer.echo(_as_json(report) if as_json else plan_summary(report, out))


def replan(
    folder: Folder,
    absent: Annotated[
        list[str] | None, typer.Option("--absent", metavar="PERSON[@TIME]", help=_("Qui s’en va, et quand."))
    ] = None,
    late: Annotated[
        list[str] | None,
        typer.Option("--late", metavar="PERSON@TIME", help=_("Qui arrive en retard, et quand.")),
    ] = None,
    lost_place: Annotated[
        list[str] | None,
        typer.Option("--lost-place", metavar="PLACE[@TIME]", help=_("Quel lieu manque, et depuis quand.")),
    ] = None,
    swap: Annotated[
        list[str] | None,
        typer.Option("--swap", metavar="PERSON=PERSON", help=_("Qui est remplacé·e, et par qui.")),
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="TIME", help=_("L’heure qu’il est : ce qui a commencé reste."))
    ] = None,
    fill: Annotated[
        bool, typer.Option("--fill", help=_("Proposer les créneaux libérés à qui attend."))
    ] = False,
    time_limit: Annotated[
        float, typer.Option(min=0.1, help=_("Durée maximale du calcul, en secondes."))
    ] = 30.0,
    as_json: AsJson = False,
) -> None:
    """Repair the plan of a folder and write its outputs anew."""
    from matchmaker.folder import Incident, repair_folder
    from matchmaker.terminal import repair_summary
    from scheduler.result import Limits

    said = [
        *(Incident("absent", text) for text in absent or ()),
        *(Incident("late", text) for text in late or ()),
        *(Incident("lost_place", text) for text in lost_place or ()),
        *(Incident("swap", text) for text in swap or ()),
    ]
    if not said:
        raise typer.BadParameter(_("dites ce qui arrive : --absent, --late, --lost-place ou --swap"))
    with _said_kindly(as_json):
        report = repair_folder(folder, said, now=now, fill=fill, limits=Limits(seconds=time_limit))
    typer.echo(_as_json(report) if as_json else repair_summary(report))


@contextmanager
def _said_kindly(as_json: bool = False) -> Iterator[None]:
    """Turn what can go wrong into sentences on standard error, and into the exit status."""
    try:
        yield
    except SaidError as error:
        if as_json:
            typer.echo(json.dumps({"problems": error.problems()}, ensure_ascii=False))
        _fail(str(error), error.status)
    except OSError as error:
        _fail(
            _("Impossible de lire ou d’écrire {file} : {why}.", file=error.filename, why=_why(error)),
            WRONG_INPUT,
        )


def _why(error: OSError) -> str:
    """What the system refused, in the user's language where it is one of the usual cases."""
    match error:
        case PermissionError():
            return _("vous n’en avez pas le droit")
        case FileNotFoundError():
            return _("il n’y a rien à cet endroit")
        case FileExistsError() | NotADirectoryError():
            return _("ce n’est pas un dossier")
        case IsADirectoryError():
            return _("c’est un dossier")
        case OSError(errno=errno.ENOSPC):
            return _("le disque est plein")
    return error.strerror or str(error)


def _fail(sentence: str, status: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(status)
