"""The scheduler's goals in the user's words."""

from __future__ import annotations

from matchmaker.language import translate as _
from matchmaker.language import translate_plural

SHORTFALL = "shortfall_"


def goal_name(goal: str) -> str:
    """A goal as an organiser reads it; a goal without words of its own keeps the scheduler's name.

    The scheduler counts the people who lack one meeting or more to their guarantee, two or more, and so on.
    """
    if goal.startswith(SHORTFALL):
        lacking = int(goal.removeprefix(SHORTFALL))
        return translate_plural(
            "Personnes à qui il manque {count} rendez-vous garanti ou plus",
            "Personnes à qui il manque {count} rendez-vous garantis ou plus",
            lacking,
        )
    names = {
        "required": _("Rendez-vous requis tenus"),
        "score": _("Affinité totale"),
        "idle_slots": _("Créneaux vides entre deux rendez-vous"),
        "breaks": _("Trous dans les agendas"),
        "moves": _("Changements de lieu"),
        "agendas_changed": _("Agendas changés en plus de ceux qu’il faut"),
    }
    return names.get(goal, goal)


def worth_telling(goal: str, value: int) -> bool:
    """Whether a goal says something new: that nobody lacks four meetings is said by nobody lacking one."""
    return value > 0 or not goal.startswith(SHORTFALL) or goal == f"{SHORTFALL}1"
