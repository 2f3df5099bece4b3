"""A small day with everything an agenda can hold: two zones, people on site and remote, workshops, nasty text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel

from matchmaker.models import (
    Attendance,
    Consent,
    Event,
    Match,
    Meeting,
    MeetingPerson,
    MeetingSession,
    Need,
    Offer,
    Organisation,
    OrganisationKind,
    Participant,
    Place,
    Plan,
    Presence,
    Purpose,
    Reason,
    Room,
    Slot,
    Unplaced,
    Workshop,
    stored_id,
)

NASTY = '=SUM(A1) #let x = [*gras*] "guillemets" <b> $math$ @ref \\ \x00\x07\u202e 😀 北京 ' + "é" * 90
MADE_AT = datetime(2021, 11, 10, 17, 5, tzinfo=UTC)

Row = TypeVar("Row", bound=SQLModel)


class SmallDay:
    """18 November 2021: a workshop in the morning, two sessions of three slots in the afternoon, three places.

    ``zone`` is the event's; every time is given in it. People by code: B1 and B2 buy (B2 comes by video),
    S1 to S3 sell (S3 by video), W1 attends the workshop only, N1 nothing at all.
    """

    def __init__(self, session: Session, zone: str = "Europe/Paris") -> None:
        self.session = session
        self.numbers = count(1)
        self.zone = ZoneInfo(zone)
        self.event = self.add(
            Event(
                code="jar",
                name="Journée des achats responsables",
                venue="Halle des Lilas",
                address="12 rue des Lilas, 93100 Montreuil",
                starts_on=date(2021, 11, 18),
                ends_on=date(2021, 11, 18),
                time_zone=zone,
                organiser_name='Chambre "ESS", Île-de-France',
                organiser_email="equipe@chambre.example",
                created_at=MADE_AT,
            )
        )
        self.event_id = stored_id(self.event)
        self.plan = self.add_plan(number=3)
        self.slots = [*self._session("Début d’après-midi", 14), *self._session("Fin d’après-midi", 15, 30)]
        room = self.add(
            Room(
                event_id=self.event_id,
                name="Salle Nord",
                floor="1er étage",
                directions="Prendre l’escalier à gauche de l’accueil.",
            )
        )
        self.places = {
            "T1": self._place("T1", "Table 1", room_id=stored_id(room)),
            "T2": self._place(
                "T2", "Table 2", room_id=stored_id(room), video=True, video_url="https://visio.example/t2"
            ),
            "V1": self._place(
                "V1", "Visio 1", on_site=False, video=True, video_url="https://visio.example/v1"
            ),
        }
        self.people = {
            "B1": self._person("B1", "Ville de Montreuil", OrganisationKind.BUYER, last_name="Étienne"),
            "B2": self._person(
                "B2", "Hôpital du Parc", OrganisationKind.BUYER, last_name="Zola", presence=Presence.REMOTE
            ),
            "S1": self._person("S1", "Régie des Lilas", OrganisationKind.ESS, last_name="Dupont"),
            "S2": self._person("S2", NASTY, OrganisationKind.ESS, last_name=NASTY, first_name="=1+1"),
            "S3": self._person(
                "S3", "Traiteur Solidaire", OrganisationKind.ESS, last_name="Évrard", presence=Presence.REMOTE
            ),
            "W1": self._person("W1", "Métropole", OrganisationKind.INSTITUTION, last_name="d’Artois"),
            "N1": self._person("N1", "Absents", OrganisationKind.OTHER, last_name="Nul"),
        }
        for code in ("B1", "S3"):
            self.add(
                Consent(
                    participant_id=self.person_id(code),
                    purpose=Purpose.SHARE_CONTACT,
                    given=True,
                    decided_at=MADE_AT,
                )
            )
        self.add(
            Consent(
                participant_id=self.person_id("S1"),
                purpose=Purpose.SHARE_CONTACT,
                given=False,
                decided_at=MADE_AT,
            )
        )
        workshop = self.add(
            Workshop(
                event_id=self.event_id,
                code="A1",
                name="Comprendre les marchés réservés",
                starts_at=self.at(10),
                ends_at=self.at(12),
                location="Amphithéâtre",
                video_url="https://visio.example/a1",
                description="Avec deux témoignages.",
            )
        )
        for code in ("W1", "B1", "B2"):
            self.add(Attendance(workshop_id=stored_id(workshop), participant_id=self.person_id(code)))

    def at(self, hour: int, minute: int = 0) -> datetime:
        """A time of the day in the event's zone."""
        return datetime(2021, 11, 18, hour, minute, tzinfo=self.zone)

    def add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    def add_plan(self, number: int) -> Plan:
        return self.add(
            Plan(
                event_id=self.event_id,
                number=number,
                solver_status="optimal",
                goals=[],
                problem="{}",
                seconds=1.0,
                created_at=MADE_AT,
            )
        )

    def person_id(self, code: str) -> int:
        return stored_id(self.people[code])

    def match(self, a: str, b: str, *, score: int = 700, about: str = "") -> Match:
        """The match of two people's organisations, with a need and an offer behind it where ``about`` names it."""
        need = offer = None
        if about:
            need = self.need(a, f"Recherche {about}")
            offer = self.offer(b, f"Propose {about}")
        return self.add(
            Match(
                event_id=self.event_id,
                a_id=self.people[a].organisation_id,
                b_id=self.people[b].organisation_id,
                score=score,
                a_score=score,
                b_score=score,
                need_id=need and stored_id(need),
                offer_id=offer and stored_id(offer),
                reasons=[
                    Reason(criterion="sector", value=0.9, sentence="même secteur d’activité"),
                    Reason(criterion="territory", value=0.5, sentence="présence dans le même département"),
                    Reason(
                        criterion="capacity", value=0.4, sentence="ne peut porter qu’une partie du montant"
                    ),
                    Reason(criterion="wish", value=0.0, sentence="préfère d’autres rendez-vous"),
                ],
            )
        )

    def need(self, who: str, title: str, description: str = "Trois fois par semaine.") -> Need:
        return self.add(
            Need(
                event_id=self.event_id,
                organisation_id=self.people[who].organisation_id,
                code=f"N{next(self.numbers)}",
                title=title,
                description=description,
            )
        )

    def offer(self, who: str, title: str, description: str = "Équipe de douze personnes.") -> Offer:
        return self.add(
            Offer(
                event_id=self.event_id,
                organisation_id=self.people[who].organisation_id,
                code=f"O{next(self.numbers)}",
                title=title,
                description=description,
            )
        )

    def meet(self, a: str, b: str, slot: int, place: str, *, about: str = "le nettoyage") -> Meeting:
        """A meeting of ``a`` (who seeks) and ``b`` in the plan."""
        meeting = self.add(
            Meeting(
                plan_id=stored_id(self.plan),
                match_id=stored_id(self.match(a, b, about=about)),
                code=f"{a}.{b}",
                slot_id=stored_id(self.slots[slot]),
                place_id=stored_id(self.places[place]),
            )
        )
        for side, person in enumerate((a, b)):
            self.add(
                MeetingPerson(
                    meeting_id=stored_id(meeting),
                    participant_id=self.person_id(person),
                    plan_id=stored_id(self.plan),
                    slot_id=meeting.slot_id,
                    side=side,
                )
            )
        return meeting

    def leave_out(self, a: str, b: str, reason: str) -> Unplaced:
        match = self.match(a, b, score=300)
        return self.add(
            Unplaced(
                plan_id=stored_id(self.plan),
                a_id=self.person_id(a),
                b_id=self.person_id(b),
                match_id=stored_id(match),
                reason=reason,
            )
        )

    def _session(self, name: str, hour: int, minute: int = 0) -> list[Slot]:
        start = self.at(hour, minute)
        session = self.add(
            MeetingSession(
                event_id=self.event_id, name=name, starts_at=start, ends_at=start + timedelta(hours=1)
            )
        )
        return [
            self.add(
                Slot(
                    event_id=self.event_id,
                    session_id=stored_id(session),
                    position=position,
                    starts_at=start + timedelta(minutes=20 * position),
                    ends_at=start + timedelta(minutes=20 * (position + 1)),
                )
            )
            for position in range(3)
        ]

    def _place(self, code: str, name: str, **values: object) -> Place:
        return self.add(Place(event_id=self.event_id, code=code, name=name, **values))

    def _person(
        self,
        code: str,
        organisation: str,
        kind: OrganisationKind,
        *,
        last_name: str,
        first_name: str = "Camille",
        presence: Presence = Presence.ON_SITE,
    ) -> Participant:
        legal_entity = self.add(
            Organisation(event_id=self.event_id, code=f"ORG-{code}", name=organisation, kind=kind)
        )
        return self.add(
            Participant(
                event_id=self.event_id,
                organisation_id=stored_id(legal_entity),
                code=code,
                first_name=first_name,
                last_name=last_name,
                email=f"{code.lower()}@lilas.example",
                phone="0601020304",
                job_title="Responsable",
                presence=presence,
            )
        )


def full_day(session: Session, zone: str = "Europe/Paris") -> SmallDay:
    """The small day with its meetings: on site, mixed, and by video alone; one pair is left out."""
    day = SmallDay(session, zone)
    day.meet("B1", "S1", 0, "T1")
    day.meet("B1", "S2", 1, "T1", about=NASTY)
    day.meet("B1", "S3", 4, "T2", about="un traiteur")
    day.meet("B2", "S1", 2, "T2", about="les espaces verts")
    day.meet("B2", "S3", 3, "V1", about="")
    day.leave_out("B2", "S2", "no_common_slot")
    return day
