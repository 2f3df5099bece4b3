"""What choices kept as codes are called on pages."""

from __future__ import annotations

from enum import StrEnum

from matchmaker.agenda.entry import Entry, MeetingEntry, PauseEntry, WorkshopEntry
from matchmaker.language import translate as _
from matchmaker.models import Decision, JobState, NextStep, OrganisationKind, Phase, Plan, PlanState, Presence


def label(choice: StrEnum) -> str:
    """What the choice is called in the language in force."""
    return _labels()[choice]


def next_steps() -> list[tuple[NextStep, str]]:
    """What may come after a meeting, in order of commitment."""
    return [(step, label(step)) for step in NextStep]


def kind_plural(kind: OrganisationKind) -> str:
    """What people of such organisations are called, several of them."""
    return {
        OrganisationKind.BUYER: _("acheteurs"),
        OrganisationKind.ESS: _("structures ESS"),
        OrganisationKind.INSTITUTION: _("institutions"),
        OrganisationKind.OTHER: _("autres"),
    }[kind]


def entry_kind(entry: Entry) -> str:
    """What an entry of an agenda is, for its template and its look."""
    match entry:
        case MeetingEntry():
            return "meeting"
        case WorkshopEntry():
            return "workshop"
        case PauseEntry():
            return "pause"


def status_label(plan: Plan) -> str:
    """What the solver says of a plan."""
    if _is_proven_repair(plan):
        return _("Réparé : aucune réparation ne change moins d’agendas, c’est prouvé")
    return {
        "optimal": _("Optimal : aucun planning ne peut faire mieux, c’est prouvé"),
        "feasible": _("Valable : la limite de temps est venue avant la preuve"),
        "stopped": _("Valable : le calcul a été arrêté avant la preuve"),
    }.get(plan.solver_status, plan.solver_status)


def status_word(plan: Plan) -> str:
    """The same in one word, for a badge."""
    if _is_proven_repair(plan):
        return _("Réparé")
    return {"optimal": _("Optimal"), "feasible": _("Valable"), "stopped": _("Arrêté")}.get(
        plan.solver_status, plan.solver_status
    )


def _is_proven_repair(plan: Plan) -> bool:
    """Whether the proof is about the change from the plan before, not about what the plan is worth."""
    return plan.solver_status == "optimal" and [goal.name for goal in plan.goals] == ["agendas_changed"]


def _labels() -> dict[StrEnum, str]:
    return {
        Phase.PREPARE: _("Préparer"),
        Phase.REGISTER: _("Inscrire"),
        Phase.WISH: _("Souhaits"),
        Phase.PLAN: _("Planifier"),
        Phase.PUBLISH: _("Publier"),
        Phase.DAY: _("Jour J"),
        Phase.FEEDBACK: _("Bilan"),
        Phase.FOLLOW_UP: _("Suivi"),
        OrganisationKind.BUYER: _("Acheteur"),
        OrganisationKind.ESS: _("Structure ESS"),
        OrganisationKind.INSTITUTION: _("Institution"),
        OrganisationKind.OTHER: _("Autre"),
        Presence.ON_SITE: _("Sur place"),
        Presence.REMOTE: _("À distance"),
        Presence.EITHER: _("Sur place ou à distance"),
        Decision.EXCLUDED: _("Écartée"),
        Decision.REQUIRED: _("Exigée"),
        PlanState.DRAFT: _("Brouillon"),
        PlanState.PUBLISHED: _("Publié"),
        PlanState.WITHDRAWN: _("Retiré"),
        JobState.QUEUED: _("En attente"),
        JobState.RUNNING: _("En cours"),
        JobState.DONE: _("Terminé"),
        JobState.FAILED: _("Échoué"),
        JobState.CANCELLED: _("Annulé"),
        NextStep.NOTHING: _("Rien de prévu"),
        NextStep.STAY_IN_TOUCH: _("Garder le contact"),
        NextStep.MEET_AGAIN: _("Se revoir"),
        NextStep.QUOTE: _("Un devis"),
        NextStep.CONTRACT: _("Un contrat"),
    }
