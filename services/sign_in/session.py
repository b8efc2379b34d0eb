"""Browsers that are signed in (登录会话): a ticket opens one, its cookie stands for a member."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

import sqlalchemy
from sqlalchemy import Delete, Update, bindparam, delete, update
from sqlmodel import Session, col, select

from models.base import now
from models.member import Grant, Member, Role
from models.place import Place
from models.sign_in import SignInSession, Ticket
from rules.permission import STRANGER, Held, Visitor
from rules.refusal import N_, Refused
from rules.sign_in import IDLE, LONGEST, TICKET_LIVES
from services.trail import record
from services.visitor import visitor

SEEN_EVERY = timedelta(minutes=1)
KEPT_FOR = timedelta(days=30)  # a session that is over stays listed as long

# Read at every click: one statement, built once, and plain rows instead of objects.
_WHO = (
    sqlalchemy.select(
        col(Member.id),
        col(Member.name),
        col(Member.username),
        col(Grant.role),
        col(Grant.place_id),
        col(Place.path),
    )
    .join(SignInSession, col(SignInSession.member_id) == Member.id)
    .outerjoin(Grant, col(Grant.member_id) == Member.id)
    .outerjoin(Place, col(Place.id) == Grant.place_id)
    .where(
        col(SignInSession.cookie_hash) == bindparam("cookie_hash"),
        col(SignInSession.revoked_at).is_(None),
        col(SignInSession.created_at) > bindparam("oldest"),
        col(SignInSession.seen_at) > bindparam("idle"),
        col(SignInSession.token_version) == Member.token_version,
        col(Member.closed_at).is_(None),
    )
    .order_by(col(Place.path), col(Grant.role))
)


def digest(secret: str) -> str:
    """What the database keeps of a cookie, ticket or link: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def changed(session: Session, statement: Update | Delete) -> int:
    """Run ``statement``; how many rows it changed."""
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def restore(session: Session, cookie: str | None) -> Visitor:
    """Who the cookie stands for at this moment; a stranger when it stands for nobody."""
    if not cookie:
        return STRANGER
    moment = now()
    given = {"cookie_hash": digest(cookie), "oldest": moment - LONGEST, "idle": moment - IDLE}
    rows = session.connection().execute(_WHO, given).all()
    if not rows:
        return STRANGER
    held = tuple(Held(Role(row[3]), row[4], row[5]) for row in rows if row[3] is not None)
    return Visitor(rows[0][0], rows[0][1], rows[0][2], held)


def seen(session: Session, cookies: Collection[str]) -> None:
    """Note that these browsers are in use, at most once a minute, so that they do not go idle."""
    moment = now()
    session.execute(
        update(SignInSession)
        .where(
            col(SignInSession.cookie_hash).in_([digest(cookie) for cookie in cookies]),
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.seen_at) > moment - IDLE,
            col(SignInSession.seen_at) <= moment - SEEN_EVERY,
        )
        .values(seen_at=moment)
    )


def new_ticket(session: Session, member_id: int) -> str:
    """A ticket that the form hands to the browser; the cookie route takes it once."""
    ticket = secrets.token_urlsafe(32)
    row = Ticket(ticket_hash=digest(ticket), member_id=member_id, expires_at=now() + TICKET_LIVES)
    session.add(row)
    return ticket


def redeem(session: Session, ticket: str, browser: str = "") -> str | None:
    """The cookie that the ticket buys; ``None`` when it was used, is late, or never was."""
    row = session.exec(select(Ticket).where(Ticket.ticket_hash == digest(ticket))).first()
    if row is None:
        return None
    taken = changed(session, delete(Ticket).where(col(Ticket.id) == row.id))
    member = session.get(Member, row.member_id)
    if not taken or row.expires_at <= now():
        return None
    if member is None or member.closed_at is not None:
        return None
    cookie = secrets.token_urlsafe(32)
    kept = SignInSession(
        cookie_hash=digest(cookie),
        member_id=row.member_id,
        token_version=member.token_version,
        browser=browser[:40],
        seen_at=now(),
    )
    session.add(kept)
    session.flush()
    actor = visitor(session, member.id)
    record(session, actor, "session.opened", f"sign_in_session:{kept.id}", None, moves=())
    return cookie


def close(session: Session, cookie: str | None) -> None:
    """Sign this browser out. A cookie that stands for nobody is already out."""
    found = select(SignInSession).where(SignInSession.cookie_hash == digest(cookie or ""))
    kept = session.exec(found).first()
    if kept is not None and kept.revoked_at is None:
        _revoke(session, visitor(session, kept.member_id), kept)


def close_other(session: Session, actor: Visitor, session_id: int) -> SignInSession:
    """Sign out one of the actor's own browsers."""
    kept = session.get(SignInSession, session_id)
    if kept is None or kept.member_id != actor.member_id:
        raise Refused(N_("You are not signed in there any more."))
    if kept.revoked_at is None:
        _revoke(session, actor, kept)
    return kept


def _revoke(session: Session, actor: Visitor, kept: SignInSession) -> None:
    kept.revoked_at = now()
    session.add(kept)
    record(session, actor, "session.closed", f"sign_in_session:{kept.id}", None, moves=())


def close_all(session: Session, actor: Visitor) -> None:
    """Sign the actor out of every browser, this one too."""
    void_sessions(session, actor.member_id)
    about = f"member:{actor.member_id}"
    record(session, actor, "session.closed", about, None, moves=(), after={"everywhere": True})


def void_sessions(session: Session, member_id: int | None) -> None:
    """Every session of the member begun before now is void, on every replica."""
    session.execute(
        update(Member)
        .where(col(Member.id) == member_id)
        .values(token_version=col(Member.token_version) + 1)
    )


def open_sessions(session: Session, member_id: int | None) -> list[SignInSession]:
    """The browsers where the member is signed in, the one used last first."""
    moment = now()
    rows = session.exec(
        select(SignInSession)
        .join(Member, col(Member.id) == SignInSession.member_id)
        .where(
            SignInSession.member_id == member_id,
            SignInSession.token_version == Member.token_version,
            col(SignInSession.revoked_at).is_(None),
            SignInSession.created_at > moment - LONGEST,
            SignInSession.seen_at > moment - IDLE,
        )
        .order_by(col(SignInSession.seen_at).desc(), col(SignInSession.id).desc())
    )
    return list(rows)


def sweep(session: Session) -> None:
    """Throw away tickets that nobody used and sessions that ended long ago."""
    session.execute(delete(Ticket).where(col(Ticket.expires_at) <= now()))
    over = col(SignInSession.seen_at) <= now() - KEPT_FOR
    session.execute(delete(SignInSession).where(over))
