"""Which account is an owner's, and the owner's role that follows from it (业主认领)."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Grant, Member, Role
from models.place import Place
from models.revision import Area
from models.roll import Owner, Ownership, Unit
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.sign_in import LONGEST_NAME
from services.member.account import enrol
from services.roll.owner import checked
from services.sign_in.link import write_link
from services.trail import record


def link_owner(session: Session, actor: Visitor, owner_id: int, member_id: int) -> Owner:
    """Say that an account is this owner's: with it he votes for what he owns (业主认领).

    Whoever links has seen the papers; the trail keeps who it was.
    """
    fresh, owner, compound = checked(session, actor, owner_id, Permission.IMPORT_ROLL)
    member = session.get(Member, member_id)
    if member is None or member.closed_at is not None:
        raise Refused(N_("There is no such member."))
    if owner.member_id is not None:
        raise Refused(N_("This owner has an account already. Take it away first."))
    same = select(Owner.name).where(Owner.compound_id == compound.id, Owner.member_id == member_id)
    if session.exec(same).first() is not None:
        raise Refused(N_("This account belongs to another owner here. Are they the same?"))
    owner.member_id = member_id
    session.add(owner)
    session.flush()
    follow_ownership(session, fresh, compound)
    about, after = f"owner:{owner_id}", {"member": member_id}
    moves = (Area.ROLL, Area.MEMBER)
    record(session, fresh, "owner.linked", about, compound, moves=moves, after=after)
    return owner


def unlink_owner(session: Session, actor: Visitor, owner_id: int) -> Owner:
    """Take the account away from the owner: it votes for him no more (解除认领)."""
    fresh, owner, compound = checked(session, actor, owner_id, Permission.IMPORT_ROLL)
    if owner.member_id is None:
        raise Refused(N_("This owner has no account."))
    before = {"member": owner.member_id}
    owner.member_id = None
    session.add(owner)
    session.flush()
    follow_ownership(session, fresh, compound)
    moves = (Area.ROLL, Area.MEMBER)
    about = f"owner:{owner_id}"
    record(session, fresh, "owner.unlinked", about, compound, moves=moves, before=before)
    return owner


def invite_owner(
    session: Session, actor: Visitor, owner_id: int, username: str
) -> tuple[Owner, str]:
    """An account for an owner who has none, and the key of its one-time link (邀请业主)."""
    fresh, owner, _compound = checked(session, actor, owner_id, Permission.INVITE)
    if owner.member_id is not None:
        raise Refused(N_("This owner has an account already. Take it away first."))
    if owner.phone_print is not None:
        same = select(Member.username).where(Member.phone_print == owner.phone_print)
        if (taken := session.exec(same).first()) is not None:
            raise Refused(
                N_("The account “{username}” has this owner's phone number: link it instead."),
                username=taken,
            )
    member = enrol(session, fresh, username, owner.name[:LONGEST_NAME])
    member.phone, member.phone_print = owner.phone, owner.phone_print
    session.add(member)
    session.flush()
    assert member.id is not None
    return link_owner(session, fresh, owner_id, member.id), write_link(session, fresh, member)


def follow_ownership(session: Session, actor: Visitor, compound: Place) -> bool:
    """Give and take the owner's role in ``compound`` so that it fits the roll.

    Whoever loses it has every session ended. Returns whether anything changed.
    """
    linked = session.execute(
        sa.select(col(Owner.member_id), col(Unit.place_id))
        .join(Ownership, col(Ownership.owner_id) == col(Owner.id))
        .join(Unit, col(Unit.id) == col(Ownership.unit_id))
        .where(col(Owner.compound_id) == compound.id, col(Owner.member_id).is_not(None))
    )
    wanted = {(member_id or 0, place_id) for member_id, place_id in linked}
    standing = session.exec(
        select(Grant)
        .join(Place, col(Place.id) == Grant.place_id)
        .where(
            Grant.role == Role.OWNER,
            Place.path >= compound.path,
            Place.path < path_end(compound.path),
        )
    ).all()
    held = {(grant.member_id, grant.place_id): grant for grant in standing}
    for key in held.keys() - wanted:
        session.delete(held[key])
    lost = {member_id for member_id, _place in held.keys() - wanted}
    ended = sa.update(Member).where(col(Member.id).in_(lost))
    session.execute(ended.values(token_version=Member.token_version + 1))
    for member_id, place_id in sorted(wanted - held.keys()):
        session.add(
            Grant(
                member_id=member_id,
                role=Role.OWNER,
                place_id=place_id,
                granted_by=actor.member_id,
            )
        )
    session.flush()
    return held.keys() != wanted
