"""Why an event has no plan, in words: the rules that can't be kept together."""

from __future__ import annotations

from matchmaker.language import translate as _
from matchmaker.planning.event_rows import EventRows
from scheduler.result import Cause, Result, Status


def clash_sentences(rows: EventRows, result: Result) -> list[str]:
    """A line that says there is no plan, and one a rule of the clash."""
    if result.status is not Status.INFEASIBLE:
        return [_("Aucun planning trouvé dans le temps donné : laissez plus de temps avec --time-limit.")]
    if not result.clash:
        return [_("Aucun planning ne tient toutes les règles.")]
    return [
        _("Aucun planning ne tient toutes ces règles à la fois :"),
        *(f"  • {_said(rows, c)}" for c in result.clash),
    ]


def _said(rows: EventRows, cause: Cause) -> str:
    names = {person.code: person.full_name for person in rows.participants.values()}
    said = _rule(cause.code)
    about = [
        *(names.get(code, code) for code in cause.people),
        *(_("rendez-vous {code}", code=code) for code in (cause.meeting,) if code),
        *(_("lieu {code}", code=code) for code in (cause.place,) if code),
        *(_("créneau {code}", code=code.partition("/")[0]) for code in (cause.slot,) if code),
    ]
    return f"{said} ({', '.join(about)})" if about else said


def _rule(code: str) -> str:
    rules = {
        "missing": _("un rendez-vous fixé doit se tenir"),
        "forbidden_pair": _("deux personnes ne doivent pas se rencontrer"),
        "pair_twice": _("une paire ne se rencontre qu’une fois"),
        "person_twice": _("une personne n’a qu’un rendez-vous à la fois"),
        "person_away": _("une personne n’est pas là"),
        "too_many": _("le nombre maximal de rendez-vous d’une personne"),
        "no_rest": _("le repos après plusieurs rendez-vous de suite"),
        "place_twice": _("un lieu n’accueille qu’un rendez-vous à la fois"),
        "place_closed": _("un lieu est fermé"),
        "place_unfit": _("un lieu ne convient pas (vidéo, accessibilité, places assises)"),
        "not_home": _("une personne ne quitte pas son lieu attitré"),
        "wrong_slot": _("le créneau d’un rendez-vous est fixé"),
        "wrong_place": _("le lieu d’un rendez-vous est fixé"),
        "wrong_session": _("la plage d’un rendez-vous est fixée"),
        "too_early": _("un rendez-vous doit en suivre un autre"),
        "helper": _("un·e interprète manque"),
        "unfair": _("l’écart de trous entre deux personnes"),
    }
    return rules.get(code, code)
