"""Files as people and machines make them: read, or refused with one sentence."""

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from sqlmodel import Session, select

from models.history import Batch, ImportMapping, RowChange
from models.register import WorkOrder
from rules.load.layout import Layout
from rules.refusal import Refused
from services.load import file
from services.load.importing import Upload, examine, import_and_remember, import_rows
from services.load.kept import correction
from services.load.opening import bad_rows, opening, proposed, top_of
from tests.neighbourhood import Neighbourhood
from tests.services.load.test_importing import GOOD, HEAD, LAYOUT, csv


def rows(content: bytes) -> list[list[Any]]:
    return [row for part in file.parts(content) for row in part]


def book(*lines: tuple[Any, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_however_it_is_written(encoding: str) -> None:
    content = "工单号,事项\r\nG-1,漏水\r\n".encode(encoding)
    assert rows(content) == [["工单号", "事项"], ["G-1", "漏水"]]


def test_a_workbook_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(book(("工单号", "花费"), ("G-1", 12.5), (True, "")))
    assert found == [["工单号", "花费"], ["G-1", 12.5], ["TRUE", ""]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"%PDF-1.7 \x00\x01",
        b"<!doctype html><table>",
        b"PK\x03\x04nothing",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1nothing",
        "工单号,事".encode()[:-1],
        b'a,b\n"open,1\n',
        ",".join("abcdefghij" * 20).encode(),
    ],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        rows(content)


def test_a_workbook_that_unpacks_to_far_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MOST_UNPACKED", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)
    with pytest.raises(Refused):
        rows(out.getvalue())


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MOST_ROWS", 10)
    with pytest.raises(Refused):
        rows(b"a\n" * 50)
    with pytest.raises(Refused):
        rows(book(*[("a",)] * 50))


def test_formulas_and_huge_cells(session: Session, here: Neighbourhood) -> None:
    lines = (
        '"G-1",枫园小区,"=HYPERLINK(""x"")",other,hotline,2026-05-04,1,是',
        f'"G-2",枫园小区,{"长" * 9_000},other,hotline,2026-05-04,1,是',
        "'=1+1,枫园小区,甲,other,hotline,2026-05-04,1,是",
    )
    batch = import_rows(session, here.lin, "work_order", csv(*lines), LAYOUT)
    assert (batch.created_count, batch.failed_count) == (2, 1)
    found = {row.number: row.title for row in session.exec(select(WorkOrder))}
    assert found == {"G-1": '=HYPERLINK("x")', "=1+1": "甲"}  # a text, and never run
    bad = bad_rows(session, here.lin, batch.id or 0)
    assert [(one.row, one.column, one.code) for one in bad.problems] == [(3, "事项", "longest")]
    assert len(bad.problems[0].value) < 70


def test_the_bad_rows_come_back_with_what_is_wrong(session: Session, here: Neighbourhood) -> None:
    line = "G-011,枫园小区,甲,other,电报,2026-05-04,1,是"
    found = examine(session, here.lin, "work_order", csv(GOOD, line), LAYOUT)
    head, bad = correction(found.bad, "zh_CN")
    assert head == [*HEAD, "问题"]
    assert bad == [[*line.split(","), "来源：“电报” 不在可选范围内。"]]
    assert correction(found.bad, "en")[1][0][-1] == "来源: “电报” This is not in the list."


def test_a_heading_twice_and_a_key_that_is_missing(session: Session, here: Neighbourhood) -> None:
    twice = Layout(1, ("a", "b"), ("title", "title"), ())
    with pytest.raises(Refused, match="cannot both"):
        examine(session, here.lin, "work_order", Upload("x", b"a,b\n1,2"), twice)
    without = Layout(1, ("a",), ("title",), ("number",))
    with pytest.raises(Refused, match="told apart"):
        examine(session, here.lin, "work_order", Upload("x", b"a\n1"), without)
    foreign = Layout(1, ("a",), ("path",), ())
    with pytest.raises(Refused, match="may not write the column"):
        examine(session, here.lin, "work_order", Upload("x", b"a\n/1/"), foreign)


def test_headings_are_known_by_their_words_and_remembered(
    session: Session, here: Neighbourhood
) -> None:
    table = opening(session, here.lin, "work_order")
    content = (
        "我的工单,,\n*工单号,地方 ,Title,花费（元）,工单号,说明\nG-1,枫园小区,漏水,1,2,3".encode()
    )
    top = top_of(table, content)
    assert top.row == 2
    layout = proposed(session, here.lin, table, top)
    assert layout.columns == ("number", "place_id", "title", "cost_fen", "", "")
    assert layout.keys == ("number",)
    told = Layout(top.row, top.headings, ("number", "place_id", "title", "", "", ""), ("number",))
    with pytest.raises(Refused):  # the source is missing in every row
        import_and_remember(session, here.lin, "work_order", Upload("x", content), told, top)
    whole = csv(GOOD)
    again = top_of(table, whole.content)
    import_and_remember(session, here.lin, "work_order", whole, LAYOUT, again)
    assert session.exec(select(ImportMapping)).one().mapping["columns"] == list(LAYOUT.columns)


def test_who_stops_an_import_leaves_nothing(session: Session, here: Neighbourhood) -> None:
    class Stopped(BaseException):
        pass

    def stop(_done: int) -> None:
        raise Stopped

    with pytest.raises(Stopped), session.begin_nested():
        import_rows(session, here.lin, "work_order", csv(GOOD), LAYOUT, stop)
    for model in (WorkOrder, Batch, RowChange):
        assert not session.exec(select(model)).all()
