"""Taking a batch back (撤销批次): every row is again what it was, an imported one is gone.

A row that somebody changed since is not touched: either the batch stays whole, or those rows are
left as they are now. Which of the two is said by whoever takes it back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.base import now
from models.history import Batch, BatchKind, BatchState, RowChange, RowChangeKind
from models.place import Place
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entity_for
from services.entity.standing import plain, typed, values_of
from services.load.importing import Told, not_told
from services.load.may import Both, May
from services.load.reference import References
from services.load.there import path_led_to
from services.load.write import AT_ONCE, Change, Writing
from services.right import Reach, may_write
from services.row.area import moves
from services.row.changing import must_be_free
from services.row.restoring import told as said
from services.trail import record
from services.visitor import visitor as afresh

_LINES: Table = RowChange.__table__  # type: ignore[attr-defined]  # SQLModel adds it
_ACTIONS = {BatchKind.IMPORT: Action.IMPORT, BatchKind.BULK: Action.BULK}


def undo_batch(
    session: Session, actor: Visitor, batch_id: int, leave: bool = False, told: Told = not_told
) -> Batch:
    """Take a batch back (撤销); with ``leave``, all of it but the rows that were changed since.

    Raises:
        Refused: no right to one of the rows; rows were changed since; something stands on a row.
    """
    batch = session.get(Batch, batch_id, with_for_update=True)
    if batch is None:
        raise Refused(N_("There is no such batch."))
    undo = _Undo(session, actor, batch)
    if batch.state is not BatchState.DONE:
        raise Refused(N_("This batch was taken back already."))
    try:
        with session.begin_nested():
            changed_since = undo.run(told)
    except IntegrityError as error:
        raise Refused(
            N_("Other records stand on rows of this batch; it cannot be taken back.")
        ) from error
    if changed_since and not leave:
        raise Refused(
            N_("{n} rows were changed since by others. Take the rest back, or leave all."),
            n=changed_since,
        )
    batch.state, batch.undone_by, batch.undone_at = BatchState.UNDONE, actor.member_id, now()
    session.add(batch)
    session.flush()
    place = session.get(Place, batch.place_id) if batch.place_id else None
    counts = {"count": undo.done, "left": changed_since}
    record(
        session,
        undo.actor,
        "rows.undone",
        f"batch:{batch_id}",
        place,
        moves=moves(undo.entity),
        after=counts,
    )
    return batch


def changed_since(session: Session, visitor: Visitor, batch_id: int) -> int:
    """How many rows of a batch were changed, or taken away, since (此后变动)."""
    batch = session.get(Batch, batch_id)
    return 0 if batch is None else _Undo(session, visitor, batch).count()


class _Undo:
    """One batch on its way back (撤销)."""

    def __init__(self, session: Session, actor: Visitor, batch: Batch) -> None:
        self._session, self._batch = session, batch
        self.actor = afresh(session, actor.member_id)
        self.entity: Entity = entity_for(session, batch.entity)
        self._may: Reach = may_write(session, actor, self.entity, _ACTIONS[batch.kind])
        if batch.kind is BatchKind.IMPORT:
            both = May(session, actor, self.entity)
            self._creates, self._changes = both.create, both.change
        else:
            self._creates = self._changes = Both(self._may, self._may)
        self._known = References(session, self.actor, lambda _path: True)
        self.done = 0

    def run(self, told: Told) -> int:
        """Put every row back that is as the batch left it; how many are not."""
        member = self.actor.member_id or 0
        writing = Writing(self._session, self.entity, self._batch.id or 0, member)
        left = 0
        for lines, rows in self._parts():
            good = [one for one in lines if self._is_as_left(one, rows.get(one.row_id))]
            left += len(lines) - len(good)
            self._must_reach([one.row_id for one in good])
            self._must_write(good, rows)
            self._back(writing, good, rows)
            self.done += len(good)
            told(self.done + left)
        return left

    def count(self) -> int:
        """How many rows are not as the batch left them."""
        return sum(
            not self._is_as_left(one, rows.get(one.row_id))
            for lines, rows in self._parts()
            for one in lines
        )

    def _parts(self) -> Iterator[tuple[Sequence[Any], dict[int, Mapping[str, Any]]]]:
        """The lines of the batch, the last first, some at a time, with the rows as they stand."""
        table, last = self.entity.table, None
        mine = select(_LINES).where(_LINES.c.batch_id == self._batch.id)
        while True:
            asked = mine if last is None else mine.where(_LINES.c.id < last)
            lines = self._session.execute(asked.order_by(_LINES.c.id.desc()).limit(AT_ONCE)).all()
            if not lines:
                return
            last = lines[-1].id
            found = select(table).where(table.c.id.in_([one.row_id for one in lines]))
            rows = self._session.execute(found).mappings()
            yield lines, {row["id"]: dict(row) for row in rows}

    def _is_as_left(self, line: Any, row: Mapping[str, Any] | None) -> bool:
        if row is None:
            return False
        after, here = said(line, "after"), values_of(self.entity, row)
        names = here if line.kind is RowChangeKind.CREATED else after
        return all(
            plain(here.get(name)) == after.get(name)
            for name in names
            if name in here and name != "id"
        )

    def _must_reach(self, ids: Sequence[int]) -> None:
        own = self.entity.table.c.id
        asked = select(func.count()).select_from(self.entity.table)
        asked = asked.where(own.in_(ids), self._may.rows())
        if int(self._session.execute(asked).scalar_one()) != len(ids):
            raise Refused(N_("Some rows of this batch are not yours to change."))

    def _must_write(self, lines: Sequence[Any], rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Refuse to put back what this person may not write: the row, or a column of it, as it is
        now or as it would be then."""
        for line in lines:
            row = rows[line.row_id]
            here = values_of(self.entity, row)
            now_free = self._free(line, {**row, **here})
            if not now_free:
                raise Refused(N_("Some rows of this batch are not yours to change."))
            if line.before is None:
                continue
            _id, path, _before, after, _extra = self._change(line, row)
            names = {
                name for name in after if name != "path" and self.entity.by_name[name].writable
            }
            then_free = self._free(line, {**row, **here, **after, "path": path})
            must_be_free(self.entity, names, now_free & then_free)

    def _free(self, line: Any, row: Mapping[str, Any]) -> frozenset[str]:
        """The columns of a row that this person may write; none where the row is not his."""
        may = self._creates if line.kind is RowChangeKind.CREATED else self._changes
        return may.allowed(path_led_to(self._session, self.entity, row), row)

    def _back(
        self, writing: Writing, lines: Sequence[Any], rows: Mapping[int, Mapping[str, Any]]
    ) -> None:
        created = [rows[one.row_id] for one in lines if one.kind is RowChangeKind.CREATED]
        if created:
            writing.remove(created)
        changed = [self._change(one, rows[one.row_id]) for one in lines if one.before is not None]
        if changed:
            writing.change(RowChangeKind.RESTORED, changed)
            self._must_reach([one[0] for one in changed])
        writing.flush()

    def _change(self, line: Any, row: Mapping[str, Any]) -> Change:
        known = self.entity.by_name
        here = values_of(self.entity, row)
        after = {
            name: value if known[name].extra else typed(self.entity, name, value)
            for name, value in said(line, "before").items()
            if name in known
        }
        before = {name: here[name] for name in after}
        path = row.get("path")
        if "place_id" in after and "path" in row:
            path = after["path"] = self._known.path_of(after["place_id"])
        return line.row_id, path, before, after, row.get("extra") or {}
