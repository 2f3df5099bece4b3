"""What a long command shows in the terminal, and how Ctrl-C stops it with the best plan so far."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from matchmaker.language import translate as _
from matchmaker.language import translate_plural
from matchmaker.planning.goal_names import goal_name, worth_telling
from scheduler.result import Progress as SolverProgress


class Watch:
    """A progress bar on standard error; within its block Ctrl-C asks the solver to stop, a second one quits.

    ``on_progress`` and ``should_stop`` are what ``scheduler.solve`` wants to be given.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._stopped = False
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[figures]}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task(_("Préparation"), total=seconds, figures="")

    def __enter__(self) -> Self:
        self._bar.start()
        self._previous = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_error: object) -> None:
        signal.signal(signal.SIGINT, self._previous)
        self._bar.stop()

    def on_progress(self, progress: SolverProgress) -> None:
        """Show the goal being worked on, its value and bound, and the time left."""
        self._bar.update(
            self._task,
            completed=min(progress.seconds, self._seconds),
            description=goal_name(progress.goal),
            figures=_("{value} (borne {bound})", value=progress.value, bound=progress.bound),
        )

    def on_writing(self, done: int, total: int) -> None:
        """Show how many files are written."""
        self._bar.update(
            self._task,
            completed=done,
            total=total,
            description=_("Écriture des agendas"),
            figures=f"{done}/{total}",
        )

    def should_stop(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._stopped

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True
        self._console.print(
            _("Arrêt demandé : le meilleur planning trouvé est gardé. Encore Ctrl-C pour tout quitter.")
        )


def plan_summary(report: dict[str, Any], folder: Path) -> str:
    """What a plan reached, for a terminal: status, meetings, goals with their bounds, what is missing, where it is."""
    summary = report["summary"]
    lines = [
        _status_line(report["status"]),
        _(
            "{meetings} rendez-vous pour {participants} participant·es, en {seconds} s de calcul.",
            meetings=summary["meetings"],
            participants=summary["participants"],
            seconds=f"{summary['seconds']:.1f}",
        ),
        "",
    ]
    lines += [
        "  " + _("{label} : {said}", label=goal_name(goal["name"]), said=_figure(goal))
        for goal in report["goals"]
        if worth_telling(goal["name"], goal["value"])
    ]
    lines += [""]
    lines += [
        "  • " + _("{label} : {said}", label=case["participant"], said=case["sentence"])
        for case in report["below_guarantee"]
    ]
    lines += [
        translate_plural(
            "{count} souhait non placé, avec sa raison, dans planning.xlsx.",
            "{count} souhaits non placés, chacun avec sa raison, dans planning.xlsx.",
            len(report["unplaced"]),
        ),
        _("Tout est dans {folder}/ : planning.xlsx, agendas.pdf, agendas/…", folder=folder),
    ]
    return "\n".join(lines)


def _status_line(status: str) -> str:
    return {
        "optimal": _("Planning optimal : chaque but est prouvé, à sa tolérance près."),
        "feasible": _("Planning trouvé ; la durée fixée est écoulée avant la preuve de chaque but."),
        "stopped": _("Planning arrêté à votre demande : le meilleur trouvé jusque-là."),
    }[status]


def _figure(goal: dict[str, Any]) -> str:
    if goal["gap"] == 0:
        return _("{value} (prouvé)", value=goal["value"])
    return _("{value} (borne {bound})", value=goal["value"], bound=goal["bound"])


def repair_summary(report: dict[str, Any]) -> str:
    """What a repair changed, for a terminal: whom to tell, what was removed, added and moved."""
    lines = [
        translate_plural(
            "Planning réparé : {count} personne change d’agenda.",
            "Planning réparé : {count} personnes changent d’agenda.",
            len(report["people_changed"]),
        ),
        _("À prévenir : {people}.", people=", ".join(report["people_changed"]) or "—"),
    ]
    removed, added, moved = report["removed"], report["added"], report["moved"]
    ends = [*removed, *added, *(end for move in moved for end in (move["before"], move["after"]))]
    dated = len({held["start"][:10] for held in ends}) > 1
    lines += [f"  − {_where(held, dated)}" for held in removed]
    lines += [f"  + {_where(held, dated)}" for held in added]
    lines += [f"  ↷ {_where(move['before'], dated)} → {_where(move['after'], dated)}" for move in moved]
    lines.append(
        _("C’est prouvé : aucune réparation ne change moins d’agendas.")
        if report["proven"]
        else _("Une réparation qui change moins d’agendas existe peut-être : le temps de calcul a manqué.")
    )
    return "\n".join(lines)


def _where(held: dict[str, Any], dated: bool) -> str:
    start = datetime.fromisoformat(held["start"])
    when = f"{start:%d/%m %H:%M}" if dated else f"{start:%H:%M}"
    return f"{when} {held['place']} {' – '.join(held['people'])}"
