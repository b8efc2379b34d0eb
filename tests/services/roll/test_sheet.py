"""Files of every kind that people upload, and one clear sentence for those that are no roll."""

import io
import zipfile
from datetime import date

import pytest

from rules.refusal import Refused
from services.roll import sheet
from services.roll.sheet import read_file
from tests.rolls import FOLDER, workbook

ROWS = [["户号", "面积", "业主"], ["3-501", 90.55, "张三"], ["3-502", 88, "李四"]]
TEXT = "户号,面积,业主\n3-501,90.55,张三\n3-502,88,李四\n"
CELLS = [["户号", "面积", "业主"], ["3-501", "90.55", "张三"], ["3-502", "88", "李四"]]


@pytest.fixture(autouse=True)
def _house() -> None:
    """Reading a file needs no database."""


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read_file(content)
    return str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_files_are_read_whatever_their_writing(encoding: str, delimiter: str) -> None:
    content = TEXT.replace(",", delimiter).encode(encoding)
    assert read_file(content)[0].rows == CELLS


def test_a_workbook_is_read_with_its_sheets_and_empty_rows_in_place() -> None:
    sheets = read_file(workbook([[], *ROWS]))
    assert sheets[0].name == "名册"
    assert sheets[0].rows[1:] == ROWS
    assert not any(sheets[0].rows[0])


def test_an_old_workbook_is_read() -> None:
    rows = read_file((FOLDER / "fengyuan.xls").read_bytes())[0].rows
    assert rows[1][:4] == ["3-501", "3号楼", 90.55, "张三"]


def test_dates_stay_dates_so_that_they_can_be_named() -> None:
    rows = read_file(workbook([["户号"], [date(2026, 3, 2)]]))[0].rows
    assert isinstance(rows[1][0], date)


def test_formulas_and_scripts_are_text() -> None:
    rows = [["业主"], ["=1+1"], ["<script>alert(1)</script>"]]
    content = "\n".join(row[0] for row in rows).encode()
    assert read_file(content)[0].rows == rows


def test_what_a_file_is_called_does_not_matter() -> None:
    """The name is never asked for: only the content speaks."""
    assert "not a table" in refused(b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)))
    assert "not a table" in refused(b"\x89PNG\r\n\x1a\n" + bytes(range(64)))
    assert "not a table" in refused(b"%PDF-1.7\n\x00\x01\x02")


def test_a_zip_that_is_no_workbook_is_no_table() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "not a table" in refused(out.getvalue())


def test_a_web_page_that_calls_itself_a_table_is_named() -> None:
    assert "web page" in refused("<html><table><tr><td>户号</td></tr></table>".encode())


def test_a_locked_workbook_is_named() -> None:
    assert "password" in refused((FOLDER / "locked.xlsx").read_bytes())


def test_a_workbook_cut_in_half_is_named() -> None:
    whole = workbook(ROWS)
    assert "damaged or incomplete" in refused(whole[: len(whole) // 2])
    old = (FOLDER / "fengyuan.xls").read_bytes()
    assert "damaged or incomplete" in refused(old[: len(old) // 2])


def test_a_damaged_old_workbook_ends_only_the_reader() -> None:
    """Its cells claim to lie so far out that the reader runs out of memory and aborts."""
    content = bytearray((FOLDER / "fengyuan.xls").read_bytes())
    content[600:1600] = b"\xfd\x00\x0a\x00\xff\xff\xff\xff\x00\x00" * 100
    assert "damaged or incomplete" in refused(bytes(content))


def test_a_text_cut_in_the_middle_is_named() -> None:
    assert "middle of a character" in refused(TEXT.encode()[:-2])
    assert "quotation mark" in refused('户号,业主\n3-501,"张三'.encode())


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x00"])
def test_an_empty_file_is_named(content: bytes) -> None:
    assert "empty" in refused(content)
    assert "no rows" in refused(workbook([]))


def test_a_file_too_large_or_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "larger than 20 MB" in refused(b"x" * (sheet.MOST_BYTES + 1))
    monkeypatch.setattr(sheet, "MOST_ROWS", 1)
    monkeypatch.setattr(sheet, "HEADROOM", 1)
    assert "at most 1 rows" in refused(TEXT.encode())
    assert "at most 1 rows" in refused(workbook(ROWS))


def test_a_table_too_wide_is_refused() -> None:
    assert "at most 100 columns" in refused(b"," * 200 + b"\n")
    assert "at most 100 columns" in refused(workbook([["x"] * 200]))


def test_a_zip_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_UNPACKED", 1024 * 1024)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 1024 * 1024)
    assert "too large" in refused(out.getvalue())
