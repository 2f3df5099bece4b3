"""The account command, and the organiser's first way in."""

from __future__ import annotations

from sqlmodel import Session, col, select

from matchmaker.database import migrate, open_database, writing
from matchmaker.language import translate as _
from matchmaker.models import Account, Event
from webapp.accounts import add_account, set_password, sign_in_token
from webapp.settings import Settings

SHORTEST_PASSWORD = 12
LOCAL_ADDRESS = "http://127.0.0.1:8000"
"""Where `aparte serve` listens unless told otherwise."""


def add_and_print(settings: Settings, email: str, password: str | None) -> str:
    """Make or find the account; the sentence to print, with a sign-in link.

    Raises:
        ValueError: the address or the password can't be used.
    """
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise ValueError(_("Un mot de passe compte {count} caractères au moins.", count=SHORTEST_PASSWORD))
    engine = open_database(settings.database_url)
    migrate(engine)
    with writing(engine) as session:
        account = add_account(session, email)
        if password is not None:
            set_password(account, password)
            session.add(account)
        address = settings.public_address.rstrip("/") or LOCAL_ADDRESS
        link = f"{address}/connexion/{sign_in_token(settings.secret_key, account)}"
    engine.dispose()
    return _(
        "Compte {email}. Lien de connexion, valable {minutes} minutes :\n{link}",
        email=account.email,
        minutes=settings.sign_in_link_minutes,
        link=link,
    )


def first_account(session: Session) -> Account | None:
    """The account that signs in on one's own machine: the oldest, or else one for the event's organiser."""
    account = session.exec(select(Account).order_by(col(Account.id))).first()
    if account is not None:
        return add_account(session, account.email, account.name)
    event = session.exec(select(Event)).first()
    return add_account(session, event.organiser_email, event.organiser_name) if event is not None else None
