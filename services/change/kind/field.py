"""Custom fields in a change set (自定义字段变更): rows are counted before, worked out after."""

from collections.abc import Sequence

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, field
from rules.definition.problem import Failing
from rules.entity import Entity
from rules.entity.custom import column_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import definition
from services.change.kind.base import Body, Change, Kind, of_table
from services.entity import entity, entity_for
from services.field import failing, holders, is_indexed, misfits, recompute, set_index, used_by
from services.metric.rollup import build, kept_of
from services.trail import record

HOUSE = "/"
_WORKED = ("formula", "result", "digits")


class FieldKind(Kind):
    """A field of one table; its values live in the rows, and stay there when it goes."""

    kind = DefinitionKind.FIELD

    def name(self, key: str, body: Body | None) -> tuple[str, str]:
        """The table, and what people call the field."""
        return of_table(key, body)

    def must_be_allowed(self, session: Session, actor: Visitor, change: Change) -> None:
        """How many rows would fail is told of a condition: so whoever compares what names people
        must be allowed to read it."""
        own = _own(change)
        if own is None or change.after is None:
            return
        of = entity_for(session, own.key)
        named = [of.by_name[name] for name in field.compares(change.after) if name in of.by_name]
        if any(column.personal for column in named) and not _reads_people(actor, change):
            raise Refused(N_("The condition looks at personal data, which you may not read there."))

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops it: its own words first, then values that another kind left behind."""
        if change.after is None:
            return self._gone(session, change)
        own = _own(change)
        of = None if own is None else entity_for(session, own.key)
        names = frozenset() if own is None else frozenset(own.by_name)
        count = 0 if of is None else len(of.columns) - len(names)
        found = field.problems(change.after, field.Around(change.key, of, names, count))
        if found or of is None:
            return found
        found = self._laid_open(session, change, change.after)
        return found or self._left_behind(session, change, of, change.after)

    def undo_problems(self, session: Session, change: Change) -> list[Problem]:
        """What comes back held once; what goes must not be missed."""
        if change.after is None:
            return self._gone(session, change)
        return self._laid_open(session, change, change.after)

    def failing(self, session: Session, actor: Visitor, change: Change) -> list[Failing]:
        """The rows that would not fit, or whose values nobody would see."""
        path = change.place.path if change.place else HOUSE
        own = _own(change)
        if own is None:
            return []
        if change.after is None:
            name = change.key.partition(".")[2]
            return holders(session, own, name, path)
        return failing(session, entity_for(session, own.key), change.before, change.after, path)

    def apply(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let it hold, with its index and its values."""
        super().apply(session, actor, change)
        self._settle(session, actor, change, change.before, change.after)

    def revert(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let hold what held before, with its index and its values."""
        super().revert(session, actor, change)
        self._settle(session, actor, change, change.after, change.before)

    def _gone(self, session: Session, change: Change) -> list[Problem]:
        own = _own(change)
        if own is None:
            return []
        name = change.key.partition(".")[2]
        using = used_by(session, entity_for(session, own.key), name)
        if not using:
            return []
        label = str((change.before or {}).get("label") or name)
        said = N_("“{label}” is still used by {names}: change that first.")
        return [Problem("", said, {"label": label, "names": _listed(using)})]

    def _laid_open(self, session: Session, change: Change, after: Body) -> list[Problem]:
        """What was filled in as naming people is not shown to everybody later on."""
        own = _own(change)
        bodies = [row.body for row in definition.versions(session, self.kind, change.key)]
        known = [*(body for body in bodies if body), change.before or after]
        if own is None or not any(column_of(body).personal for body in known):
            return []
        column = column_of(after)
        if column.personal or not holders(session, own, column.name, HOUSE):
            return []
        said = N_("What was filled in under “{name}” names people: it stays personal.")
        return [Problem("personal", said, {"name": column.label, "name_en": column.english})]

    def _left_behind(
        self, session: Session, change: Change, of: Entity, after: Body
    ) -> list[Problem]:
        """Another kind with values of the old one in the rows: they would be lost from sight."""
        bodies = [row.body for row in definition.versions(session, self.kind, change.key)]
        kinds = {body["kind"] for body in bodies if body}
        if kinds <= {after["kind"]} or column_of(after).formula:
            return []
        count = misfits(session, of, column_of(after))
        if not count:
            return []
        said = N_("{count} rows hold values of the old kind: the kind of the field stays.")
        return [Problem("kind", said, {"count": count})]

    def _settle(
        self,
        session: Session,
        actor: Visitor,
        change: Change,
        old: Body | None,
        new: Body | None,
    ) -> None:
        own = _own(change)
        if own is None:
            return
        name, wanted = change.key.partition(".")[2], bool(new and new.get("indexed"))
        if is_indexed(session, own.table.name, name) != wanted:
            set_index(session, entity_for(session, own.key), name, wanted)
            after = {"field": change.key, "indexed": wanted}
            about = f"change_set:{change.change_set_id or 0}"
            record(session, actor, "field.indexed", about, change.place, moves=(), after=after)
        if new is not None and any((old or {}).get(part) != new.get(part) for part in _WORKED):
            session.flush()
            if recompute(session, own.key, change.place.path if change.place else HOUSE):
                for cube in kept_of(session, own.key):  # they were written past the session
                    build(session, cube)


def _reads_people(actor: Visitor, change: Change) -> bool:
    if change.place is None:
        return actor.may_everywhere(Permission.READ_PERSONAL)
    return actor.may(Permission.READ_PERSONAL, change.place.path)


def _own(change: Change) -> Entity | None:
    """The table as the code has it."""
    try:
        found = entity(change.key.partition(".")[0])
    except Refused:
        return None
    return found if found.can_extend else None


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + ("…" if len(names) > len(names[:3]) else "")
