"""A participant's link: signed, long-lived, revoked by raising the participant's ``link_version``.

It names event and person by their codes: row numbers are given anew when a workbook is read again, and a link must
never open somebody else's day.
"""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer
from sqlmodel import Session, select

from matchmaker.models import Event, Participant


def participant_token(session: Session, secret_key: str, participant: Participant) -> str:
    """What stands in the participant's link."""
    event = session.get_one(Event, participant.event_id)
    return _serializer(secret_key).dumps([event.code, participant.code, participant.link_version])


def participant_by_token(session: Session, secret_key: str, token: str) -> Participant | None:
    """The participant a link belongs to, or None where it was made up or revoked."""
    try:
        event_code, code, version = _serializer(secret_key).loads(token)
    except BadSignature:
        return None
    query = select(Participant).join(Event).where(Event.code == event_code, Participant.code == code)
    return session.exec(query.where(Participant.link_version == version)).first()


def revoke_links(participant: Participant) -> None:
    """Make the links given to the participant so far useless."""
    participant.link_version += 1


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="participant")
