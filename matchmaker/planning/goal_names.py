"""The scheduler's goals in the user's words."""

from __future__ import annotations

from matchmaker.language import translate as _


def goal_name(goal: str) -> str:
    """A goal as an organiser reads it; a goal without words of its own keeps the scheduler's name."""
    names = {
        "required": _("Rendez-vous requis tenus"),
        "shortfall": _("Rendez-vous manquants aux minimums garantis"),
        "score": _("Affinité totale"),
        "idle_slots": _("Créneaux vides entre deux rendez-vous"),
        "breaks": _("Trous dans les agendas"),
        "moves": _("Changements de lieu"),
    }
    return names.get(goal, goal)
