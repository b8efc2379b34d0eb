"""How long a file of 100,000 rows takes to become rows of a table (导入基准), 2,000 of them bad.

The floor is measured in the same run: the same file read with Python's ``csv``, and its rows
written in one bulk insert without a question asked, an index of words or a line of history.
"""

import csv
import gc
import hashlib
import io
import random
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import psutil
from sqlalchemy import delete, insert, select
from sqlmodel import col
from sqlmodel import select as find

from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import KINDS, NAMES, Houses, folder, houses, live_in
from db import session as database
from models.base import now
from models.definition import DefinitionKind
from models.history import Batch
from models.member import Grant, Member, Role
from models.place import PlaceKind
from models.register import WorkOrder
from routes.export import as_text, as_workbook
from rules.load.layout import Layout
from rules.permission import Visitor
from services.change.publishing import publish_at_once
from services.change.undoing import undo_change
from services.load import export
from services.load.importing import Upload, examine, import_rows
from services.load.undo import undo_batch
from services.place import plant
from services.trail import HOUSE
from services.visitor import visitor

ROWS, BAD, THERE = 100_000, 2_000, 1_000  # as many are there already, and differ
MOST_SECONDS, MOST_MB, MOST_BACK = 10, 150, 1
HEAD = ("工单号", "地方", "事项", "类别", "来源", "受理日期", "办理期限", "按期办结", "花费（元）")
COLUMNS = (
    "number",
    "place_id",
    "title",
    "category",
    "source",
    "received_on",
    "due_on",
    "on_time",
    "cost_fen",
)
LAYOUT = Layout(1, HEAD, COLUMNS, ("number",))
ORDER = "work_order"
TABLE: Any = WorkOrder.__table__  # type: ignore[attr-defined]  # SQLModel adds it
FORMULA: dict[str, Any] = {
    "entity": ORDER,
    "name": "x_days",
    "label": "期限天数",
    "kind": "formula",
    "result": "number",
    "formula": "days(received_on, due_on)",
}
WRONG = {5: "昨天", 1: "没有的小区", 4: "电报", 8: "一千"}  # by the position of its column


def file(rows: int = ROWS, bad: int = BAD) -> tuple[bytes, set[tuple[int, str]]]:
    """A file of work orders, and the cells of it that cannot be taken."""
    chance = random.Random(7)
    wrong = set(chance.sample(range(rows), bad))
    cells = set()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for n in range(rows):
        day = date(2025, n % 12 + 1, n % 28 + 1).isoformat()
        kind, source = ("灯不亮", "堆物", "漏水", "噪音")[n % 4], ("12345 热线", "网格上报")[n % 2]
        row = [f"12345-{n:07}", "闵行某小区", f"第{n}号反映楼道{kind}，请处理", "其他", source]
        row += [day, day, "是" if n % 3 else "否", f"{n % 900}.50"]
        if n in wrong:
            at = chance.choice(list(WRONG))
            row[at] = WRONG[at]
            cells.add((n + 2, HEAD[at]))
        writer.writerow(row)
    return out.getvalue().encode(), cells


class Peak:
    """The most memory beyond what was taken before (内存峰值)."""

    def __init__(self) -> None:
        gc.collect()
        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self.megabytes = 0.0

    def __call__(self, _done: int) -> None:
        """Look again."""
        more = (self._process.memory_info().rss - self._before) / 1e6
        self.megabytes = max(self.megabytes, more)


def timed(deed: Callable[[Peak], Any]) -> tuple[float, float, float, Any]:
    """Seconds on the wall and of processor, megabytes more, and what came of it."""
    peak = Peak()
    begun, spent = time.perf_counter(), time.process_time()
    found = deed(peak)
    peak(0)
    return time.perf_counter() - begun, time.process_time() - spent, peak.megabytes, found


def _hash() -> str:
    """All rows as they are stored."""
    with database.glance() as session:
        rows = session.execute(select(TABLE).order_by(TABLE.c.id)).all()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def measure(here: Houses, content: bytes, wrong: set[tuple[int, str]]) -> Sheet:
    """Looked at, imported, imported again, taken back: on one kind of database."""
    live_in(here.new("rows"))
    with database.transaction() as session:
        place = plant(session, HOUSE, PlaceKind.COMPOUND, "闵行某小区", "minhang", None)
        council = Member(username="lin", name="林秀英")
        session.add(council)
        session.flush()
        session.add(Grant(member_id=council.id or 0, role=Role.COUNCIL, place_id=place.id or 0))
        session.flush()
        actor, place_id, path = visitor(session, council.id), place.id or 0, place.path
    upload = Upload("工单.csv", content)

    def floor(_peak: Peak) -> None:
        known = {"place_id": place_id, "path": path, "source": "grid", "created_at": now()}
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))[1:]
        made = [
            known | {"number": r[0], "title": r[2], "received_on": date(2025, 1, 1), "cost_fen": 0}
            for r in rows
        ]
        with database.transaction() as session:
            session.execute(insert(TABLE), [row | {"category": "other"} for row in made])

    def dry(peak: Peak) -> set[tuple[int, str]]:
        with database.glance() as session:
            found = examine(session, actor, ORDER, upload, LAYOUT, peak)
        return {(one.row, one.column) for one in found.problems}

    def taken(peak: Peak) -> Batch:
        with database.transaction() as session:
            return import_rows(session, actor, ORDER, upload, LAYOUT, peak)

    def back(peak: Peak) -> None:
        with database.transaction() as session:
            newest = session.exec(find(Batch.id).where(col(Batch.created_count) > 0)).one()
            undo_batch(session, actor, newest or 0, told=peak)

    plain = timed(floor)
    with database.transaction() as session:
        session.execute(delete(TABLE).where(TABLE.c.number >= f"12345-{THERE:07}"))
    before, looked = _hash(), timed(dry)
    assert looked[3] == wrong, "a bad cell was not named, or a good one was"
    first, again = timed(taken), timed(taken)
    touched = first[3].created_count + first[3].changed_count
    assert touched == ROWS - BAD and first[3].changed_count, "a row was lost"
    assert again[3].created_count + again[3].changed_count == 0, "the second time wrote"
    files = [timed(partial(_taken_out, actor, kind)) for kind in ("csv", "xlsx")]
    assert all(one[3] for one in files), "an empty file"
    undone = timed(back)
    assert _hash() == before, "a row is not as it was"
    taken(Peak())
    added = timed(partial(_field_added, path_id=place_id, actor=actor))
    gone = timed(partial(_field_gone, actor, added[3]))
    return _sheet(here, plain, (looked, first, again, undone, *files, added, gone))


def _taken_out(actor: Visitor, kind: str, peak: Peak) -> int:
    """All rows as a file; its size."""
    with database.transaction() as session:
        asked = export.begin_export(session, actor, ORDER, {}, date(2026, 6, 10))
    reading = export.Reading(asked, actor, "zh_CN")
    if kind == "csv":
        size = 0
        for part in as_text(reading, "zh_CN"):
            size += len(part)
            peak(0)
        return size
    with as_workbook(reading, "zh_CN") as book:
        return book.seek(0, io.SEEK_END)


def _field_added(_peak: Peak, *, path_id: int, actor: Visitor) -> int:
    """A formula over every row, published; the set that says so."""
    given = ((DefinitionKind.FIELD, f"{ORDER}.{FORMULA['name']}", FORMULA),)
    with database.transaction() as session:
        return publish_at_once(session, actor, "期限天数", path_id, given).id or 0


def _field_gone(actor: Visitor, set_id: int, _peak: Peak) -> None:
    with database.transaction() as session:
        undo_change(session, actor, set_id)


def _sheet(here: Houses, plain: tuple[float, float, float, Any], found: tuple[Any, ...]) -> Sheet:
    names = (
        "looked at: every bad cell named",
        "imported",
        "imported again: 0 rows",
        "taken back",
        "exported as CSV",
        "exported as a workbook",
        "a formula added to every row",
        "that change rolled back",
    )
    rows = []
    for name, one in zip(names, found, strict=True):
        promised = MOST_SECONDS if name.startswith(("looked", "imported")) else None
        promised = MOST_BACK if name.endswith("rolled back") else promised
        rows.append(Figure(name, one[0], "s", plain[0], most=promised))
        rows.append(Figure(f"{name}: processor", one[1], "s CPU", plain[1]))
        rows.append(Figure(f"{name}: memory", one[2], "MB", most=MOST_MB))
    return Sheet(
        f"A file of {ROWS:,} rows, {BAD:,} of them bad, on {NAMES[here.kind]}",
        tuple(rows),
        ("Floor: the file read with csv, its rows in one bulk insert; no check, index, history.",),
    )


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """One database after the other."""
    content, wrong = file()
    gc.collect()
    gc.freeze()  # as the served house does when it starts
    sheets = []
    with folder() as where:
        for kind in kinds:
            with houses(kind, where) as here:
                sheets.append(told(measure(here, content, wrong)))
    return sheets
