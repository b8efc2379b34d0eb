"""Stricter columns of the code in a change set (字段调整变更)."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, override
from rules.definition.problem import Failing
from rules.entity import Entity
from rules.entity.custom import tightened
from rules.permission import Visitor
from rules.refusal import Refused
from services.change.kind.base import Body, Change, Kind, of_table
from services.entity import entity
from services.field.using import override_failing

HOUSE = "/"


class OverrideKind(Kind):
    """What one place asks of a column beyond what the code does."""

    kind = DefinitionKind.OVERRIDE

    def name(self, key: str, body: Body | None) -> tuple[str, str]:
        """The table, and what people call the column."""
        return of_table(key, body)

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops it; taking one away never does."""
        if change.after is None:
            return []
        return override.problems(change.after, change.key, _own(change.key))

    def failing(self, session: Session, actor: Visitor, change: Change) -> list[Failing]:
        """The rows that would not fit any more."""
        own = _own(change.key)
        if change.after is None or own is None:
            return []
        column = own.by_name[change.after["column"]]
        old = column if change.before is None else tightened(column, change.before)
        path = change.place.path if change.place else HOUSE
        return override_failing(session, own, old, tightened(column, change.after), path)


def _own(key: str) -> Entity | None:
    try:
        return entity(key.partition(".")[0])
    except Refused:
        return None
