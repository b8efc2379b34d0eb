"""Accounts and grants (成员与授权): writing the rows; who calls has checked the right to."""

from sqlmodel import Session, select

from models.base import now
from models.member import Grant, Member, Role
from models.place import Place
from models.revision import Area
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.sign_in import must_be_name, must_be_username, same_username
from services.sign_in.session import void_sessions
from services.trail import record


def by_username(session: Session, typed: str) -> Member:
    """The member who signs in as ``typed``; refused when there is none."""
    found = select(Member).where(Member.username == same_username(typed))
    member = session.exec(found).first()
    if member is None:
        raise Refused(N_("There is no such member."))
    return member


def enrol(session: Session, actor: Visitor, username: str, name: str) -> Member:
    """A new account without a password yet: a one-time link is its invitation."""
    kept = must_be_username(username)
    if session.exec(select(Member.id).where(Member.username == kept)).first() is not None:
        raise Refused(N_("The user name “{username}” is taken."), username=kept)
    member = Member(username=kept, name=must_be_name(name))
    session.add(member)
    session.flush()
    _leave_line(session, actor, "member.added", member)
    return member


def give(session: Session, actor: Visitor, member: Member, role: Role, place: Place) -> Grant:
    """``role`` at ``place`` and below; sessions go on, since rights are read at every click."""
    same = select(Grant).where(
        Grant.member_id == member.id, Grant.role == role, Grant.place_id == place.id
    )
    if session.exec(same).first() is not None:
        raise Refused(N_("{name} holds this role here already."), name=member.name)
    assert member.id is not None and place.id is not None
    grant = Grant(member_id=member.id, role=role, place_id=place.id, granted_by=actor.member_id)
    session.add(grant)
    session.flush()
    about, after = f"member:{member.id}", {"role": role.value}
    record(session, actor, "role.given", about, place, moves=(Area.MEMBER,), after=after)
    return grant


def close_account(session: Session, actor: Visitor, member: Member) -> None:
    """Nobody comes in by this account any more, and who is in is out."""
    if member.closed_at is not None:
        raise Refused(N_("The account of {name} is locked already."), name=member.name)
    member.closed_at = now()
    session.add(member)
    session.flush()
    void_sessions(session, member.id)
    _leave_line(session, actor, "member.closed", member)


def reopen_account(session: Session, actor: Visitor, member: Member) -> None:
    """The account works again, with the password and the roles it had."""
    if member.closed_at is None:
        raise Refused(N_("The account of {name} is not locked."), name=member.name)
    member.closed_at = None
    session.add(member)
    _leave_line(session, actor, "member.reopened", member)


def _leave_line(session: Session, actor: Visitor, code: str, member: Member) -> None:
    record(session, actor, code, f"member:{member.id}", None, moves=(Area.MEMBER,))
