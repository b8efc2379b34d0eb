"""What leaves the house: complete, exact, harmless, and the same for ever."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from models.ledger import EntryKind
from rules.export import FORMAT, REPRODUCED, TABLES, NotALedger, files, one
from rules.export import workbook as workbooks
from rules.export.package import LICENCE
from rules.ledger.entry import MOST_LINES
from rules.spreadsheet import FORMULA_SIGNS, undone
from tests.exported import HOSTILE, Log, a_year, digest, first_leaf, random_log


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.fixture(scope="module")
def year() -> dict[str, bytes]:
    return files(a_year().leaves)


def test_every_file_is_there(year: dict[str, bytes]) -> None:
    assert list(year) == [*REPRODUCED, "ledger.xlsx"]


def test_a_statement_leads_from_opening_to_closing(year: dict[str, bytes]) -> None:
    told = rows(year["statement.csv"])
    parts: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in told:
        parts.setdefault((row["fund"], row["period"]), []).append(row)
    before: dict[str, int] = {}
    for (fund, period), part in parts.items():
        first, *items, last = part
        assert (first["section"], last["section"]) == ("opening", "closing")
        assert int(first["fen"]) == before.get(fund, 0), period
        assert int(first["fen"]) + sum(int(row["fen"]) for row in items) == int(last["fen"])
        before[fund] = int(last["fen"])
    balances = {row["code"]: int(row["balance_fen"]) for row in rows(year["accounts.csv"])}
    assert before["revenue"] == balances["Assets:Bank:Revenue"] + balances["Assets:Cash:Revenue"]
    assert before["maintenance"] == balances["Assets:Bank:Maintenance"] == 900
    states = {row["period"]: row["state"] for row in told}
    assert states == {"1": "closed", "2": "open", "3": "open", "4": "open", "5": "open"}
    assert [row["period"] for row in told if row["section"] == "opening"] == list(
        "112233445566"[:10]
    )


def test_costs_stand_apart_from_expenses_and_income_is_gross(year: dict[str, bytes]) -> None:
    third = [row for row in rows(year["statement.csv"]) if row["period"] == "3"]
    sums = {(row["section"], row["account"]): row["yuan"] for row in third}
    assert sums["cost", "Expenses:Cost:G01:01"] == "-0.05"
    assert sums["expense", "Expenses:E04"] == "-300.05"
    assert sums["transfer", "Equity:Transfer:Revenue"] == "-9.00"
    assert sums["transfer", "Equity:Transfer:Maintenance"] == "9.00"


def test_fen_and_yuan_say_the_same(year: dict[str, bytes]) -> None:
    for table in TABLES:
        sums = [column.name for column in table.columns if column.name.endswith("fen")]
        for row in rows(year[table.file]):
            for name in sums:
                yuan = row[name.removesuffix("fen") + "yuan"]
                assert Decimal(yuan) * 100 == int(row[name])
                assert yuan[-3] == "."


def test_lines_and_entries_agree(year: dict[str, bytes]) -> None:
    sums: dict[str, int] = {}
    for line in rows(year["lines.csv"]):
        sums[line["entry"]] = sums.get(line["entry"], 0) + int(line["fen"])
    entries = rows(year["entries.csv"])
    assert set(sums) == {entry["number"] for entry in entries}
    assert not any(sums.values())
    balances = rows(year["accounts.csv"])
    in_hand = sum(int(row["balance_fen"]) for row in balances if row["kind"] == "asset")
    assert sum(int(entry["effect_fen"]) for entry in entries) == in_hand


def test_an_entry_is_told_whole(year: dict[str, bytes]) -> None:
    told = {entry["number"]: entry for entry in rows(year["entries.csv"])}
    paid = told["19"]
    assert (paid["kind"], paid["head"], paid["effect_yuan"]) == ("payment", "E04", "-300.05")
    assert (paid["party_kind"], paid["party"], paid["party_hash"]) == (
        "person",
        "",
        digest("盐张三"),
    )
    assert (paid["vouchers"], paid["spending"], paid["approved_by"]) == (
        "3",
        "4",
        "member:6 member:7",
    )
    assert (told["2"]["reversed_by"], told["22"]["reverses"]) == ("22", "2")
    assert told["19"]["leaf"] == "19"
    assert told["20"]["leaf"] == "23"


def test_a_voucher_is_listed_with_its_copy_and_when_it_came(year: dict[str, bytes]) -> None:
    listed = [tuple(row.values()) for row in rows(year["vouchers.csv"])]
    assert listed == [
        ("19", digest("发票"), digest("副本"), "19"),
        ("19", digest("照片"), "", "19"),
        ("19", digest("事后补"), "", "20"),
    ]


def test_no_text_runs_and_none_is_lost(year: dict[str, bytes]) -> None:
    for table in TABLES:
        texts = [column.name for column in table.columns if column.type == "string"]
        for row in rows(year[table.file]):
            assert not any(row[name][:1] in FORMULA_SIGNS for name in texts if row[name])
    told = rows(year["entries.csv"])[1:]
    for text, row in zip(HOSTILE, told):
        found = [undone(row[name]) for name in ("purpose", "party", "no_voucher", "contract")]
        assert found == [text] * 4


def test_the_workbook_holds_the_same_as_text(year: dict[str, bytes]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(year["ledger.xlsx"]))
    sheet = book.get_sheet_by_name("记账凭证 Entries").to_python()
    assert sheet[0][:2] == ["凭证号\nNumber", "日期\nDay"]
    names = [column.name for column in TABLES[1].columns]
    for text, row in zip(HOSTILE, sheet[2:]):
        told = dict(zip(names, row))
        assert told["purpose"].replace("\r\n", "\n") == text.replace("\r\n", "\n")
        assert told["amount_yuan"] * 100 == pytest.approx(told["amount_fen"])
    with zipfile.ZipFile(io.BytesIO(year["ledger.xlsx"])) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())
        assert b'quotePrefix="1"' in packed.read("xl/styles.xml")


def test_a_very_long_book_has_no_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rules.export.MOST_ENTRIES", 2)
    leaves = random_log(1, 3).leaves
    assert list(files(leaves)) == list(REPRODUCED)
    assert one("ledger.xlsx", leaves) is None
    assert workbooks.MOST_ENTRIES * MOST_LINES < 1_048_576  # rows that a sheet can hold


def test_the_package_describes_every_column_in_both_languages(year: dict[str, bytes]) -> None:
    package = json.loads(year["datapackage.json"])
    assert package["licenses"] == [LICENCE]
    assert package["log"] == {
        "origin": "gonggongshouyi/fengyuan",
        "size": len(a_year().leaves),
        "format": FORMAT,
    }
    for resource in package["resources"]:
        header = year[resource["path"]].decode("utf-8-sig").split("\r\n", maxsplit=1)[0].split(",")
        fields = resource["schema"]["fields"]
        assert [one_["name"] for one_ in fields] == header
        for told in fields:
            assert all(" · " in told[word] for word in ("title", "description")), told
            if told["name"].endswith(("fen", "yuan")):
                assert told["unit"] == ("fen" if told["name"].endswith("fen") else "CNY")


def test_one_file_alone_is_the_same(year: dict[str, bytes]) -> None:
    leaves = a_year().leaves
    for name, content in year.items():
        chunks = one(name, leaves)
        assert chunks is not None
        assert b"".join(chunks) == content, name
    assert one("../secrets.json", leaves) is None


def test_the_document_tells_entries_with_their_lines() -> None:
    leaves = a_year().leaves
    told = json.loads(b"".join(one("ledger.json", leaves) or ()))
    assert (told["size"], told["book"]["name"]) == (len(leaves), "枫园小区")
    assert [entry["purpose"] for entry in told["entries"][1:18]] == list(HOSTILE)
    paid = told["entries"][18]
    assert paid["lines"] == [
        {"account": "Expenses:E04", "fen": 30005},
        {"account": "Assets:Bank:Revenue", "fen": -30005},
    ]
    assert paid["vouchers"] == [digest("发票"), digest("照片"), digest("事后补")]
    assert paid["amount_yuan"] == "300.05"


@given(st.integers(0, 10**6), st.integers(0, 30), st.integers(1, 30))
@settings(max_examples=15, deadline=None)
def test_more_entries_leave_an_older_export_as_it_was(seed: int, size: int, more: int) -> None:
    grown = random_log(seed, size + more).leaves
    handed_over = files(random_log(seed, size).leaves)
    assert files(grown[: size + 1]) == handed_over


def test_an_export_is_the_same_after_a_hundred_more() -> None:
    log = a_year()
    size = len(log.leaves)
    handed_over = files(log.leaves)
    for _ in range(100):
        log.leaves.append(log.leaves[2] | {"number": log.entry_count + 1})
        log.entry_count += 1
    assert files(log.leaves[:size]) == handed_over
    assert files(log.leaves) != handed_over


def _broken() -> list[Any]:
    good = a_year().leaves
    entry = good[1]

    def with_(**changed: Any) -> list[Any]:
        return [good[0], entry | changed]

    return [
        [],
        [entry],
        [first_leaf() | {"accounts": None}],
        [first_leaf(5)],
        [first_leaf() | {"accounts": [{"code": "Assets:收"}]}],
        [good[0], {}],
        with_(day="2025-13-01"),
        with_(day="2024-12-31"),
        with_(period=10**12),
        with_(period="1"),
        with_(number='1" evil'),
        with_(number=True),
        with_(lines=None),
        with_(lines=[{"account": "Assets:Bank:Revenue", "fen": 0.5}]),
        with_(lines=[{"account": "Nothing", "fen": 1}]),
        with_(lines=[{"account": 'Assets:Bank:Revenue\n2026-01-01 open X"', "fen": 1}]),
        with_(reverses="1"),
    ]


@pytest.mark.parametrize("leaves", _broken())
def test_leaves_that_are_no_ledger_are_refused(leaves: list[Any]) -> None:
    with pytest.raises(NotALedger):
        files(leaves)


def test_an_account_the_log_never_introduced_is_like_the_one_above_it() -> None:
    log = Log()
    fen = 7
    log.enter(EntryKind.RECEIPT, ("Assets:Bank:Revenue", fen), ("Income:G01:02", -fen))
    told = {row["code"]: row for row in rows(files(log.leaves)["accounts.csv"])}
    assert told["Income:G01:02"]["name"] == "公共停车位场地使用费 02"
    assert told["Income:G01:02"]["kind"] == "income"
