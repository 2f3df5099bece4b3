"""Why something asked for is not in a plan, as a code with what was found, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from matchmaker.language import translate as _
from matchmaker.planning.event_rows import EventRows


class ReasonCode(StrEnum):
    """Classes of reasons; those about time, room and cost are verified by solving."""

    NO_COMMON_SLOT = "no_common_slot"
    NO_PLACE = "no_place"
    PERSON_FULL = "person_full"
    PLACES_FULL = "places_full"
    WOULD_COST = "would_cost"
    CLASHES = "clashes"
    FREE = "free"
    FORBIDDEN = "forbidden"
    NOT_ALLOWED = "not_allowed"
    EXCLUDED = "excluded"
    NOT_ELIGIBLE = "not_eligible"
    NO_PROSPECT = "no_prospect"
    NEVER_AVAILABLE = "never_available"
    TOO_FEW_POSSIBLE = "too_few_possible"
    GUARANTEE_OUT_OF_REACH = "guarantee_out_of_reach"
    NOT_PROVEN = "not_proven"


@dataclass(frozen=True)
class Finding:
    """A reason and its particulars, as plain data that is stored with the plan.

    ``details`` may hold ``people`` (participant codes), ``points``, ``count`` and, where the scheduler explained it, what
    ``scheduler.explain.Explanation`` holds.
    """

    code: ReasonCode
    details: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, rows: EventRows) -> str:
        """The reason in the language in force, with names for codes."""
        names = {person.code: person.full_name for person in rows.participants.values()}
        people = ", ".join(names.get(code, code) for code in self.details.get("people", ()))
        return (
            _sentences()[self.code]
            .format(people=people, points=self.details.get("points", 0), count=self.details.get("count", 0))
            .strip()
        )


def _sentences() -> dict[ReasonCode, str]:
    return {
        ReasonCode.NO_COMMON_SLOT: _("Les deux ne sont jamais disponibles au même créneau."),
        ReasonCode.NO_PLACE: _(
            "Aucun lieu ouvert ne convient aux deux (vidéo, accessibilité, places assises)."
        ),
        ReasonCode.PERSON_FULL: _("Agenda déjà plein : {people}."),
        ReasonCode.PLACES_FULL: _("Aux créneaux communs, tous les lieux qui conviennent sont occupés."),
        ReasonCode.WOULD_COST: _(
            "Le planning y perdrait {points} points d’affinité, et ces personnes perdraient un rendez-vous : {people}."
        ),
        ReasonCode.CLASHES: _(
            "Aucun planning ne tient à la fois ce rendez-vous et ce qui est déjà fixé ou requis."
        ),
        ReasonCode.FREE: _(
            "Ce rendez-vous tiendrait dans le planning ; il y ajouterait des créneaux vides ou des trous."
        ),
        ReasonCode.FORBIDDEN: _("Ces deux personnes ne doivent pas se rencontrer."),
        ReasonCode.NOT_ALLOWED: _(
            "Les rôles de ces deux personnes ne prévoient pas qu’elles se rencontrent."
        ),
        ReasonCode.EXCLUDED: _("Vous avez écarté cette paire."),
        ReasonCode.NOT_ELIGIBLE: _(
            "Les conditions du besoin (marché réservé, territoire) écartent cette structure."
        ),
        ReasonCode.NO_PROSPECT: _(
            "Personne à rencontrer n’a d’affinité avec ce que cherche ou apporte cette personne."
        ),
        ReasonCode.NEVER_AVAILABLE: _("Cette personne n’est disponible à aucun créneau de rendez-vous."),
        ReasonCode.TOO_FEW_POSSIBLE: _(
            "Rendez-vous possibles pour cette personne, vu ses créneaux, sa présence (sur place ou à distance) "
            "et les lieux : {count}."
        ),
        ReasonCode.GUARANTEE_OUT_OF_REACH: _(
            "Aucun planning ne sert mieux les personnes les moins bien servies : c’est prouvé."
        ),
        ReasonCode.NOT_PROVEN: _(
            "Le temps de calcul n’a suffi ni à placer ce rendez-vous, ni à prouver qu’on ne le peut pas."
        ),
    }
