"""Changing a method without code: draft, check, publish (评价办法编辑)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.base import now
from models.method import Method, MethodVersion
from models.place import Place
from models.procedure import VersionState
from models.revision import Area
from rules.method import must_be_sound, read_body
from rules.notice import canonical, text_hash
from rules.permission import Permission, Visitor, must_be_allowed_everywhere
from rules.refusal import N_, Refused
from services.trail import record
from services.visitor import check, the_place, visitor

LONGEST_CODE, LONGEST_NAME, LONGEST_NOTE, LARGEST = 40, 40, 400, 300_000


@dataclass(frozen=True)
class Draft:
    """A draft of a method, and the edit it was read at (评价办法草稿)."""

    version_id: int
    method_id: int
    number: int
    edit_count: int
    body: Mapping[str, Any]


def copy_for(
    session: Session, actor: Visitor, method_id: int, place_id: int, code: str, name: str
) -> Method:
    """A method of one's own, begun as a copy: those that ship stay as they came (复制评价办法)."""
    source = _the_method(session, method_id)
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.EDIT_METHOD, place)
    code, name = code.strip().lower(), name.strip()
    if not (code.isascii() and code.replace("-", "").isalnum() and len(code) <= LONGEST_CODE):
        raise Refused(N_("A code is made of letters, digits and hyphens."))
    if not name:
        raise Refused(N_("Please give it a name."))
    if session.exec(select(Method.id).where(Method.code == code)).first() is not None:
        raise Refused(N_("The code “{code}” is taken."), code=code)
    made = Method(
        code=code,
        name=name[:LONGEST_NAME],
        place_id=place.id,
        summary=source.summary,
        summary_en=source.summary_en,
    )
    session.add(made)
    session.flush()
    _begin(session, made, published(session, method_id))
    leave(session, fresh, "method.copied", made, {"code": code, "from": source.code})
    return made


def describe(
    session: Session, actor: Visitor, method_id: int, names: tuple[str, str], said: tuple[str, str]
) -> Method:
    """Another name or summary for a method, in both languages; no version changes (改名)."""
    method = _the_method(session, method_id)
    fresh = must_edit(session, actor, method)
    (name, name_en), (summary, summary_en) = _trimmed(names), _trimmed(said)
    if not name:
        raise Refused(N_("Please give it a name."))
    if max(len(name), len(name_en) // 2) > LONGEST_NAME or max(map(len, said)) > LONGEST_NOTE:
        text = N_("A name has up to {most} letters, a summary up to {longest}.")
        raise Refused(text, most=LONGEST_NAME, longest=LONGEST_NOTE)
    before = method.name
    method.name, method.name_en = name, name_en
    method.summary, method.summary_en = summary, summary_en
    session.add(method)
    session.flush()
    leave(session, fresh, "method.edited", method, {"name": name, "before": before})
    return method


def _trimmed(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].strip(), pair[1].strip()


def draft_of(session: Session, actor: Visitor, method_id: int) -> Draft:
    """The draft of a method; begun from its published version when there is none (打开草稿)."""
    method = _the_method(session, method_id)
    fresh = must_edit(session, actor, method)
    draft = session.exec(drafts(method_id).with_for_update()).first()
    if draft is None:
        draft = _begin(session, method, published(session, method_id))
        leave(session, fresh, "method.drafted", method, {"number": draft.number})
    return _shown(draft)


def edit_draft(
    session: Session, actor: Visitor, version_id: int, edit_count: int, body: Mapping[str, Any]
) -> Draft:
    """Keep a changed draft: it may be unfinished, but it must be readable (保存草稿).

    Refused when somebody else saved it since it was read.
    """
    draft, method, fresh = _open(session, actor, version_id)
    _must_be_latest(draft, edit_count)
    read_body(body)
    try:
        text = canonical(dict(body))
    except TypeError:
        raise Refused(N_("A part of the method cannot be read.")) from None
    if len(text) > LARGEST:
        raise Refused(N_("The method is too long: shorten its score sheets."))
    draft.body = dict(body)
    draft.edit_count += 1
    session.add(draft)
    session.flush()
    about = {"number": draft.number, "edit": draft.edit_count, "sha256": text_hash(draft.body)}
    leave(session, fresh, "method.edited", method, about)
    return _shown(draft)


def publish(session: Session, actor: Visitor, version_id: int, edit_count: int, note: str) -> int:
    """Make a sound draft the version that new editions begin with; its number (发布评价办法).

    Editions under way stay on the version they began with. From here on it never changes.
    """
    draft, method, fresh = _open(session, actor, version_id)
    _must_be_latest(draft, edit_count)
    must_be_sound(draft.body)
    digest = text_hash(draft.body)
    before = published(session, draft.method_id)
    if before is not None:
        if before.sha256 == digest:
            raise Refused(N_("Nothing differs from version {number}."), number=before.number)
        before.state = VersionState.RETIRED
        session.add(before)
    draft.state, draft.note, draft.sha256 = (
        VersionState.PUBLISHED,
        note.strip()[:LONGEST_NOTE],
        digest,
    )
    draft.published_at, draft.published_by = now(), fresh.member_id
    session.add(draft)
    session.flush()
    after = {"number": draft.number, "sha256": digest}
    leave(session, fresh, "method.published", method, after)
    return draft.number


def drop(session: Session, actor: Visitor, version_id: int) -> int:
    """Throw a draft away; what is published stays. Returns the number that is free again (放弃)."""
    draft, method, fresh = _open(session, actor, version_id)
    session.delete(draft)
    session.flush()
    leave(session, fresh, "method.dropped", method, {"number": draft.number})
    return draft.number


def published(session: Session, method_id: int) -> MethodVersion | None:
    """The version that new editions begin with (现行版本)."""
    return session.exec(
        select(MethodVersion)
        .where(MethodVersion.method_id == method_id)
        .where(MethodVersion.state == VersionState.PUBLISHED)
        .order_by(col(MethodVersion.number).desc())
    ).first()


def _the_method(session: Session, method_id: int) -> Method:
    method = session.get(Method, method_id)
    if method is None:
        raise Refused(N_("There is no such method of rating."))
    return method


def must_edit(session: Session, actor: Visitor, method: Method) -> Visitor:
    """Who may edit: the right at the method's place; for those that ship, at the top."""
    if method.place_id is not None:
        return check(session, actor, Permission.EDIT_METHOD, the_place(session, method.place_id))
    fresh = visitor(session, actor.member_id)
    must_be_allowed_everywhere(fresh, Permission.MANAGE_PLACES)  # all streets share it
    return fresh


def drafts(method_id: int) -> Any:
    """The draft that is being worked on, if there is one."""
    return (
        select(MethodVersion)
        .where(MethodVersion.method_id == method_id)
        .where(MethodVersion.state == VersionState.DRAFT)
    )


def _begin(session: Session, method: Method, source: MethodVersion | None) -> MethodVersion:
    highest = session.exec(
        select(func.max(MethodVersion.number)).where(MethodVersion.method_id == method.id)
    ).one()
    assert method.id is not None
    body = {} if source is None else source.body
    draft = MethodVersion(method_id=method.id, number=(highest or 0) + 1, body=body)
    session.add(draft)
    session.flush()
    return draft


def _open(
    session: Session, actor: Visitor, version_id: int
) -> tuple[MethodVersion, Method, Visitor]:
    draft = session.get(MethodVersion, version_id, with_for_update=True)
    if draft is None or draft.state is not VersionState.DRAFT:
        raise Refused(N_("This draft is no longer open: it was published or dropped."))
    method = session.get_one(Method, draft.method_id)
    return draft, method, must_edit(session, actor, method)


def _must_be_latest(draft: MethodVersion, edit_count: int) -> None:
    if draft.edit_count != edit_count:
        raise Refused(N_("Somebody else has changed this draft since you opened it. Look again."))


def _shown(draft: MethodVersion) -> Draft:
    assert draft.id is not None
    return Draft(draft.id, draft.method_id, draft.number, draft.edit_count, draft.body)


def leave(
    session: Session, actor: Visitor, code: str, method: Method, after: dict[str, Any]
) -> None:
    """One line in the trail about a method."""
    about = f"method:{method.id}"
    where = session.get(Place, method.place_id) if method.place_id else None
    record(session, actor, code, about, where, moves=(Area.FIRM,), after=after)
