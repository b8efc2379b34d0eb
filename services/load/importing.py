"""Taking a file into a table: what it would do, and doing it, all or nothing (导入数据).

Good rows go in though others are bad; the bad ones are kept with what is wrong with each, to be
corrected and loaded again. One transaction holds all of it: whoever stops an import finds the table
as it was.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from models.base import now
from models.history import Batch, BatchKind, BatchState
from models.place import Place
from models.revision import Area
from rules.entity import Entity
from rules.load.layout import Layout, Top, must_be_clear
from rules.load.problem import Problem
from rules.load.table import Part, Table
from rules.mask import STARS
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.entity import entity_for
from services.entity.standing import plain
from services.load import file, words
from services.load.compare import Compared, Comparison
from services.load.kept import Bad, packed
from services.load.may import May
from services.load.opening import remember
from services.load.reference import References
from services.load.sight import Sight
from services.load.write import Writing
from services.trail import record
from services.visitor import visitor as afresh

MOST_SHOWN = 2_000  # differences that are kept to be looked at
Told = Callable[[int], None]


def not_told(done: int) -> None:
    """The progress of somebody who does not want to know."""


@dataclass(frozen=True)
class Upload:
    """A file that somebody chose (上传的文件)."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What tells it from any other."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Difference:
    """What would become of one row (差异): for each column what it says, and what it shall say."""

    row: int
    row_id: int  # 0: a new row
    cells: tuple[tuple[str, Any, Any], ...]


@dataclass
class Report:
    """What a file does, or would do (导入结果)."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    bad: Bad = field(default_factory=Bad)
    differences: list[Difference] = field(default_factory=list)
    path: str | None = None  # the place under which all rows lie that it touches

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, from the top."""
        return self.bad.problems

    @property
    def touched(self) -> int:
        """How many rows it adds or changes."""
        return self.new + self.changed


def examine(
    session: Session,
    visitor: Visitor,
    key: str,
    upload: Upload,
    layout: Layout,
    told: Told = not_told,
) -> Report:
    """What importing would do (试导入): every row is read, judged and compared; none is written."""
    return _Run(session, visitor, key, layout).over(upload, told)


def import_rows(
    session: Session,
    actor: Visitor,
    key: str,
    upload: Upload,
    layout: Layout,
    told: Told = not_told,
) -> Batch:
    """Take the good rows of a file into a table (导入).

    Raises:
        Refused: the file or the layout cannot be read, the right is not there, no row is good.
    """
    run = _Run(session, actor, key, layout)
    _one_at_a_time(session, key)
    batch = _batch(run, upload)
    run.write_to(batch)
    report = run.over(upload, told)
    if not report.touched and not report.same:
        raise Refused(N_("No row of this file can be taken."))
    _finish(session, batch, run, report)
    return batch


def import_and_remember(
    session: Session,
    actor: Visitor,
    key: str,
    upload: Upload,
    layout: Layout,
    top: Top,
    told: Told = not_told,
) -> Batch:
    """Import, and keep what was said of the headings for the next file (导入并记住)."""
    batch = import_rows(session, actor, key, upload, layout, told)
    remember(session, actor.member_id or 0, key, top, layout)
    return batch


class _Run:
    """One way through a file, from the top to the end (一次读取)."""

    def __init__(self, session: Session, actor: Visitor, key: str, layout: Layout) -> None:
        must_be_clear(layout)
        self.entity: Entity = entity_for(session, key)
        self.actor = afresh(session, actor.member_id)
        self.layout = layout
        may = May(session, self.actor, self.entity)
        _must_be_writable(self.entity, layout, may)
        known = References(session, self.actor, may.near)
        meanings = {one.name: words.meanings(one) for one in self.entity.columns if one.choices}
        self._table = Table(self.entity, layout, meanings)
        self._comparison = Comparison(session, self.entity, layout, may, known)
        self._sight = Sight(session, self.actor, self.entity)
        self._session = session
        self._batch: Batch | None = None
        self._writing: Writing | None = None

    def write_to(self, batch: Batch) -> None:
        """From here on good rows are written."""
        self._batch = batch

    def over(self, upload: Upload, told: Told) -> Report:
        """Through the whole file."""
        report = Report(bad=Bad(headings=self.layout.headings))
        for first, rows in _below(self.layout.row, file.parts(upload.content)):
            part = self._table.part(rows, first)
            compared = self._comparison.part(part)
            if self._batch is not None and (compared.new or compared.changed):
                self._write(self._batch, compared)
            self._note(report, part, compared, rows, first)
            told(report.rows)
        if not report.rows:
            raise Refused(N_("The file has no rows."))
        return report

    def _write(self, batch: Batch, compared: Compared) -> None:
        """The batch begins with the first good row: a file without one leaves nothing behind."""
        if self._writing is None:
            self._session.add(batch)
            self._session.flush()
            member = self.actor.member_id or 0
            self._writing = Writing(self._session, self.entity, batch.id or 0, member)
        self._writing.take(compared)

    def _note(
        self, report: Report, part: Part, compared: Compared, rows: list[list[Any]], first: int
    ) -> None:
        report.rows += len(part.rows)
        report.new += len(compared.new)
        report.changed += len(compared.changed)
        report.same += compared.same
        report.bad.note(part, rows, first)
        for path in {one.path for one in compared.new} | {one.path for one in compared.changed}:
            report.path = _shared(report.path, path)
        left = MOST_SHOWN - len(report.differences)
        if left > 0:
            seen = self._sight.of(one.row_id for one in compared.changed[:left])
            report.differences += list(_differences(compared, self.layout, seen))[:left]


def _differences(
    compared: Compared, layout: Layout, seen: Mapping[int, frozenset[str]]
) -> Iterator[Difference]:
    """What a row says is told to whoever may read it; others learn that it says something."""
    names = [name for name in layout.columns if name]
    for new in compared.new:
        cells = [(n, None, plain(new.values.get(n))) for n in names]
        yield Difference(new.row, 0, tuple(one for one in cells if one[2] is not None))
    for row in compared.changed:
        open_ = seen.get(row.row_id, frozenset())
        told = [
            (n, plain(row.before[n]) if n in open_ else STARS, plain(row.after[n]))
            for n in names
            if n in row.after
        ]
        yield Difference(row.row, row.row_id, tuple(told))


def _below(head: int, parts: Iterator[list[list[Any]]]) -> Iterator[tuple[int, list[list[Any]]]]:
    """The parts of a file below its headings, each with the number of its first row."""
    first = 1
    for rows in parts:
        skipped = max(0, head + 1 - first)
        if skipped < len(rows):
            yield first + skipped, rows[skipped:]
        first += len(rows)


def _must_be_writable(entity: Entity, layout: Layout, may: May) -> None:
    for name in layout.columns:
        column = entity.by_name.get(name)
        if not name or (name in layout.keys and name == "id"):
            continue
        if column is None or not column.writable or name not in may.names:
            raise Refused(
                N_("You may not write the column “{name}”."),
                name=column.label if column else name[:40],
            )


def _shared(known: str | None, path: str | None) -> str:
    """The lowest place above both."""
    if known is None or path is None:
        return path or "/"
    if path.startswith(known):
        return known
    parts = [a for a, b in zip(known.split("/"), path.split("/")) if a == b]
    return "/".join(parts) + "/" if len(parts) > 1 else "/"


def _one_at_a_time(session: Session, key: str) -> None:
    """Two imports into one table wait for each other: neither doubles what the other adds."""
    if session.connection().dialect.name == "postgresql":
        wait = text("SELECT pg_advisory_xact_lock(hashtext(:key))")
        session.execute(wait, {"key": f"import {key}"})


def _batch(run: _Run, upload: Upload) -> Batch:
    return Batch(
        entity=run.entity.key,
        kind=BatchKind.IMPORT,
        file_name=upload.name[-200:],
        file_sha256=upload.sha256,
        mapping=run.layout.mapping,
        member_id=run.actor.member_id or 0,
    )


def _finish(session: Session, batch: Batch, run: _Run, report: Report) -> None:
    found = select(Place).where(col(Place.path) == report.path)
    place = session.exec(found).first() if report.path else None
    batch.place_id, batch.path = (place.id, place.path) if place else (None, "/")
    batch.row_count, batch.created_count = report.rows, report.new
    batch.changed_count, batch.unchanged_count = report.changed, report.same
    batch.failed_count = report.bad.rows
    batch.errors = packed(report.bad) if report.bad.rows else None
    batch.state, batch.finished_at = BatchState.DONE, now()
    session.add(batch)
    session.flush()
    told = {
        "created": report.new,
        "changed": report.changed,
        "unchanged": report.same,
        "failed": report.bad.rows,
        "sha256": batch.file_sha256,
    }
    about = f"batch:{batch.id}"
    record(session, run.actor, "rows.imported", about, place, moves=(Area.REGISTER,), after=told)
