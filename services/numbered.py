"""What is kept in numbered versions: procedures and methods of rating (编号版本).

A name has at most one draft and one version in force. What was published never changes: what
follows a version stays on it, and going back lets an earlier one hold again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.method import Method, MethodVersion
from models.place import Place
from models.procedure import Procedure, ProcedureVersion, VersionState
from rules.definition.procedure import LONGEST_CODE, WORDS
from rules.permission import Permission, Visitor, must_be_allowed_everywhere
from rules.refusal import N_, Refused
from services.visitor import check, the_place, visitor

Named = TypeVar("Named", Procedure, Method)
Version = TypeVar("Version", ProcedureVersion, MethodVersion)


@dataclass(frozen=True)
class Numbered(Generic[Named, Version]):
    """One kind of thing that has numbered versions (编号版本种类)."""

    named: type[Named]
    version: type[Version]
    parent: str  # the column of a version that names what it is a version of
    permission: Permission
    missing: str  # what is said where there is none

    def by_code(self, session: Session, code: str) -> Named | None:
        """What is called ``code``."""
        return session.exec(select(self.named).where(self.named.code == code)).first()

    def the(self, session: Session, number: int) -> Named:
        """The one with this id; refused where there is none."""
        found = session.get(self.named, number)
        if found is None:
            raise Refused(self.missing)
        return found

    def published(self, session: Session, number: int | None) -> Version | None:
        """The version that what is new begins with (现行版本)."""
        newest = col(self.version.number).desc()
        rows = session.exec(self._of(number, VersionState.PUBLISHED).order_by(newest))
        found: Version | None = rows.first()
        return found

    def start(self, session: Session, number: int | None) -> Version | None:
        """What a new draft begins with: the version in force; where what was published was rolled
        back to nothing, the last one that held, so that nobody draws it up twice."""
        found = self.published(session, number)
        if found is None:
            newest = col(self.version.number).desc()
            found = session.exec(self._of(number, VersionState.RETIRED).order_by(newest)).first()
        return found

    def draft(self, session: Session, number: int | None) -> Version | None:
        """The draft that is being worked on, for this act alone (草稿)."""
        rows = session.exec(self._of(number, VersionState.DRAFT).with_for_update())
        found: Version | None = rows.first()
        return found

    def _of(self, number: int | None, state: VersionState) -> Any:
        mine = getattr(self.version, self.parent) == number
        return select(self.version).where(mine, self.version.state == state)

    def opened(
        self, session: Session, actor: Visitor, version_id: int
    ) -> tuple[Version, Named, Visitor]:
        """A draft to be changed, what it is a draft of, and who may."""
        draft = session.get(self.version, version_id, with_for_update=True)
        if draft is None or draft.state is not VersionState.DRAFT:
            raise Refused(N_("This draft is no longer open: it was published or dropped."))
        named = session.get_one(self.named, getattr(draft, self.parent))
        return draft, named, self.must_edit(session, actor, named)

    def must_edit(self, session: Session, actor: Visitor, named: Named) -> Visitor:
        """Who may edit: the right at its place; for those that ship, at the top."""
        if named.place_id is not None:
            return check(session, actor, self.permission, the_place(session, named.place_id))
        return must_govern(session, actor)

    def must_change(
        self, session: Session, actor: Visitor, named: Named | None, place: Place | None
    ) -> Visitor:
        """Who may change one, or begin one at a place; refused otherwise."""
        if named is not None:
            return self.must_edit(session, actor, named)
        if place is not None:
            return check(session, actor, self.permission, place)
        return must_govern(session, actor)

    def copied(self, session: Session, source: Named, place: Place, code: str, name: str) -> Named:
        """One of a place's own, not yet with a version: what ships stays as it came."""
        code, name = code.strip().lower(), name.strip()
        plain = code.isascii() and code.replace("-", "").isalnum()
        if not plain or len(code) > LONGEST_CODE:
            raise Refused(N_("A code is made of letters, digits and hyphens."))
        if not name:
            raise Refused(N_("Please give it a name."))
        if self.by_code(session, code) is not None:
            raise Refused(N_("The code “{code}” is taken."), code=code)
        summaries = {"summary": source.summary, "summary_en": source.summary_en}
        return self._kept(session, code=code, name=name, place_id=place.id, **summaries)

    def begun(self, session: Session, code: str, name: str, place: Place | None) -> Named:
        """A new one without a version, at a place or for the whole house."""
        return self._kept(session, code=code, name=name, place_id=place.id if place else None)

    def _kept(self, session: Session, **values: Any) -> Named:
        made = self.named(**values)
        session.add(made)
        session.flush()
        return made

    def next_version(self, session: Session, named: Named, **values: Any) -> Version:
        """A draft with the next number."""
        mine = getattr(self.version, self.parent) == named.id
        highest = session.exec(select(func.max(self.version.number)).where(mine)).one()
        values |= {self.parent: named.id, "number": (highest or 0) + 1}
        draft = self.version(**values)
        session.add(draft)
        session.flush()
        return draft

    def say(self, session: Session, named: Named, body: Mapping[str, Any]) -> None:
        """Take the names and summaries of ``body``."""
        for name in WORDS:
            setattr(named, name, body.get(name, ""))
        session.add(named)
        session.flush()

    def hold(self, session: Session, named: Named, version: Version | None) -> None:
        """Let ``version`` be the one in force; ``None``: none. What held before is retired."""
        held = self.published(session, named.id)
        if held is not None:
            held.state = VersionState.RETIRED
            session.add(held)
        if version is not None:
            version.state = VersionState.PUBLISHED
            session.add(version)
        session.flush()


def must_be_latest(draft: ProcedureVersion | MethodVersion, edit_count: int) -> None:
    """Refuse a change to a draft that somebody else saved since it was read."""
    if draft.edit_count != edit_count:
        raise Refused(N_("Somebody else has changed this draft since you opened it. Look again."))


def must_govern(session: Session, actor: Visitor) -> Visitor:
    """Who may change what all places share."""
    fresh = visitor(session, actor.member_id)
    must_be_allowed_everywhere(fresh, Permission.MANAGE_PLACES)
    return fresh


PROCEDURES = Numbered(
    Procedure,
    ProcedureVersion,
    "procedure_id",
    Permission.EDIT_PROCEDURE,
    N_("There is no such procedure."),
)
METHODS = Numbered(
    Method,
    MethodVersion,
    "method_id",
    Permission.EDIT_METHOD,
    N_("There is no such method of rating."),
)
