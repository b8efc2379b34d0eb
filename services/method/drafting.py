"""Changing a method without code: draft, check, publish (评价办法编辑)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models.base import now
from models.method import Method, MethodVersion
from models.place import Place
from models.revision import Area
from rules.method import must_be_sound, read_body
from rules.notice import canonical, text_hash
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.numbered import METHODS, must_be_latest
from services.trail import record
from services.visitor import check, the_place

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
    source = METHODS.the(session, method_id)
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.EDIT_METHOD, place)
    made = METHODS.copied(session, source, place, code, name.strip()[:LONGEST_NAME])
    _begin(session, made, METHODS.published(session, method_id))
    leave(session, fresh, "method.copied", made, {"code": made.code, "from": source.code})
    return made


def describe(
    session: Session, actor: Visitor, method_id: int, names: tuple[str, str], said: tuple[str, str]
) -> Method:
    """Another name or summary for a method, in both languages; no version changes (改名)."""
    method = METHODS.the(session, method_id)
    fresh = METHODS.must_edit(session, actor, method)
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
    method = METHODS.the(session, method_id)
    fresh = METHODS.must_edit(session, actor, method)
    draft = METHODS.draft(session, method_id)
    if draft is None:
        draft = _begin(session, method, METHODS.start(session, method_id))
        leave(session, fresh, "method.drafted", method, {"number": draft.number})
    return _shown(draft)


def edit_draft(
    session: Session, actor: Visitor, version_id: int, edit_count: int, body: Mapping[str, Any]
) -> Draft:
    """Keep a changed draft: it may be unfinished, but it must be readable (保存草稿).

    Refused when somebody else saved it since it was read.
    """
    draft, method, fresh = METHODS.opened(session, actor, version_id)
    must_be_latest(draft, edit_count)
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
    draft, method, fresh = METHODS.opened(session, actor, version_id)
    must_be_latest(draft, edit_count)
    must_be_sound(draft.body)
    digest = text_hash(draft.body)
    before = METHODS.published(session, draft.method_id)
    if before is not None and before.sha256 == digest:
        raise Refused(N_("Nothing differs from version {number}."), number=before.number)
    draft.note, draft.sha256 = note.strip()[:LONGEST_NOTE], digest
    draft.published_at, draft.published_by = now(), fresh.member_id
    METHODS.hold(session, method, draft)
    after = {"number": draft.number, "sha256": digest}
    leave(session, fresh, "method.published", method, after)
    return draft.number


def drop(session: Session, actor: Visitor, version_id: int) -> int:
    """Throw a draft away; what is published stays. Returns the number that is free again (放弃)."""
    draft, method, fresh = METHODS.opened(session, actor, version_id)
    session.delete(draft)
    session.flush()
    leave(session, fresh, "method.dropped", method, {"number": draft.number})
    return draft.number


def _begin(session: Session, method: Method, source: MethodVersion | None) -> MethodVersion:
    return METHODS.next_version(session, method, body={} if source is None else source.body)


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
