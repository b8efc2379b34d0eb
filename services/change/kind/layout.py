"""Print layouts in a change set (打印版式)."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, layout
from services.change.kind.base import Change, Kind
from services.entity import entity_for


class LayoutKind(Kind):
    """How a row is printed."""

    kind = DefinitionKind.LAYOUT

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a layout from holding: a field, or a table, that is not there."""
        if change.after is None:
            return []
        return layout.problems(change.after, lambda key: entity_for(session, key))
