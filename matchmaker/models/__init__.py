"""The tables, a file a noun. ``NounBase`` validates (workbook, form, API); ``Noun`` is the table."""

from matchmaker.models.account import Account, AccountBase, Membership, MembershipLevel
from matchmaker.models.answer import DayAnswer, DayAnswerBase, MeetingAnswer, MeetingAnswerBase, NextStep
from matchmaker.models.consent import Consent, ConsentBase, Purpose
from matchmaker.models.event import Event, EventBase, Phase
from matchmaker.models.forbidden_pair import ForbiddenPair, ForbiddenPairBase
from matchmaker.models.identity import stored_id
from matchmaker.models.job import Job, JobState
from matchmaker.models.match import Decision, Match, Reason
from matchmaker.models.meeting import Meeting, MeetingPerson
from matchmaker.models.need import Need, NeedBase, Reservation
from matchmaker.models.offer import Offer, OfferBase
from matchmaker.models.organisation import Organisation, OrganisationBase, OrganisationKind
from matchmaker.models.participant import Interval, Participant, ParticipantBase, Presence
from matchmaker.models.place import Place, PlaceBase
from matchmaker.models.plan import Goal, Plan, PlanState, Unplaced
from matchmaker.models.role import MayMeet, Role, RoleBase
from matchmaker.models.room import Room, RoomBase
from matchmaker.models.session import MeetingSession, MeetingSessionBase
from matchmaker.models.slot import Slot
from matchmaker.models.wish import Wish, WishBase, WishLevel
from matchmaker.models.workshop import Attendance, Workshop, WorkshopBase

__all__ = [
    "Account",
    "AccountBase",
    "Attendance",
    "Consent",
    "ConsentBase",
    "DayAnswer",
    "DayAnswerBase",
    "Decision",
    "Event",
    "EventBase",
    "ForbiddenPair",
    "ForbiddenPairBase",
    "Goal",
    "Interval",
    "Job",
    "JobState",
    "Match",
    "MayMeet",
    "Meeting",
    "MeetingAnswer",
    "MeetingAnswerBase",
    "MeetingPerson",
    "MeetingSession",
    "MeetingSessionBase",
    "Membership",
    "MembershipLevel",
    "Need",
    "NeedBase",
    "NextStep",
    "Offer",
    "OfferBase",
    "Organisation",
    "OrganisationBase",
    "OrganisationKind",
    "Participant",
    "ParticipantBase",
    "Phase",
    "Place",
    "PlaceBase",
    "Plan",
    "PlanState",
    "Presence",
    "Purpose",
    "Reason",
    "Reservation",
    "Role",
    "RoleBase",
    "Room",
    "RoomBase",
    "Slot",
    "Unplaced",
    "Wish",
    "WishBase",
    "WishLevel",
    "Workshop",
    "WorkshopBase",
    "stored_id",
]
