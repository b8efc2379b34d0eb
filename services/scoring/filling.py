"""Filling in a score sheet, and signing it (评分). Every tap is kept at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.edition import Edition, Entrant
from models.photo import Photo
from models.place import Place
from models.scoring import Assignment, Sheet
from rules.method.body import SheetForm
from rules.notice import text_hash
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.scoring import sheet as rule
from services.firm.tie import must_be_unbound
from services.photo import Picture, add_photo
from services.scoring.standing import body_of, leave, the_entrant
from services.visitor import check


@dataclass(frozen=True)
class Right:
    """By which right somebody fills in a sheet (评分资格)."""

    entrant: Entrant
    edition: Edition
    place: Place
    form: SheetForm
    role: str
    member: Visitor


def keep_points(
    session: Session, actor: Visitor, entrant_id: int, sheet_code: str, points: dict[str, Any]
) -> Sheet:
    """Keep the points of some lines; ``None`` takes them back. The other lines stay as they are."""
    right = _right(session, actor, entrant_id, sheet_code)
    row = _open(session, right)
    kept = dict(row.points)
    for code, given in points.items():
        item = rule.the_item(right.form, code)
        if given is None:
            kept.pop(code, None)
        else:
            kept[code] = rule.must_be_points(item, given)
    return _kept(session, row, points=kept)


def keep_note(
    session: Session, actor: Visitor, entrant_id: int, sheet_code: str, item: str, text: str
) -> Sheet:
    """Keep a remark beside a line; an empty one takes it away."""
    right = _right(session, actor, entrant_id, sheet_code)
    row = _open(session, right)
    rule.the_item(right.form, item)
    notes = {code: said for code, said in row.notes.items() if code != item}
    note = rule.must_be_a_note(text)
    return _kept(session, row, notes=notes | ({item: note} if note else {}))


def hang_photo(
    session: Session,
    actor: Visitor,
    entrant_id: int,
    sheet_code: str,
    item: str,
    picture: Picture,
) -> Photo:
    """Hang a photo beside a line of one's sheet."""
    right = _right(session, actor, entrant_id, sheet_code)
    row = _open(session, right)
    rule.the_item(right.form, item)
    about = photo_about(row.id or 0, item)
    return add_photo(session, right.member, about, right.place, picture)


def photo_about(sheet_id: int, item: str) -> str:
    """What a photo beside a line is about."""
    return f"sheet:{sheet_id}:{item}"


def sign_sheet(
    session: Session, actor: Visitor, entrant_id: int, sheet_code: str, edit_count: int
) -> Sheet:
    """Sign a sheet as it was seen, ``edit_count`` changes old: from now on it never changes.

    The trail keeps the hash of points, notes and photos.
    """
    right = _right(session, actor, entrant_id, sheet_code)
    row = _open(session, right)
    if row.edit_count != edit_count:
        raise Refused(N_("The sheet has changed on another screen. Please look at it again."))
    rule.must_be_complete(right.form, row.points)
    row.signed_at, row.role = now(), right.role
    session.add(row)
    session.flush()
    hung = {item.code: photo_about(row.id or 0, item.code) for item in right.form.items}
    hashes = _hashes(session, hung.values())
    seen = {code: hashes.get(about, []) for code, about in hung.items()}
    sealed = text_hash({"points": row.points, "notes": row.notes, "photos": seen})
    told = {"sheet": sheet_code, "role": right.role, "sha256": sealed}
    leave(session, right.member, "sheet.signed", f"sheet:{row.id}", right.place, **told)
    return row


def _hashes(session: Session, places: Iterable[str]) -> dict[str, list[str]]:
    """The hashes of the photos beside any of ``places``, asked once."""
    wanted = select(Photo.about, Photo.sha256).where(col(Photo.about).in_(list(places)))
    found: dict[str, list[str]] = {}
    for about, sha256 in session.exec(wanted.order_by(col(Photo.id))):
        found.setdefault(about, []).append(sha256)
    return found


def the_sheet(session: Session, entrant_id: int, sheet_code: str, member_id: int) -> Sheet | None:
    """What a member has filled in so far; ``None`` before his first tap."""
    mine = (Sheet.entrant_id == entrant_id, Sheet.sheet_code == sheet_code)
    return session.exec(select(Sheet).where(*mine, Sheet.member_id == member_id)).first()


def _right(session: Session, actor: Visitor, entrant_id: int, sheet_code: str) -> Right:
    """The right to fill in this sheet now; refused without it, and to whoever is tied."""
    entrant, edition, place = the_entrant(session, entrant_id)
    fresh = check(session, actor, Permission.SCORE, place)
    form = body_of(session, edition).sheet(sheet_code)
    if form is None:
        raise Refused(N_("The method has no such score sheet."))
    assert fresh.member_id is not None
    must_be_unbound(session, fresh.member_id, entrant.firm_id or 0)
    held = {role.value for role in fresh.roles_at(place.path)}
    role = next((role for role in form.roles if role in held), None)
    if role is None:
        raise Refused(N_("This sheet is filled in by others."))
    if form.drawn:
        _must_be_drawn(session, entrant_id, sheet_code, fresh.member_id)
    return Right(entrant, edition, place, form, role, fresh)


def _must_be_drawn(session: Session, entrant_id: int, sheet_code: str, member_id: int) -> None:
    drawn = session.exec(
        select(Assignment.id).where(
            Assignment.entrant_id == entrant_id,
            Assignment.sheet_code == sheet_code,
            Assignment.member_id == member_id,
            Assignment.stepped_back == "",
        )
    ).first()
    if drawn is None:
        raise Refused(N_("You were not drawn for this compound."))


def _open(session: Session, right: Right) -> Sheet:
    """The member's sheet, locked, begun if need be; refused once it is signed."""
    member_id = right.member.member_id or 0
    mine = (Sheet.entrant_id == right.entrant.id, Sheet.sheet_code == right.form.code)
    wanted = select(Sheet).where(*mine, Sheet.member_id == member_id)
    row = session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()
    if row is None:
        row = Sheet(
            entrant_id=right.entrant.id or 0,
            sheet_code=right.form.code,
            member_id=member_id,
            role=right.role,
        )
        session.add(row)
        session.flush()
    if row.signed_at is not None:
        raise Refused(N_("You have signed this sheet: it stays."))
    return row


def _kept(session: Session, row: Sheet, **changed: dict[str, Any]) -> Sheet:
    """Write what changed: a private draft, so no line in the trail."""
    for name, value in changed.items():
        setattr(row, name, value)
    row.edit_count += 1
    session.add(row)
    session.flush()
    return row
