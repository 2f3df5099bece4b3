"""`aparte bench …`: the commands that measure. Each prints one object or a list with `--json`, else a table."""

from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated, Literal

import typer

from benchmarks.report import print_json, print_table

bench = typer.Typer(
    no_args_is_help=True, help="Mesurer : instances publiées, grandes tailles, autres outils."
)

AsJson = Annotated[bool, typer.Option("--json", help="Imprimer les chiffres en JSON.")]


@bench.command()
def b2bsp(
    folder: Annotated[Path, typer.Argument(help="Dossier des instances publiées (.dzn, published.csv).")],
    time_limit: Annotated[float, typer.Option(help="Secondes par instance.")] = 60.0,
    only: Annotated[str, typer.Option(help="Seulement les fichiers dont le nom contient ce texte.")] = "",
    as_json: AsJson = False,
) -> None:
    """Résout les instances publiées de « B2B meeting scheduling » et compare aux temps publiés."""
    from benchmarks.b2bsp import agrees, compare_seconds, run_all  # noqa: PLC0415 - solvers load slowly

    runs = list(run_all(folder, time_limit, only))
    if as_json:
        print_json([asdict(ours) for _, ours in runs])
        return
    columns = [
        *(field.name for field in fields(runs[0][1])),
        "published_breaks",
        "published_seconds",
        "agrees",
    ]
    rows = [{**asdict(row), **asdict(ours), "agrees": agrees(row, ours)} for row, ours in runs]
    print_table("B2B meeting scheduling", columns, rows)
    print_table(
        "Ensemble", ["rows", "agree", "geometric_mean", "published_mean", "ratio"], [compare_seconds(runs)]
    )


@bench.command()
def scale(
    buyers: Annotated[
        int, typer.Option(help="Nombre d’acheteurs ; sans lui, une suite de tailles croissantes.")
    ] = 0,
    suppliers: Annotated[int, typer.Option(help="Nombre de structures.")] = 72,
    slots: Annotated[int, typer.Option(help="Nombre de créneaux.")] = 10,
    places: Annotated[int, typer.Option(help="Nombre de lieux.")] = 13,
    density: Annotated[float, typer.Option(help="Part des couples qui peuvent se rencontrer.")] = 0.5,
    seed: Annotated[int, typer.Option(help="Graine du tirage.")] = 1,
    absence: Annotated[float, typer.Option(help="Part des créneaux où une personne est absente.")] = 0.1,
    guarantee: Annotated[int, typer.Option(help="Rendez-vous garantis par personne.")] = 2,
    cap: Annotated[int | None, typer.Option(help="Rendez-vous au plus par structure.")] = None,
    goals: Annotated[Literal["score", "all"], typer.Option(help="Objectifs : le score, ou tous.")] = "score",
    time_limit: Annotated[float, typer.Option(help="Secondes au plus.")] = 55.0,
    plot: Annotated[Path | None, typer.Option(help="Fichier SVG où dessiner la suite de tailles.")] = None,
    as_json: AsJson = False,
) -> None:
    """Résout un événement tiré au sort, de la taille demandée, ou une suite de tailles croissantes."""
    from benchmarks.events import Shape  # noqa: PLC0415 - solvers load slowly
    from benchmarks.scale import measure  # noqa: PLC0415 - solvers load slowly

    if not buyers:
        _scale_series(seed, goals, time_limit, plot, as_json=as_json)
        return
    shape = Shape(
        buyers=buyers,
        suppliers=suppliers,
        slots=slots,
        places=places,
        density=density,
        absence=absence,
        guarantee=guarantee,
        cap=cap,
        seed=seed,
    )
    figures = asdict(measure(shape, goals, time_limit))
    if as_json:
        print_json(figures)
        return
    reached = figures.pop("goals")
    print_table("Événement tiré au sort", list(figures), [figures])
    print_table("Objectifs", ["name", "value", "bound", "gap"], reached)


def _scale_series(
    seed: int, goals: Literal["score", "all"], time_limit: float, plot: Path | None, *, as_json: bool
) -> None:
    from benchmarks.plot import growth_picture  # noqa: PLC0415 - solvers load slowly
    from benchmarks.scale import growth, series  # noqa: PLC0415 - solvers load slowly

    measures = list(series(seed, goals, time_limit))
    if plot is not None:
        plot.write_text(growth_picture(measures), encoding="utf-8")
    if as_json:
        print_json([asdict(each) for each in measures])
    else:
        rows = growth(measures)
        print_table("Croissance avec la taille", list(rows[0]), rows)


@bench.command()
def peers(
    time_limit: Annotated[float, typer.Option(help="Secondes par événement pour Aparté.")] = 55.0,
    as_json: AsJson = False,
) -> None:
    """Compare Aparté aux règles que d’autres outils décrivent dans leurs pages d’aide, telles que nous les lisons."""
    from benchmarks.peers import Comparison, compare  # noqa: PLC0415 - solvers load slowly

    comparisons = [asdict(comparison) for comparison in compare(time_limit)]
    if as_json:
        print_json(comparisons)
        return
    print_table("Aparté et les autres règles", [field.name for field in fields(Comparison)], comparisons)


@bench.command()
def repair(
    time_limit: Annotated[float, typer.Option(help="Secondes pour le planning à réparer.")] = 30.0,
    number: Annotated[int, typer.Option(help="Nombre de rendez-vous à expliquer.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Répare et explique le planning d’un événement de 500 personnes et 6 000 rendez-vous."""
    from benchmarks.repair import LARGE, Repair, explained, planned, repairs  # noqa: PLC0415 - solvers load slowly

    day = planned(LARGE, time_limit)
    done = [asdict(each) for each in repairs(day)]
    reasons = asdict(explained(day, number))
    if as_json:
        print_json({"repairs": done, "explained": reasons})
        return
    print_table("Réparations", [field.name for field in fields(Repair)], done)
    print_table("Explications", list(reasons), [reasons])


@bench.command()
def exports(
    folder: Annotated[Path, typer.Option(help="Dossier écrit par « aparte plan ».")] = Path("out"),
    people: Annotated[
        int, typer.Option(min=0, help="Personnes d’un événement inventé ; 0 : celui de --folder.")
    ] = 0,
    meetings: Annotated[int, typer.Option(min=1, help="Rendez-vous de l’événement inventé.")] = 6000,
    as_json: AsJson = False,
) -> None:
    """Mesure les exports d’un planning : agendas, calendriers, pages, classeur."""
    from benchmarks.exports import measure_folder, measure_invented  # noqa: PLC0415 - reads the fonts

    if not people and not (folder / "aparte.sqlite").exists():
        typer.echo(f"{folder}/aparte.sqlite n’existe pas : lancez d’abord « make demo ».", err=True)
        raise typer.Exit(1)
    measured = measure_invented(people, meetings) if people else measure_folder(folder)
    rows = [asdict(seconds) for seconds in measured]
    if as_json:
        print_json(rows)
        return
    print_table("Exports", ["artefact", "files", "seconds"], rows)


@bench.command()
def needs(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="Lots : notice, title, description, cpv, buyer."),
    ],
    cpv: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Fichier officiel du CPV.")
    ] = None,
    half: Annotated[
        str | None, typer.Option(help="Une moitié des acheteurs : looked_at ou kept_back.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Retrouve la division et le groupe CPV de vrais besoins d’après leurs mots, et les besoins semblables."""
    from benchmarks.needs import Half, measure_file  # noqa: PLC0415 - reads the reference knowledge

    try:
        figures = asdict(measure_file(file, cpv, Half(half) if half else None))
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if as_json:
        print_json(figures)
        return
    print_table("Vrais besoins", list(figures), [figures])


@bench.command()
def matching(
    sealed: Annotated[bool, typer.Option("--sealed", help="La moitié scellée des besoins.")] = False,
    as_json: AsJson = False,
) -> None:
    """Mesure le classement sur des besoins et offres étiquetés, à côté de méthodes plus simples."""
    from benchmarks.matching import FIXTURES, compare, read_labelled  # noqa: PLC0415 - reads the knowledge

    rows = [
        {"method": name, **asdict(found)}
        for name, found in compare(read_labelled(FIXTURES, sealed=sealed)).items()
    ]
    if as_json:
        print_json(rows)
        return
    print_table("Besoins et offres étiquetés", list(rows[0]), rows)


@bench.command()
def bias(as_json: AsJson = False) -> None:
    """Mesure si écrire moins, ou être petit, fait reculer une structure dans le classement."""
    from benchmarks.bias import measure  # noqa: PLC0415 - reads the reference knowledge
    from benchmarks.matching import FIXTURES, read_labelled  # noqa: PLC0415 - reads the reference knowledge

    figures = asdict(measure(read_labelled(FIXTURES, sealed=False)))
    if as_json:
        print_json(figures)
        return
    print_table("Biais", list(figures), [figures])


@bench.command()
def ranking(
    left: Annotated[int, typer.Option(help="Nombre d’acheteurs.")] = 1000,
    right: Annotated[int, typer.Option(help="Nombre de structures.")] = 3000,
    as_json: AsJson = False,
) -> None:
    """Mesure la vitesse du classement, trois besoins ou offres par structure, et d’une mise à jour."""
    from benchmarks.ranking import measure  # noqa: PLC0415 - reads the reference knowledge

    figures = asdict(measure(left, right))
    if as_json:
        print_json(figures)
        return
    print_table("Classement", list(figures), [figures])
