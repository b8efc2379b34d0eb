"""How long an owners' roll of 10,000 units takes to come in (名册导入基准).

The floor is measured in the same run: the same workbook read with calamine, and its rows
written in one bulk insert.
"""

import hashlib
import io
import time
from collections.abc import Callable

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import insert
from sqlmodel import select

from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import KINDS, NAMES, Houses, folder, houses, live_in
from db import session as database
from models.base import now
from models.member import Grant, Member, Role
from models.place import PlaceKind
from models.roll import Owner, RollImport
from models.secret import seal
from rules.permission import Visitor
from rules.roll.column import guess, header_row
from rules.roll.row import Layout
from rules.roll.table import read_table
from services.place import plant
from services.roll.importing import Upload, import_roll
from services.roll.sheet import read_file
from services.roll.undo import undo_import
from services.trail import HOUSE

UNITS, MOST_SECONDS = 10_000, 10
HEADER = (
    "户号",
    "楼栋",
    "类型",
    "专有面积",
    "面积来源",
    "业主",
    "身份证",
    "手机",
    "状态",
)


def workbook(units: int = UNITS) -> bytes:
    """A roll as councils keep them: homes with an owner or two, some parking spaces."""
    rows: list[tuple[object, ...]] = [HEADER]
    for n in range(units):
        building, door = n // 100 + 1, n % 100
        owner = f"业主{n}、共有人{n}" if n % 7 == 0 else f"业主{n}"
        kind = "车位" if n % 10 == 9 else "住宅"
        label = f"{building}-{door // 4 + 1}{door % 4 + 1:02}"
        phones = f"139{n:08}、138{n:08}" if n % 7 == 0 else f"139{n:08}"
        papers = f"E{n:08}、G{n:08}" if n % 7 == 0 else f"E{n:08}"
        facts = (label, f"{building} 号楼", kind, 60 + n % 90, "登记", owner, papers, phones)
        rows.append((*facts, "已交付"))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def seconds(deed: Callable[[], object]) -> float:
    """How long ``deed`` takes."""
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def _upload(content: bytes) -> Upload:
    rows = read_file(content)[0].rows
    top = [[str(cell) for cell in row] for row in rows[:50]]
    head = header_row(top)
    layout = Layout(guess(top[head], top[head + 1 : head + 21]))
    table = read_table(rows, head + 1, layout)
    return Upload("roll.xlsx", hashlib.sha256(content).hexdigest(), table)


def measure(here: Houses, content: bytes) -> Sheet:
    """The import and its floor on one kind of database."""
    live_in(here.new("roll"))
    with database.transaction() as session:
        place = plant(session, HOUSE, PlaceKind.COMPOUND, "闵行某小区", "minhang", None)
        bare = plant(session, HOUSE, PlaceKind.COMPOUND, "底线小区", "floor", None)
        council = Member(username="lin", name="林秀英")
        session.add(council)
        session.flush()
        session.add(Grant(member_id=council.id or 0, role=Role.COUNCIL, place_id=place.id or 0))
        actor = Visitor(council.id)

    def floor() -> None:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python()[1:]
        known = {"compound_id": bare.id, "developer": False, "created_at": now()}
        with database.transaction() as session:
            session.execute(insert(Owner), [known | {"name": row[5]} for row in rows])

    def first() -> None:
        with database.transaction() as session:
            taken = import_roll(session, actor, place.id or 0, _upload(content))
        assert taken.added_count + taken.same_count == UNITS, "a row was lost"

    def sealing() -> None:
        for n in range(UNITS):
            seal(f"E{n:08}")
            seal(f"139{n:08}")

    def back() -> None:
        with database.transaction() as session:
            newest = session.exec(select(RollImport.id).where(RollImport.added_count > 0)).one()
            undo_import(session, actor, newest or 0)

    plain, new = seconds(floor), seconds(first)
    again, sealed, undone = seconds(first), seconds(sealing), seconds(back)
    return Sheet(
        f"Importing a roll of {UNITS:,} units on {NAMES[here.kind]}",
        (
            Figure("read, checked, written", new, "s", plain, most=MOST_SECONDS),
            Figure("of it: sealing both numbers of each owner", sealed, "s", plain),
            Figure("the same file again", again, "s", plain, most=MOST_SECONDS),
            Figure("the import undone", undone, "s", plain, most=MOST_SECONDS),
        ),
        ("Floor: the workbook read with calamine, one column of it written in one bulk insert.",),
    )


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """One database after the other."""
    content = workbook()
    sheets = []
    with folder() as where:
        for kind in kinds:
            with houses(kind, where) as here:
                sheets.append(told(measure(here, content)))
    return sheets
