"""Who speaks for a firm, and who is tied to it (企业代表、利害关系)."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models.base import now
from models.edition import Edition, EditionState, Entrant
from models.firm import Firm, FirmAgent, Interest, ServiceContract
from models.member import Grant, Member, Role
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.firm import tie as rule
from rules.firm.tie import Tie
from rules.permission import Permission, Visitor, must_be_signed_in
from rules.refusal import N_, Refused
from services.firm.standing import on, the_firm
from services.trail import record
from services.visitor import check, the_place, visitor

RATES = (Permission.RUN_EDITION, Permission.DECIDE_EDITION, Permission.SCORE)


def name_agent(session: Session, actor: Visitor, firm_id: int, username: str) -> FirmAgent:
    """Name an account that speaks for a firm (指定企业代表): it sees, corrects, objects."""
    firm, place, fresh = _to_keep(session, actor, firm_id)
    wanted = select(Member).where(Member.username == username.strip())
    member = session.exec(wanted).first()
    if member is None or member.closed_at is not None or member.id is None:
        raise Refused(N_("There is no account “{username}”."), username=username.strip()[:40])
    if any(visitor(session, member.id).may(right, place.path) for right in RATES):
        raise Refused(N_("Whoever rates firms here does not speak for one."))
    if _agent(session, firm_id, member.id) is not None:
        raise Refused(N_("This account speaks for “{firm}” already."), firm=firm.name)
    agent = FirmAgent(firm_id=firm_id, member_id=member.id, named_by=fresh.member_id)
    session.add(agent)
    session.flush()
    _voiced(session, fresh, "agent.named", firm, place, {"member": member.id})
    return agent


def take_agent(session: Session, actor: Visitor, firm_id: int, member_id: int) -> None:
    """Take a firm's voice from an account (取消企业代表)."""
    firm, place, fresh = _to_keep(session, actor, firm_id)
    agent = _agent(session, firm_id, member_id)
    if agent is None:
        raise Refused(N_("This account does not speak for “{firm}”."), firm=firm.name)
    _must_not_fall_silent(session, firm, member_id)
    session.delete(agent)
    _voiced(session, fresh, "agent.taken", firm, place, {"member": member_id})


def _must_not_fall_silent(session: Session, firm: Firm, member_id: int) -> None:
    """Refuse to take the last voice of a firm that is being heard: nobody could object."""
    hearing = (EditionState.PREVIEW, EditionState.OBJECTION)
    running = session.exec(
        select(Edition.title)
        .join(Entrant, col(Entrant.edition_id) == Edition.id)
        .where(Entrant.firm_id == firm.id, col(Edition.state).in_(hearing))
    ).first()
    others = (
        select(FirmAgent.id)
        .join(Member, col(Member.id) == FirmAgent.member_id)
        .where(
            FirmAgent.firm_id == firm.id,
            FirmAgent.member_id != member_id,
            col(Member.closed_at).is_(None),
        )
    )
    if running is not None and session.exec(others).first() is None:
        sentence = N_("“{firm}” is being heard in “{edition}”: name somebody else first.")
        raise Refused(sentence, firm=firm.name, edition=running)


def speaks_for(session: Session, member_id: int | None) -> tuple[int, ...]:
    """The firms that a member speaks for, by id."""
    if member_id is None:
        return ()
    mine = select(FirmAgent.firm_id).where(FirmAgent.member_id == member_id)
    return tuple(session.exec(mine.order_by(col(FirmAgent.firm_id))))


def must_speak_for(session: Session, actor: Visitor, firm_id: int) -> Visitor:
    """The actor as the database knows him now; refused unless he speaks for the firm."""
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    if firm_id not in speaks_for(session, fresh.member_id):
        raise Refused(N_("Only somebody who speaks for this firm does that."))
    return fresh


def declare_interest(session: Session, actor: Visitor, firm_id: int, text: str) -> Interest:
    """Say what ties oneself to a firm (申报利害关系): from now on one does not score it."""
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    firm, text = the_firm(session, firm_id), rule.must_say_what_ties(text)
    if _interest(session, firm_id, fresh.member_id) is not None:
        raise Refused(N_("You have declared this already."))
    assert fresh.member_id is not None
    kept = Interest(firm_id=firm_id, member_id=fresh.member_id, text=text, declared_at=now())
    session.add(kept)
    session.flush()
    _voiced(session, fresh, "interest.declared", firm, the_place(session, firm.place_id), {})
    return kept


def withdraw_interest(session: Session, actor: Visitor, firm_id: int) -> None:
    """Take a declaration back (撤销申报), when nothing ties any more.

    Not while the firm is being rated: nobody is unbound for just one sheet.
    """
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    firm = the_firm(session, firm_id)
    kept = _interest(session, firm_id, fresh.member_id)
    if kept is None:
        raise Refused(N_("You have declared no interest in this firm."))
    _must_not_be_rated_now(session, firm)
    session.delete(kept)
    _voiced(session, fresh, "interest.withdrawn", firm, the_place(session, firm.place_id), {})


def _must_not_be_rated_now(session: Session, firm: Firm) -> None:
    over = (EditionState.PUBLISHED, EditionState.CANCELLED)
    running = session.exec(
        select(Edition.title)
        .join(Entrant, col(Entrant.edition_id) == Edition.id)
        .where(Entrant.firm_id == firm.id, col(Edition.state).not_in(over))
    ).first()
    if running is not None:
        sentence = N_("“{firm}” is being rated in “{edition}”: your declaration stands until then.")
        raise Refused(sentence, firm=firm.name, edition=running)


def bound(session: Session, member_id: int, firm_id: int) -> str | None:
    """Why a member may not score a firm, as an English sentence; ``None`` when he may (回避)."""
    tie = ties(session, [member_id]).get((member_id, firm_id))
    return rule.SAID[tie] if tie is not None else None


def must_be_unbound(session: Session, member_id: int, firm_id: int) -> None:
    """Refuse to let a member score a firm that he is tied to."""
    rule.must_be_untied(ties(session, [member_id]).get((member_id, firm_id)))


def ties(session: Session, member_ids: Iterable[int]) -> dict[tuple[int, int], Tie]:
    """What ties these members to firms, by (member, firm); asked once for any number."""
    wanted = list(member_ids)
    found: dict[tuple[int, int], Tie] = {}
    agents = select(FirmAgent.member_id, FirmAgent.firm_id).where(
        col(FirmAgent.member_id).in_(wanted)
    )
    declared = select(Interest.member_id, Interest.firm_id).where(
        col(Interest.member_id).in_(wanted)
    )
    for tie, pairs in (
        (Tie.AGENT, session.exec(agents)),
        (Tie.DECLARED, session.exec(declared)),
        (Tie.MANAGER, _managed(session, wanted)),
    ):
        for member_id, firm_id in pairs:
            key = (member_id, firm_id)
            found[key] = rule.stronger(found.get(key), tie)
    return found


def _managed(session: Session, member_ids: list[int]) -> Sequence[tuple[int, int]]:
    """The ties of those among them who manage anything at all: few do."""
    managers = select(Grant.member_id).where(
        col(Grant.member_id).in_(member_ids), col(Grant.role) == Role.MANAGER
    )
    found = session.exec(managers.distinct()).all()
    return session.exec(_managing(list(found))).all() if found else ()


def _managing(member_ids: list[int]) -> Select[int, int]:
    """Managers with the firms that serve where they manage, today: above, there, or below."""
    path, held = col(ServiceContract.path), col(Place.path)
    return (
        select(Grant.member_id, ServiceContract.firm_id)
        .join(Place, col(Place.id) == col(Grant.place_id))
        .join(
            ServiceContract,
            path.startswith(held) | held.startswith(path),
        )
        .where(
            col(Grant.member_id).in_(member_ids), col(Grant.role) == Role.MANAGER, on(day_of(now()))
        )
        .distinct()
    )


def _agent(session: Session, firm_id: int, member_id: int) -> FirmAgent | None:
    here = (FirmAgent.firm_id == firm_id, FirmAgent.member_id == member_id)
    return session.exec(select(FirmAgent).where(*here)).first()


def _interest(session: Session, firm_id: int, member_id: int | None) -> Interest | None:
    here = (Interest.firm_id == firm_id, Interest.member_id == member_id)
    return session.exec(select(Interest).where(*here)).first()


def _to_keep(session: Session, actor: Visitor, firm_id: int) -> tuple[Firm, Place, Visitor]:
    firm = the_firm(session, firm_id)
    place = the_place(session, firm.place_id)
    return firm, place, check(session, actor, Permission.KEEP_FIRMS, place)


def _voiced(
    session: Session, actor: Visitor, code: str, firm: Firm, place: Place, after: dict[str, int]
) -> None:
    about, moves = f"firm:{firm.id}", (Area.FIRM,)
    record(session, actor, code, about, place, moves=moves, after=after or None)
