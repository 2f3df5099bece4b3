"""A participant's link: signed, long-lived, revoked by raising the participant's ``link_version``."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer
from sqlmodel import Session

from matchmaker.models import Participant


def participant_token(secret_key: str, participant: Participant) -> str:
    """What stands in the participant's link."""
    return _serializer(secret_key).dumps([participant.id, participant.link_version])


def participant_by_token(session: Session, secret_key: str, token: str) -> Participant | None:
    """The participant a link belongs to, or None where it was made up or revoked."""
    try:
        participant_id, version = _serializer(secret_key).loads(token)
    except BadSignature:
        return None
    participant = session.get(Participant, participant_id)
    return participant if participant is not None and participant.link_version == version else None


def revoke_links(participant: Participant) -> None:
    """Make the links given to the participant so far useless."""
    participant.link_version += 1


def _serializer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt="participant")
