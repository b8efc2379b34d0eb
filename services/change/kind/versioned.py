"""What lives in numbered versions, in a change set (编号版本的变更)."""

from abc import abstractmethod
from typing import Any, ClassVar, Generic

from sqlmodel import Session

from rules.definition import procedure
from rules.permission import Visitor
from services.change.kind.base import Body, Change, Holding, Home, Kind
from services.numbered import Named, Numbered


class Versioned(Kind, Generic[Named]):
    """A version that something follows never changes; a set publishes the next one."""

    numbered: ClassVar[Numbered[Any, Any]]

    def must_be_key(self, key: str) -> str:
        """The code of one."""
        return procedure.must_be_code(key)

    def holds(self, session: Session, key: str) -> Holding:
        """What new ones begin with."""
        found = self.numbered.by_code(session, key)
        return None if found is None else self.body_of(session, found)

    @abstractmethod
    def body_of(self, session: Session, named: Named) -> Body | None:
        """What is in force, as a change set carries it."""

    def home(self, session: Session, key: str) -> Home | None:
        """The place it belongs to."""
        found = self.numbered.by_code(session, key)
        return None if found is None else Home(found.place_id)

    def must_be_allowed(self, session: Session, actor: Visitor, change: Change) -> None:
        """Whoever may edit them there."""
        found = self.numbered.by_code(session, change.key)
        self.numbered.must_change(session, actor, found, change.place)
