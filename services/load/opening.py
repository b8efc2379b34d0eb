"""What somebody may import, and what was imported before (导入一览)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.history import Batch, BatchKind, BatchState, ImportMapping
from models.member import Member
from rules.entity import Column, Entity
from rules.load import layout as heads
from rules.load.layout import Layout, Top
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entity_for
from services.load import file, words
from services.load.kept import Bad, unpacked
from services.load.may import May
from services.right import Reach, may_write
from services.visitor import visitor as afresh

LAST = 20  # batches that are shown
_ACTIONS = {BatchKind.IMPORT: Action.IMPORT, BatchKind.BULK: Action.BULK}


@dataclass(frozen=True)
class Opening:
    """A table into which somebody may import (可导入的表)."""

    entity: Entity
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What a heading may stand for; the number of a row only tells which one is meant."""
        return (*(one.name for one in self.columns), "id")


@dataclass(frozen=True)
class Past:
    """A batch that was written (批次)."""

    id: int
    kind: BatchKind
    state: BatchState
    at: datetime
    by: str
    file_name: str
    rows: int
    created: int
    changed: int
    failed: int


def may_import(session: Session, visitor: Visitor, key: str) -> bool:
    """Whether any row of a table may be imported."""
    try:
        return bool(opening(session, visitor, key).columns)
    except Refused:
        return False


def opening(session: Session, visitor: Visitor, key: str) -> Opening:
    """What of a table this visitor may import. Refused where nothing."""
    entity = entity_for(session, key)
    may = May(session, afresh(session, visitor.member_id), entity)
    return Opening(entity, heads.importable(entity, may.names))


def top_of(here: Opening, content: bytes) -> Top:
    """The headings of a file. Raises ``Refused`` for what is no table."""
    known = {one.name: words.called(one) for one in (*here.columns, here.entity.by_name["id"])}
    return heads.top(next(iter(file.parts(content)), []), known)


def proposed(session: Session, visitor: Visitor, here: Opening, top: Top) -> Layout:
    """Which heading is which column: as he said last time, else by what they are called."""
    known = {one.name: words.called(one) for one in (*here.columns, here.entity.by_name["id"])}
    told = _remembered(session, visitor.member_id or 0, here.entity.key, top)
    before = told.mapping if told else {}
    columns = heads.fitting(top, before.get("columns", ()), here.names)
    if columns is None:
        columns = heads.guess(top, known)
    keys = tuple(name for name in before.get("keys", ()) if name in columns)
    return Layout(
        top.row,
        top.headings,
        columns,
        keys or usual_keys(here.entity, columns),
        bool(before.get("clears", False)),
    )


def usual_keys(entity: Entity, columns: tuple[str, ...]) -> tuple[str, ...]:
    """What tells the rows apart: the table's own key, else their number, where the file has it."""
    if entity.key_columns and set(entity.key_columns) <= set(columns):
        return entity.key_columns
    return ("id",) if "id" in columns else ()


def remember(session: Session, member_id: int, key: str, top: Top, layout: Layout) -> None:
    """Keep what somebody said of these headings for his next file (记住对应关系)."""
    row = _remembered(session, member_id, key, top) or ImportMapping(
        member_id=member_id, entity=key, headings_sha256=top.sha256
    )
    row.mapping = {
        "columns": list(layout.columns),
        "keys": list(layout.keys),
        "clears": layout.clears,
    }
    session.add(row)


def _remembered(session: Session, member_id: int, key: str, top: Top) -> ImportMapping | None:
    asked = select(ImportMapping).where(
        ImportMapping.member_id == member_id,
        ImportMapping.entity == key,
        ImportMapping.headings_sha256 == top.sha256,
    )
    return session.exec(asked).first()


def batches(session: Session, visitor: Visitor, key: str) -> list[Past]:
    """The last batches of a table that lie where he may import, newest first."""
    reaches = _reaches(session, visitor, key)
    asked = (
        select(Batch, Member.name)
        .join(Member, col(Member.id) == Batch.member_id)
        .where(Batch.entity == key)
        .order_by(col(Batch.id).desc())
        .limit(5 * LAST)
    )
    found = [
        Past(
            batch.id or 0,
            batch.kind,
            batch.state,
            batch.created_at,
            name,
            batch.file_name,
            batch.row_count,
            batch.created_count,
            batch.changed_count,
            batch.failed_count,
        )
        for batch, name in session.exec(asked)
        if _lies(reaches.get(batch.kind), batch)
    ]
    return found[:LAST]


def _reaches(session: Session, visitor: Visitor, key: str) -> dict[BatchKind, Reach]:
    found = {}
    for kind, action in _ACTIONS.items():
        try:
            found[kind] = may_write(session, visitor, key, action)
        except Refused:
            continue
    return found


def _lies(reach: Reach | None, batch: Batch) -> bool:
    return reach is not None and any(grant.area.has(batch.path) for grant in reach.grants)


def bad_rows(session: Session, visitor: Visitor, batch_id: int) -> Bad:
    """What of a batch was not taken: for whoever imported it, and who may import there."""
    batch = session.get(Batch, batch_id)
    if batch is None or not _lies(_reaches(session, visitor, batch.entity).get(batch.kind), batch):
        raise Refused(N_("There is no such batch."))
    return unpacked(batch.errors)
