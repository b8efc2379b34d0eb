"""Beancount and Frictionless read what we export, and find what somebody changed."""

import json
import re
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from models.ledger import EntryKind
from rules.export import files
from tests.exported import Log, a_year, random_log
from tests.oracle import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export")
    for name, content in files(a_year().leaves).items():
        (made / name).write_bytes(content)
    return made


def checked(folder: Path, text: str) -> tuple[int, str]:
    path = folder / "changed.beancount"
    path.write_text(text, encoding="utf-8", newline="")
    ran = run("bean-check", "--no-cache", str(path))
    return ran.returncode, ran.stderr + ran.stdout


def test_beancount_finds_nothing_to_object_to(folder: Path) -> None:
    ran = run("bean-check", "--no-cache", str(folder / "ledger.beancount"))
    assert (ran.returncode, ran.stderr) == (0, "")


def test_beancount_finds_nothing_in_a_random_year(tmp_path: Path) -> None:
    text = files(random_log(7, 400).leaves)["ledger.beancount"].decode()
    assert checked(tmp_path, text) == (0, "")


LINE = re.compile(r"(  Assets:Bank:Revenue\S*\s+)(-?\d+\.\d\d) CNY")


def _fen_more(text: str, pattern: re.Pattern[str], fen: str) -> str:
    found = list(pattern.finditer(text))[3]
    return text[: found.start(2)] + str(Decimal(found[2]) + Decimal(fen)) + text[found.end(2) :]


def test_one_fen_in_one_leg_is_found(folder: Path) -> None:
    text = (folder / "ledger.beancount").read_text("utf-8")
    code, said = checked(folder, _fen_more(text, LINE, "0.01"))
    assert code == 1
    assert "Transaction does not balance" in said


def test_one_fen_in_both_legs_is_found(folder: Path) -> None:
    """Beancount forgives a fen in a balance unless it is told not to."""
    text = (folder / "ledger.beancount").read_text("utf-8")
    bank = list(LINE.finditer(text))[3]
    income = re.compile(r"(  Income:G01\S*\s+)(-?\d+\.\d\d) CNY")
    partner = next(found for found in income.finditer(text) if found.start() > bank.end())
    forged = (
        text[: bank.start(2)]
        + str(Decimal(bank[2]) + Decimal("0.01"))
        + text[bank.end(2) : partner.start(2)]
        + str(Decimal(partner[2]) - Decimal("0.01"))
        + text[partner.end(2) :]
    )
    code, said = checked(folder, forged)
    assert code == 1
    assert "Balance failed" in said


def test_a_missing_entry_is_found(folder: Path) -> None:
    text = (folder / "ledger.beancount").read_text("utf-8")
    start = text.index("\n2025-07-03 * ")
    code, said = checked(folder, text[:start] + text[text.index("\n2025-07-04 * ") :])
    assert code == 1
    assert "Balance failed" in said


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    ran = run("frictionless", "validate", str(folder / "datapackage.json"))
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.count("VALID") == 5
    assert "INVALID" not in ran.stdout


def copied(folder: Path, to: Path, name: str, old: bytes, new: bytes) -> Path:
    """The package in another folder, with ``old`` in one of its files replaced."""
    for path in folder.glob("*.[cj]s*"):
        (to / path.name).write_bytes(path.read_bytes())
    content = (to / name).read_bytes()
    assert old in content
    (to / name).write_bytes(content.replace(old, new, 1))
    return to / "datapackage.json"


def test_frictionless_finds_one_changed_digit_by_the_hash(folder: Path, tmp_path: Path) -> None:
    package = copied(folder, tmp_path, "statement.csv", b",5000000,50000.00", b",5000001,50000.01")
    ran = run("frictionless", "validate", str(package))
    assert ran.returncode == 1
    assert "hash-count" in ran.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("entries.csv", b",receipt,", b",receive,", "constraint-error"),
        ("entries.csv", b"\n3,", b"\n2,", "primary-key"),
        ("lines.csv", b"\n2,1,", b"\n99,1,", "foreign-key"),
        ("statement.csv", b",opening,", b",Opening,", "constraint-error"),
        ("accounts.csv", b",0.00", b",none", "type-error"),
    ],
)
def test_frictionless_finds_what_no_column_allows(
    folder: Path, tmp_path: Path, name: str, old: bytes, new: bytes, found: str
) -> None:
    package = copied(folder, tmp_path, name, old, new)
    told = json.loads(package.read_text("utf-8"))
    for resource in told["resources"]:
        del resource["hash"], resource["bytes"]  # whoever forges a file can forge these
    package.write_text(json.dumps(told), "utf-8")
    ran = run("frictionless", "validate", str(package))
    assert ran.returncode == 1
    assert found in ran.stdout


def test_beancount_takes_whatever_people_write(tmp_path: Path) -> None:
    """A thousand texts by chance, of all the signs that break files."""
    chance = Random(20_260_610)
    signs = "\"\\'\n\r\t;#^*!@{}[]()<>|=+-~%$&,.:/ 　“”（）、年A1z🧾𠮷\u200b\u202e\ufeff\x01\x7f"
    log = Log()
    for _ in range(1_000):
        text = "".join(chance.choices(signs, k=chance.randint(2, 60)))
        lines = (("Assets:Bank:Revenue", 1), ("Income:G01", -1))
        said = {"purpose": text, "party": {"firm": text}, "bindings": {"contract": text}}
        log.enter(EntryKind.RECEIPT, *lines, document=text, no_voucher=text, **said)
    text = files(log.leaves)["ledger.beancount"].decode()
    assert checked(tmp_path, text) == (0, "")
    assert text.count("\n") < 1_000 * 20  # nobody's line break is one in the file
