"""Owners' rolls of the demo, written and taken in as files, as every roll is (演示名册)."""

import csv
import hashlib
import io
from collections.abc import Iterable

from sqlmodel import Session

from models.place import Place
from rules.permission import Visitor
from rules.roll.column import guess, header_row
from rules.roll.row import Layout
from rules.roll.table import read_table
from services.roll.importing import Upload, import_roll
from services.roll.sheet import read_file

HEADER = ("户号", "楼栋", "类型", "专有面积", "面积来源", "业主", "状态")


def written(rows: Iterable[tuple[object, ...]]) -> bytes:
    """A roll as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def take_in(session: Session, actor: Visitor, compound: Place, content: bytes) -> None:
    """The file comes into the roll of the compound."""
    rows = read_file(content)[0].rows
    head = header_row(rows)
    layout = Layout(guess(rows[head], rows[head + 1 : head + 21]))
    table = read_table(rows, head + 1, layout)
    upload = Upload(f"{compound.name}业主名册.csv", hashlib.sha256(content).hexdigest(), table)
    taken = import_roll(session, actor, compound.id or 0, upload)
    assert not taken.bad_count, table.faults
