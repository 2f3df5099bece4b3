"""Checks across rows and sheets: what each row alone can't tell. One check, one function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from matchmaker.intake.calendar import DATE_FORMAT, Calendar
from matchmaker.intake.everything import Everything
from matchmaker.intake.findings import Findings
from matchmaker.intake.intake import ParticipantRow
from matchmaker.intake.located import Located
from matchmaker.intake.references import check_once, check_references
from matchmaker.language import translate as _
from matchmaker.models import EventBase, Presence, WishLevel, WorkshopBase

MOMENTS = (
    ("sessions", ("starts_at", "ends_at")),
    ("workshops", ("starts_at", "ends_at")),
    ("places", ("opens_at", "closes_at")),
    ("participants", ("arrives_at", "leaves_at")),
)


def check_together(
    event: EventBase | None, rows: Mapping[str, Sequence[Located]], calendar: Calendar, findings: Findings
) -> None:
    """Add to ``findings`` all that doesn't hold together."""
    everything = Everything(event, rows, calendar, findings)
    for check in (
        check_once,
        check_references,
        check_within_event,
        check_sessions_apart,
        check_workshops_apart,
        check_roles_meet,
        check_guarantees,
        check_video,
        check_carriers,
        check_two_sides,
        check_wishes_against_forbidden_pairs,
        check_somebody_speaks,
    ):
        check(everything)


def check_within_event(everything: Everything) -> None:
    """Sessions, workshops, openings, arrivals and departures lie within the event's dates."""
    event = everything.event
    if event is None:
        return
    for noun, fields in MOMENTS:
        for located in everything.good(noun):
            for field in fields:
                moment = located.values.get(field)
                if (
                    moment
                    and not event.starts_on <= everything.calendar.local(moment).date() <= event.ends_on
                ):
                    sentence = _(
                        "Le {day} est en dehors de l’événement, qui va du {start} au {end}.",
                        day=f"{moment:{DATE_FORMAT}}",
                        start=f"{event.starts_on:{DATE_FORMAT}}",
                        end=f"{event.ends_on:{DATE_FORMAT}}",
                    )
                    everything.complain(noun, located, field, "outside_event", sentence)


def check_sessions_apart(everything: Everything) -> None:
    """No two sessions overlap."""
    ordered = sorted(everything.good("sessions"), key=lambda located: located.row.starts_at)
    for before, after in pairwise(ordered):
        if after.row.starts_at < before.row.ends_at:
            sentence = _(
                "Cette plage commence avant la fin de « {name} » (ligne {row}).",
                name=before.row.name,
                row=before.number,
            )
            everything.complain("sessions", after, "starts_at", "overlap", sentence)


def check_workshops_apart(everything: Everything) -> None:
    """Nobody attends two workshops at once."""
    workshops: dict[str, WorkshopBase] = everything.good_by_code("workshops")
    for located in everything.rows.get("participants", ()):
        attended = [workshops[code] for code in located.values.get("workshops", ()) if code in workshops]
        attended.sort(key=lambda workshop: workshop.starts_at)
        for before, after in pairwise(attended):
            if after.starts_at < before.ends_at:
                sentence = _(
                    "Les ateliers « {first} » et « {second} » ont lieu en même temps : gardez-en un.",
                    first=before.code,
                    second=after.code,
                )
                everything.complain("participants", located, "workshops", "overlap", sentence)


def check_roles_meet(everything: Everything) -> None:
    """A role that is promised meetings may meet another; one that meets nobody, or that nobody has, is told."""
    if "may_meet" not in everything.rows or "participants" not in everything.rows:
        return
    met = {
        code
        for located in everything.rows["may_meet"]
        for code in (located.values.get("seeker"), located.values.get("provider"))
    }
    held = {located.values.get("role") for located in everything.rows["participants"]}
    for located in everything.good("roles"):
        if located.code not in met and located.row.guaranteed:
            sentence = _(
                "Le rôle « {code} » promet des rendez-vous et ne rencontre personne : ajoutez une ligne à "
                "« Qui rencontre qui », ou videz « Minimum garanti ».",
                code=located.code,
            )
            everything.complain("roles", located, "guaranteed", "role_meets_nobody", sentence)
        elif located.code not in met:
            sentence = _("Le rôle « {code} » ne rencontre personne.", code=located.code)
            everything.notice("roles", located, "code", "role_meets_nobody", sentence)
        elif located.code not in held:
            sentence = _("Personne n’a le rôle « {code} ».", code=located.code)
            everything.notice("roles", located, "code", "role_of_nobody", sentence)


def check_guarantees(everything: Everything) -> None:
    """Nobody is promised more meetings than their own or their role's maximum, or than there are slots."""
    roles = everything.good_by_code("roles")
    slots = [slot for located in everything.good("sessions") for slot in located.row.slot_times()]
    workshops = everything.good_by_code("workshops")
    for located in everything.good("participants"):
        role = roles.get(located.row.role or "")
        if role is None:
            continue
        base = located.row.base
        guaranteed = role.guaranteed if base.guaranteed is None else base.guaranteed
        greatest = role.greatest if base.greatest is None else base.greatest
        if greatest is not None and guaranteed > greatest:
            field = "greatest" if base.guaranteed is None else "guaranteed"
            sentence = _(
                "Le minimum garanti ({least}) dépasse le maximum ({most}), en comptant ceux du rôle « {role} ».",
                least=guaranteed,
                most=greatest,
                role=role.code,
            )
            everything.complain("participants", located, field, "guarantee_above_cap", sentence)
        elif slots and guaranteed > len(slots):
            sentence = _(
                "Il n’y a que {slots} créneaux pour {least} rendez-vous garantis.",
                slots=len(slots),
                least=guaranteed,
            )
            everything.complain("participants", located, "guaranteed", "guarantee_above_slots", sentence)
        elif slots and guaranteed > (free := _count_free(slots, located.row, workshops)):
            sentence = _(
                "Ses disponibilités laissent moins de créneaux libres ({slots}) que de rendez-vous garantis ({least}).",
                slots=free,
                least=guaranteed,
            )
            everything.notice("participants", located, "guaranteed", "guarantee_above_free_slots", sentence)


def _count_free(
    slots: Sequence[tuple[datetime, datetime]], person: ParticipantRow, workshops: Mapping[str, WorkshopBase]
) -> int:
    """The slots in which a person is there and attends no workshop."""
    base = person.base
    taken = [(interval.starts_at, interval.ends_at) for interval in base.unavailable]
    taken += [
        (workshops[code].starts_at, workshops[code].ends_at) for code in person.workshops if code in workshops
    ]
    return sum(
        (base.arrives_at is None or base.arrives_at <= start)
        and (base.leaves_at is None or end <= base.leaves_at)
        and not any(start < busy_end and busy_start < end for busy_start, busy_end in taken)
        for start, end in slots
    )


def check_video(everything: Everything) -> None:
    """Where somebody who meets others is remote, a place has video; where somebody is on site, a place is; and for both."""
    places = everything.good("places")
    if not places or len(places) < len(everything.rows["places"]):
        return
    presences = Counter(
        located.row.base.presence
        for located in everything.good("participants")
        if located.row.role is not None
    )
    remote, on_site = presences[Presence.REMOTE], presences[Presence.ON_SITE]
    if remote and not any(place.row.base.video for place in places):
        sentence = _("Des personnes viennent à distance ({count}), et aucun lieu n’a la visio.", count=remote)
        everything.complain("places", None, "video", "no_video", sentence)
    elif remote and on_site and not any(place.row.base.video and place.row.base.on_site for place in places):
        sentence = _(
            "Aucun lieu n’accueille à la fois une personne sur place et une personne à distance : elles ne pourront pas "
            "se rencontrer. Une table équipée d’un écran a « oui » dans les deux colonnes."
        )
        everything.notice("places", places[0], "video", "no_place_for_both", sentence)
    if on_site and not remote and not any(place.row.base.on_site for place in places):
        sentence = _(
            "Des personnes viennent sur place ({count}), et tous les lieux sont à distance.", count=on_site
        )
        everything.complain("places", None, "on_site", "no_table", sentence)


def check_carriers(everything: Everything) -> None:
    """Who carries a need or an offer is of its organisation."""
    for noun in ("needs", "offers"):
        for located in everything.good(noun):
            carrier = located.row.participant
            of = everything.organisation_of.get(carrier or "")
            known = located.row.organisation in everything.organisation_of
            if known and of is not None and of != located.row.organisation:
                sentence = _(
                    "« {person} » est de la structure « {organisation} » : corrigez l’une des deux colonnes.",
                    person=carrier,
                    organisation=of,
                )
                everything.complain(noun, located, "participant", "carrier_of_another", sentence)


def check_two_sides(everything: Everything) -> None:
    """A wish and a forbidden pair are about two organisations, not one."""
    for noun, one, other in (("wishes", "author", "about"), ("forbidden_pairs", "a", "b")):
        for located in everything.good(noun):
            sides = [
                everything.organisation_of.get(getattr(located.row, side), getattr(located.row, side))
                for side in (one, other)
            ]
            if sides[0] == sides[1]:
                sentence = _("Les deux côtés sont de la même structure : « {code} ».", code=sides[0])
                everything.complain(noun, located, other, "same_side", sentence)


def check_wishes_against_forbidden_pairs(everything: Everything) -> None:
    """A wished meeting that the organiser forbids is told, since it won't take place."""
    forbidden = {frozenset((located.row.a, located.row.b)) for located in everything.good("forbidden_pairs")}
    of = everything.organisation_of
    for located in everything.good("wishes"):
        wish = located.row
        if wish.base.level not in (WishLevel.MUST, WishLevel.WANT):
            continue
        sides = ((wish.author, of.get(wish.author)), (wish.about, of.get(wish.about)))
        if any(frozenset((a, b)) in forbidden for a in sides[0] for b in sides[1]):
            sentence = _("Cette paire est aussi dans « À ne pas réunir » : elle ne sera pas réunie.")
            everything.notice("wishes", located, "about", "wished_and_forbidden", sentence)


def check_somebody_speaks(everything: Everything) -> None:
    """A need or an offer is brought by somebody who has meetings."""
    if "participants" not in everything.rows:
        return
    present = {
        located.values.get("organisation")
        for located in everything.rows["participants"]
        if located.values.get("role")
    }
    for noun in ("needs", "offers"):
        for located in everything.good(noun):
            if located.row.organisation not in present:
                sentence = _("Personne de « {code} » n’a de rendez-vous.", code=located.row.organisation)
                everything.notice(noun, located, "organisation", "nobody_speaks", sentence)
