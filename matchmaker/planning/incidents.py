"""What happens on the day, as an organiser says it: « P012@15:00 » becomes a change the scheduler understands."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.errors import SaidError
from matchmaker.intake.calendar import Calendar
from matchmaker.intake.cells import CellError
from matchmaker.intake.moments import Moment
from matchmaker.language import translate as _
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.problem import minutes
from scheduler.changes import Absent, Change, Late, PlaceLost, Replaced


class IncidentError(SaidError):
    """An incident that names nobody or no time of this event; the message says how to mend it."""


@dataclass(frozen=True)
class Incidents:
    """Reads incidents of one event."""

    rows: EventRows

    def absent(self, said: str) -> Change:
        """« PERSON » or « PERSON@TIME »: who leaves, and when."""
        code, moment = self._split(said)
        return Absent(person=self._person(code), start=None if moment is None else self.at(moment))

    def late(self, said: str) -> Change:
        """« PERSON@TIME »: who arrives, and when."""
        code, moment = self._split(said)
        if moment is None:
            raise IncidentError(_("Dites quand {code} arrivera : {code}@15:00.", code=code))
        return Late(person=self._person(code), until=self.at(moment))

    def lost_place(self, said: str) -> Change:
        """« PLACE » or « PLACE@TIME »: what can't be used any more, and from when."""
        code, moment = self._split(said)
        places = sorted(place.code for place in self.rows.places.values())
        if code not in places:
            raise IncidentError(
                _("Le lieu « {code} » n’existe pas. Lieux : {places}.", code=code, places=", ".join(places))
            )
        return PlaceLost(place=code, start=None if moment is None else self.at(moment))

    def swap(self, said: str) -> Change:
        """« PERSON=PERSON »: who is replaced, by whom."""
        person, equals, by = said.partition("=")
        if not equals:
            raise IncidentError(_("Dites qui remplace qui : P012=P013."))
        return Replaced(person=self._person(person), by=self._person(by))

    def at(self, said: str) -> int:
        """« 15:00 », or with its date where the event has several days, as the problem's minutes."""
        event = self.rows.event
        day = event.starts_on if event.starts_on == event.ends_on else None
        try:
            moment = Moment().read(said, Calendar(self.rows.zone, day))
        except CellError as error:
            raise IncidentError(str(error)) from None
        return minutes(self.rows, moment)

    def _split(self, said: str) -> tuple[str, str | None]:
        code, _at, moment = said.partition("@")
        return code, moment or None

    def _person(self, code: str) -> str:
        if code not in {person.code for person in self.rows.participants.values()}:
            raise IncidentError(
                _("Personne n’a le code « {code} » : les codes sont dans la feuille Participants.", code=code)
            )
        return code
