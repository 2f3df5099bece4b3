"""From rows to what stands in an agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from matchmaker.agenda.day_rows import DayRows
from matchmaker.agenda.entry import (
    Contact,
    Location,
    MeetingEntry,
    PauseEntry,
    Person,
    Topic,
    TopicKind,
    WorkshopEntry,
)
from matchmaker.models import (
    Match,
    Meeting,
    MeetingPerson,
    Need,
    Offer,
    Participant,
    Place,
    Presence,
    Workshop,
)

SEEKER = 0
"""The side of a meeting that is its match's ``a``."""

SHORTEST_PAUSE = timedelta(minutes=10)

SPEAKS_FOR = 0.5
"""From this value on a reason speaks for a pair."""


def person(rows: DayRows, participant_id: int, *, contact: bool) -> Person:
    """Somebody, with their address and telephone where ``contact`` says so."""
    row = rows.participants[participant_id]
    return Person(
        code=row.code,
        first_name=row.first_name,
        last_name=row.last_name,
        job_title=row.job_title,
        organisation=rows.organisations[row.organisation_id].name,
        contact=Contact(email=row.email, phone=row.phone) if contact else None,
    )


def location(rows: DayRows, place: Place) -> Location:
    """Where a place is."""
    room = rows.rooms.get(place.room_id) if place.room_id else None
    return Location(
        code=place.code,
        name=place.name,
        room=room.name if room else None,
        floor=room.floor if room else None,
        directions=room.directions if room else "",
        on_site=place.on_site,
    )


def meeting_entry(rows: DayRows, taking_part: MeetingPerson) -> MeetingEntry:
    """A meeting as one of the people who take part in it sees it."""
    meeting = rows.meetings[taking_part.meeting_id]
    slot, place, match = (
        rows.slots[meeting.slot_id],
        rows.places[meeting.place_id],
        rows.matches[meeting.match_id],
    )
    together = rows.people_of_meeting[taking_part.meeting_id]
    others = [p.participant_id for p in together if p.side != taking_part.side]
    colleagues = [
        p.participant_id
        for p in together
        if p.side == taking_part.side and p.participant_id != taking_part.participant_id
    ]
    own, other = _topics(rows, match, taking_part.side)
    return MeetingEntry(
        code=meeting.code,
        start=slot.starts_at.astimezone(rows.zone),
        end=slot.ends_at.astimezone(rows.zone),
        others=tuple(person(rows, i, contact=i in rows.sharing) for i in others),
        colleagues=tuple(person(rows, i, contact=False) for i in colleagues),
        location=location(rows, place),
        by_video=joins_by_video(rows.participants[taking_part.participant_id], place),
        others_by_video=any(joins_by_video(rows.participants[i], place) for i in others),
        video_url=video_url(rows, meeting),
        reasons=reasons(match),
        topic=other,
        own_topic=own,
        also=_other_topics(rows, match.b_id if taking_part.side == SEEKER else match.a_id, match),
    )


def joins_by_video(participant: Participant, place: Place) -> bool:
    """Whether somebody who meets at ``place`` does so by video: a remote person, or anyone at a mere link."""
    return participant.presence is Presence.REMOTE or not place.on_site


def video_url(rows: DayRows, meeting: Meeting) -> str | None:
    """The link of a meeting that somebody joins by video, where it is known."""
    place = rows.places[meeting.place_id]
    people = (rows.participants[p.participant_id] for p in rows.people_of_meeting[meeting.id or 0])
    return place.video_url if any(joins_by_video(p, place) for p in people) else None


def reasons(match: Match) -> tuple[str, ...]:
    """Why the two fit, in the order scoring gives; what speaks against a pair more than for it is left out.

    A side's wish not to meet the other is such a reason: it must never reach the other side.
    """
    return tuple(
        reason.sentence for reason in match.reasons if reason.value >= SPEAKS_FOR and reason.sentence
    )


def workshop_entry(rows: DayRows, workshop: Workshop, participant_id: int) -> WorkshopEntry:
    """A workshop as somebody who attends it needs to know it: who is on site is not sent to a link."""
    presence = rows.participants[participant_id].presence
    may_join = presence is not Presence.ON_SITE or workshop.location is None
    return WorkshopEntry(
        code=workshop.code,
        start=workshop.starts_at.astimezone(rows.zone),
        end=workshop.ends_at.astimezone(rows.zone),
        name=workshop.name,
        location=workshop.location,
        by_video=presence is Presence.REMOTE or workshop.location is None,
        video_url=workshop.video_url if may_join else None,
        description=workshop.description,
    )


def pauses(rows: DayRows, entries: Iterable[MeetingEntry | WorkshopEntry]) -> list[PauseEntry]:
    """The planned time without meetings that lies within somebody's day.

    It is the time between the sessions of the event that begin after the person's first entry and before the
    last one ends, and between the workshops attended. Free slots inside a session are no pause, nor are the
    few minutes in which one room is left for another.
    """
    own = sorted((entry.start, entry.end) for entry in entries)
    if not own:
        return []
    last = max(end for _, end in own)
    sessions = (
        (s.starts_at.astimezone(rows.zone), s.ends_at.astimezone(rows.zone)) for s in rows.sessions.values()
    )
    blocks = sorted([*own, *(s for s in sessions if s[0] < last and s[1] > own[0][0])])
    found, until = [], blocks[0][1]
    for start, end in blocks:
        if start - until >= SHORTEST_PAUSE and start.date() == until.date():
            found.append(PauseEntry(start=until, end=start))
        until = max(until, end)
    return found


def _topics(rows: DayRows, match: Match, side: int) -> tuple[Topic | None, Topic | None]:
    """The need and the offer behind a match: the own one, then the other side's."""
    need = rows.needs.get(match.need_id) if match.need_id else None
    offer = rows.offers.get(match.offer_id) if match.offer_id else None
    sought = _need_topic(need) if need else None
    brought = _offer_topic(offer) if offer else None
    return (sought, brought) if side == SEEKER else (brought, sought)


def _other_topics(rows: DayRows, organisation_id: int, match: Match) -> tuple[Topic, ...]:
    """What an organisation looks for and brings beside the need and offer behind ``match``."""
    needs = (_need_topic(n) for n in rows.needs_of.get(organisation_id, ()) if n.id != match.need_id)
    offers = (_offer_topic(o) for o in rows.offers_of.get(organisation_id, ()) if o.id != match.offer_id)
    return (*needs, *offers)


def _need_topic(need: Need) -> Topic:
    return Topic(kind=TopicKind.NEED, title=need.title, description=need.description)


def _offer_topic(offer: Offer) -> Topic:
    return Topic(kind=TopicKind.OFFER, title=offer.title, description=offer.description)
