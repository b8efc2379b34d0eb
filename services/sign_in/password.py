"""Trying, setting and changing a password (密码).

Hashing and comparing take a quarter of a second and happen outside these transactions:
a try is counted before it is judged, so that parallel guesses cannot outrun the lock.
"""

from dataclasses import dataclass

from sqlalchemy import case, update
from sqlmodel import Session, col, select

from models.base import now
from models.member import Member
from models.sign_in import SignInSession
from rules.permission import Visitor, must_be_signed_in
from rules.refusal import N_, Refused
from rules.sign_in import LOCKED, TRIES, same_username
from services.sign_in.session import changed, digest, new_ticket, void_sessions
from services.trail import HOUSE, record

WRONG = N_(
    "The name or the password is not right. After five wrong tries an account rests for 15 minutes."
)


@dataclass(frozen=True)
class Account:
    """The one account that a try is about (待验证账号)."""

    member_id: int
    username: str
    name: str
    password_hash: str
    last_try: bool  # wrong this time means locked


def knock(session: Session, typed: str) -> Account | None:
    """Count one try. ``None``: nobody of that name, or locked, closed, or without a password.

    The count is one UPDATE: it holds over tabs, processes and replicas. The last try locks
    at once; a right password opens again in ``let_in``.
    """
    moment, username = now(), same_username(typed)
    full = col(Member.failed_count) + 1 >= TRIES
    counted = changed(
        session,
        update(Member)
        .where(
            col(Member.username) == username,
            col(Member.closed_at).is_(None),
            col(Member.password_hash) != "",
            col(Member.locked_until).is_(None) | (col(Member.locked_until) <= moment),
        )
        .values(
            failed_count=case((full, 0), else_=col(Member.failed_count) + 1),
            locked_until=case((full, moment + LOCKED), else_=None),
        ),
    )
    if not counted:
        return None
    row = session.exec(
        select(Member.id, Member.name, Member.password_hash, Member.locked_until).where(
            Member.username == username
        )
    ).one()
    member_id, name, password_hash, locked_until = row
    assert member_id is not None
    return Account(member_id, username, name, password_hash, locked_until is not None)


def turn_away(session: Session, account: Account) -> None:
    """The try was wrong: the fifth one leaves a line."""
    if account.last_try:
        about = f"member:{account.member_id}"
        minutes = LOCKED.seconds // 60
        record(session, HOUSE, "member.locked", about, None, moves=(), after={"minutes": minutes})


def forgive(session: Session, member_id: int) -> None:
    """The password was right: earlier wrong tries are forgotten."""
    session.execute(
        update(Member).where(col(Member.id) == member_id).values(failed_count=0, locked_until=None)
    )


def let_in(session: Session, account: Account) -> str:
    """The password was right: a ticket for the cookie route."""
    forgive(session, account.member_id)
    return new_ticket(session, account.member_id)


def change_password(
    session: Session, actor: Visitor, cookie: str | None, password_hash: str
) -> None:
    """The actor's own new password: every other session ends, the one with ``cookie`` stays."""
    must_be_signed_in(actor)
    member = session.get(Member, actor.member_id)
    if member is None or member.closed_at is not None:
        raise Refused(N_("Please sign in first."))
    write_password(session, actor, member, password_hash)
    session.flush()
    session.refresh(member)
    _keep(session, member, cookie)


def write_password(session: Session, actor: Visitor, member: Member, password_hash: str) -> None:
    """Set the hash and void every session; the caller has checked the right to."""
    member.password_hash = password_hash
    session.add(member)
    session.flush()
    assert member.id is not None
    forgive(session, member.id)
    void_sessions(session, member.id)
    record(session, actor, "password.set", f"member:{member.id}", None, moves=())


def _keep(session: Session, member: Member, cookie: str | None) -> None:
    session.execute(
        update(SignInSession)
        .where(
            col(SignInSession.cookie_hash) == digest(cookie or ""),
            col(SignInSession.member_id) == member.id,
            col(SignInSession.revoked_at).is_(None),
        )
        .values(token_version=member.token_version)
    )
