"""Every layout is read row for row; what is cut, unknown or no table is refused by name."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rules.bank.check import closing
from rules.refusal import Refused
from services.bank.file import Upload, examined
from tests import statements
from tests.statements import FILES, GENERIC, IN, MOVES, OUT

BALANCES = {"icbc", "boc", "cmb", "bocom", "ccb", "spdb"}


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


@pytest.mark.parametrize("code", FILES)
def test_each_layout_is_read_row_for_row(code: str) -> None:
    upload = examined("x", FILES[code]())
    (statement,) = upload.statements
    assert (upload.layout, upload.row_count) == (code, len(MOVES))
    assert (statement.in_fen, statement.out_fen) == (IN, OUT)
    assert upload.remarks == []
    told = sorted((line.day.isoformat(), line.amount_fen) for line in upload.lines)
    assert told == sorted((move[0], move[2]) for move in MOVES)
    assert closing(statement.lines) == (MOVES[-1][3] if code in BALANCES else None)
    assert all(any(move[4] in line.party for move in MOVES) for line in upload.lines)


def test_equal_rows_are_told_apart_by_their_turn() -> None:
    serials = [line.serial for line in examined("x", statements.cmb()).lines]
    assert len(set(serials)) == len(MOVES)
    again = [line.serial for line in examined("y", statements.cmb()).lines]
    assert serials == again


def test_a_workbook_whose_sheets_repeat_each_other_is_one_statement() -> None:
    upload = examined("x", statements.wechat_workbook())
    assert (upload.row_count, len(upload.lines)) == (2 * len(MOVES), len(MOVES))
    csv = examined("x", statements.wechat())
    assert {x.serial for x in csv.lines} == {x.serial for x in upload.lines}


def test_a_layout_that_nobody_knows_is_read_with_a_mapping() -> None:
    upload = examined("x", statements.village_bank(), GENERIC)
    assert upload.layout == "generic"
    assert [line.amount_fen for line in upload.lines] == [move[2] for move in MOVES]
    with pytest.raises(Refused, match="not a statement in a known layout"):
        examined("x", statements.village_bank())


def _alipay(status: str, direction: str, kind: str = "商业服务") -> Upload:
    text = statements.alipay().decode("gb18030").splitlines()
    text[-1] = text[-1].replace("交易成功", status).replace("收入", direction)
    text[-1] = text[-1].replace("商业服务", kind)
    return examined("x", "\r\n".join(text).encode("gb18030"))


@pytest.mark.parametrize(
    ("status", "direction", "kind", "aside"),
    [
        ("交易成功", "收入", "商业服务", ""),
        ("交易关闭", "收入", "商业服务", "交易关闭"),
        ("交易成功", "不计收支", "投资理财", "不计收支"),
        ("交易成功", "不计收支", "提现", ""),
    ],
)
def test_what_moved_no_money_of_the_account_is_set_aside_in_the_words_of_the_file(
    status: str, direction: str, kind: str, aside: str
) -> None:
    assert _alipay(status, direction, kind).lines[-1].aside == aside


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


@pytest.mark.parametrize("code", ["alipay", "wechat", "icbc", "boc", "cmb", "bocom"])
def test_a_text_file_cut_in_half_is_refused_or_named(code: str) -> None:
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        try:
            upload = examined("x", cut(FILES[code](), share))
        except Refused:
            continue
        assert upload.remarks or len(upload.lines) < len(MOVES), share


@pytest.mark.parametrize("code", ["ccb", "spdb"])
def test_a_workbook_cut_in_half_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="damaged"):
        examined("x", cut(FILES[code](), 0.5))


def _without(content: bytes, text: str) -> bytes:
    lines = content.decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if text not in line).encode()


def test_a_row_that_is_missing_shows_in_the_balance() -> None:
    upload = examined("x", _without(statements.cmb(), "换门锁"))
    assert [str(x.sentence)[:17] for x in upload.remarks] == ["The balance jumps"]


def test_an_end_that_is_missing_is_named() -> None:
    upload = examined("x", _without(statements.icbc(), "人民币合计"))
    assert "last line" in upload.remarks[0].sentence


def test_a_file_that_holds_less_than_it_says_is_named() -> None:
    upload = examined("x", statements.alipay(count=66))
    assert upload.remarks[0].facts == {"said": 66, "n": 4}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "not a table"),
        (b"<html><table><tr><td>1</td></tr></table>", "web page"),
        ("日期,金额\n2026-01-01,5\n".encode(), "not a statement in a known layout"),
        (statements.cmb().replace(b'"300.00"', b"abc").replace(b"300.00", b"abc"), "no amount"),
        (statements.cmb().replace(b"2026-06-02", b"someday"), "no day"),
        (statements.bocom().replace("借 Dr".encode(), b"sideways"), "neither in nor out"),
        (statements.cmb()[: statements.cmb().index(b"2026-06-01")], "has no line"),
        (statements.cmb().rstrip()[:-16], "stops in the middle"),
    ],
    ids=["empty", "program", "html", "unknown", "sum", "day", "direction", "bare", "cut"],
)
def test_bad_files_are_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        examined("x", content)


REAL = {  # rows, in, out, neutral: added up from the files by hand, beside what they claim
    "example-alipay-records.csv": ("alipay", 10, 22_222_850, 21_164, 24_737),
    "example-wechat-records.csv": ("wechat", 27, 2_849, 290_453, 2_610_089),
    "example-wechat-records.xlsx": ("wechat", 27, 2_849, 290_453, 2_610_089),
    "example-icbc-debit-v2-records.csv": ("icbc", 11, 284_174, 424_108, 0),
    "example-boc-records.csv": ("boc", 17, 982_100, 939_430, 0),
    "example-cmb-records.csv": ("cmb", 5, 123_400, 201_314, 0),
    "example-bocom_debit-records.csv": ("bocom", 6, 1_125, 11_400, 0),
    "example-ccb.xls": ("ccb", 6, 0, 70_326, 0),
    "example-spdb_debit-records.xls": ("spdb", 4, 1_000, 1_164, 0),
}


def real(name: str) -> bytes:
    folder = os.environ.get("GOLDEN_DATA")
    path = Path(folder or "", "statements", name)
    if not folder or not path.exists():
        # Real statements are not ours to commit: `.ci/run` names their folder where it is there,
        # and the synthetic files of tests/statements.py are read everywhere.
        pytest.skip("GOLDEN_DATA names no folder with statements/")
    return path.read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_the_eight_real_layouts_are_read_whole(name: str) -> None:
    layout, rows, came, went, neutral = REAL[name]
    for statement in examined(name, real(name)).statements:
        assert (statement.layout, len(statement.lines)) == (layout, rows)
        assert (statement.in_fen, statement.out_fen, statement.neutral_fen) == (came, went, neutral)


def test_progress_is_told() -> None:
    moves = [("2026-06-01", "09:00:00", n + 1, 0, "甲", "乙") for n in range(4_500)]
    heard: list[tuple[int, int]] = []
    tell: Callable[[int, int], None] = lambda done, total: heard.append((done, total))  # noqa: E731
    upload = examined("x", statements.cmb(moves), told=tell)
    assert len(heard) == 2 and heard[0][1] == 4_500
    assert upload.lines[0].day == date(2026, 6, 1)
