"""What administrators and councils do for members (账号与授权): each checked, each in the trail."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.member import Grant, Member, Role
from models.place import Place
from models.revision import Area
from models.secret import fingerprint
from rules.member import must_be_seat, must_give
from rules.permission import (
    BELONGING,
    Permission,
    Visitor,
    must_be_allowed,
    must_be_signed_in,
)
from rules.refusal import N_, Refused
from rules.roll.cell import phone as read_phone
from rules.sign_in import must_be_name
from services.member.account import close_account, enrol, give, reopen_account
from services.sign_in.link import make_link, write_link
from services.sign_in.session import void_sessions
from services.trail import record
from services.visitor import the_place, visitor


@dataclass(frozen=True)
class Person:
    """Who gets an account (新成员)."""

    username: str
    name: str
    phone: str = ""


def add_member(
    session: Session, actor: Visitor, person: Person, role: Role, place_id: int
) -> tuple[Member, str]:
    """A new account with its first role, and the key of its one-time link (开通账号)."""
    fresh = _fresh(session, actor)
    place = the_place(session, place_id)
    must_be_seat(role, place.kind)
    must_give(fresh, role, place.path)
    phone = _free_phone(session, person.phone)
    member = enrol(session, fresh, person.username, person.name)
    _call(member, phone)
    session.add(member)
    give(session, fresh, member, role, place)
    return member, write_link(session, fresh, member)


def _fresh(session: Session, actor: Visitor) -> Visitor:
    """The actor as the database knows him now."""
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    return fresh


def _free_phone(session: Session, typed: str, of: int | None = None) -> str | None:
    """The number, refused when somebody else's account has it: he is there already."""
    if not typed.strip():
        return None
    number = read_phone(typed)
    same = select(Member).where(Member.phone_print == fingerprint(number), Member.id != of)
    if (found := session.exec(same).first()) is not None:
        raise Refused(
            N_("The account “{username}” has this phone number already: give it the role instead."),
            username=found.username,
        )
    return number


def _call(member: Member, phone: str | None) -> None:
    member.phone, member.phone_print = phone, fingerprint(phone) if phone else None


def the_member(session: Session, member_id: int) -> Member:
    """The member with this id; refused when there is none."""
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise Refused(N_("There is no such member."))
    return member


def grant_role(
    session: Session, actor: Visitor, member_id: int, role: Role, place_id: int
) -> Grant:
    """Give a role at a place and below it (授权). His sessions end: he comes in anew with it."""
    fresh = _fresh(session, actor)
    member, place = the_member(session, member_id), the_place(session, place_id)
    must_be_seat(role, place.kind)
    must_give(fresh, role, place.path)
    if member.closed_at is not None:
        raise Refused(N_("The account of {name} is locked already."), name=member.name)
    grant = give(session, fresh, member, role, place)
    _end_sessions(session, fresh, member)
    return grant


def revoke_role(session: Session, actor: Visitor, grant_id: int) -> None:
    """Take a role away (撤销授权). His sessions end."""
    fresh = _fresh(session, actor)
    grant = session.get(Grant, grant_id, with_for_update=True)
    if grant is None:
        raise Refused(N_("This role is gone already."))
    place, role = the_place(session, grant.place_id), Role(grant.role)
    if role is Role.OWNER:
        raise Refused(N_("Owners follow from the roll: link the owner to the account there."))
    must_give(fresh, role, place.path)
    member = the_member(session, grant.member_id)
    if role is Role.ADMINISTRATOR:
        must_leave_an_administrator(session, member, [place.path])
    session.delete(grant)
    session.flush()
    _end_sessions(session, fresh, member)
    about, before = f"member:{member.id}", {"role": role.value}
    record(session, fresh, "role.taken", about, place, moves=(Area.MEMBER,), before=before)


def _end_sessions(session: Session, actor: Visitor, member: Member) -> None:
    """Whoever changes his own roles stays: his rights are read afresh at every click."""
    if member.id != actor.member_id:
        void_sessions(session, member.id)


def must_leave_an_administrator(session: Session, member: Member, paths: list[str]) -> None:
    """Refuse to take the last one who administers a place (最后一名管理员)."""
    rows = session.exec(
        select(Place.path)
        .join(Grant, col(Grant.place_id) == Place.id)
        .join(Member, col(Member.id) == Grant.member_id)
        .where(
            Grant.role == Role.ADMINISTRATOR,
            Grant.member_id != member.id,
            col(Member.closed_at).is_(None),
            Member.password_hash != "",
        )
        .with_for_update(of=Grant)  # two who strip each other stand in line
    ).all()
    for path in paths:
        if not any(path.startswith(other) for other in rows):
            raise Refused(
                N_("{name} is the last administrator here. Appoint another one first."),
                name=member.name,
            )


def lock_member(session: Session, actor: Visitor, member_id: int) -> Member:
    """Close an account (停用账号). Administrators only: nobody is silenced by his own council."""
    fresh, member = must_administer(session, actor, member_id)
    if member.id == fresh.member_id:
        raise Refused(N_("Nobody locks himself out."))
    administered = [path for role, path in _held(session, member) if role is Role.ADMINISTRATOR]
    must_leave_an_administrator(session, member, administered)
    close_account(session, fresh, member)
    return member


def unlock_member(session: Session, actor: Visitor, member_id: int) -> Member:
    """Open a closed account again (恢复账号)."""
    fresh, member = must_administer(session, actor, member_id)
    reopen_account(session, fresh, member)
    return member


def change_member(
    session: Session, actor: Visitor, member_id: int, name: str, phone: str
) -> Member:
    """Correct a name; a phone number that is left empty stays (修改成员)."""
    fresh, member = must_administer(session, actor, member_id)
    number = _free_phone(session, phone, member.id)
    changed = []
    if must_be_name(name) != member.name:
        member.name = must_be_name(name)
        changed.append("name")
    if number is not None and fingerprint(number) != member.phone_print:
        _call(member, number)
        changed.append("phone")
    if not changed:
        raise Refused(N_("Nothing has changed."))
    session.add(member)
    about, after = f"member:{member_id}", {"fields": changed}
    record(session, fresh, "member.changed", about, None, moves=(Area.MEMBER,), after=after)
    return member


def link_for(session: Session, actor: Visitor, member_id: int) -> str:
    """The key of a one-time link to hand over (一次性链接).

    A council invites a resident who never came in; only an administrator opens a used account
    anew, for whoever sets a password can become that person.
    """
    fresh, member = _fresh(session, actor), the_member(session, member_id)
    held = _held(session, member)
    newcomer = not member.password_hash and all(role in BELONGING for role, _path in held)
    if newcomer and held and all(fresh.may(Permission.INVITE, path) for _role, path in held):
        return write_link(session, fresh, member)
    return make_link(session, fresh, member_id)


def must_administer(session: Session, actor: Visitor, member_id: int) -> tuple[Visitor, Member]:
    """The actor and the member, when the actor administers every place where he holds a role."""
    fresh, member = _fresh(session, actor), the_member(session, member_id)
    must_be_allowed(fresh, Permission.MANAGE_MEMBERS)
    for _role, path in _held(session, member):
        must_be_allowed(fresh, Permission.MANAGE_MEMBERS, path)
    return fresh, member


def _held(session: Session, member: Member) -> list[tuple[Role, str]]:
    held = select(Grant.role, Place.path).join(Place, col(Place.id) == Grant.place_id)
    rows = session.exec(held.where(Grant.member_id == member.id))
    return [(Role(role), path) for role, path in rows]
