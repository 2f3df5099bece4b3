"""Organisers' accounts: made, found by password, found by a sign-in link that works once."""

from __future__ import annotations

from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlmodel import Session, select

from matchmaker.models import Account, AccountBase, Event, Membership, MembershipLevel, stored_id

_hasher = PasswordHasher()
_NOBODYS_HASH = _hasher.hash("nobody's")
"""Checked where there is no account, so that the time taken doesn't tell whether there is one."""


def add_account(session: Session, email: str, name: str | None = None) -> Account:
    """The account of ``email``, made where there is none, with the right to organise every event here.

    Raises:
        pydantic.ValidationError: the address can't be one.
    """
    said = AccountBase.model_validate({"email": email, "name": name or email})
    account = session.exec(select(Account).where(Account.email == said.email)).first()
    if account is None:
        account = Account(**said.model_dump())
        session.add(account)
        session.flush()
    for event in session.exec(select(Event)).all():
        _join(session, account, event)
    return account


def set_password(account: Account, password: str) -> None:
    """Let the account sign in by ``password``; only its argon2 hash is kept."""
    account.password_hash = _hasher.hash(password)


def account_by_password(session: Session, email: str, password: str) -> Account | None:
    """The account that signs in with these, or None without saying which of the two is wrong."""
    account = session.exec(select(Account).where(Account.email == email.strip().lower())).first()
    known = account.password_hash if account is not None and account.active else None
    try:
        _hasher.verify(known or _NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return None
    return account if known else None


def sign_in_token(secret_key: str, account: Account) -> str:
    """A token for a sign-in link; it ends with time, and with the account's next sign-in."""
    return _serializer(secret_key).dumps([stored_id(account), _last(account)])


def account_by_token(session: Session, secret_key: str, token: str, minutes: int) -> Account | None:
    """The account of a sign-in link, or None where the link was used, is too old, or was made up."""
    try:
        account_id, last = _serializer(secret_key).loads(token, max_age=minutes * 60)
    except BadSignature:
        return None
    account = session.get(Account, account_id)
    return account if account is not None and account.active and _last(account) == last else None


def note_sign_in(account: Account) -> None:
    """Keep when the account signed in; the links made before no longer work."""
    account.signed_in_at = datetime.now(UTC)


def _last(account: Account) -> str:
    return account.signed_in_at.astimezone(UTC).isoformat() if account.signed_in_at else ""


def _serializer(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="sign-in")


def _join(session: Session, account: Account, event: Event) -> None:
    belongs = select(Membership).where(Membership.account_id == account.id, Membership.event_id == event.id)
    if session.exec(belongs).first() is None:
        session.add(
            Membership(account_id=stored_id(account), event_id=stored_id(event), level=MembershipLevel.OWNER)
        )
