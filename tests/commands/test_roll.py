"""A roll from the command line: counts, faults, a file to correct, one clear line on bad input."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

import manage
from db.session import glance
from models.roll import RollImport, Unit
from tests.neighbourhood import Neighbourhood
from tests.rolls import HEADER, workbook

pytestmark = pytest.mark.usefixtures("engine")
GOOD = ["3-501", "3号楼", "90.55", "张三", "", "13800000001", "住宅", "已交付"]
BAD = ["3-502", "3号楼", "九十", "=1+1", "", "", "住宅", "已交付"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "名册.xlsx"
    made.write_bytes(workbook([["枫园小区业主名册"], HEADER, GOOD, BAD]))
    return made


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = manage.main(["roll", "import", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def units() -> list[str]:
    with glance() as session:
        return list(session.exec(select(Unit.label).where(Unit.building == "3 号楼")))


def test_good_rows_come_in_and_bad_ones_are_named(
    here: Neighbourhood, file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out_file = tmp_path / "bad.csv"
    code, out, _ = run(capsys, file, "--compound", "fengyuan", "--bad", out_file, "--json")
    answer = json.loads(out)
    assert (code, answer["added"], answer["bad"], answer["written"]) == (0, 1, 1, True)
    assert answer["faults"] == ["Row 4, column C: the area “九十” is not a number."]
    assert units() == ["3-501"]
    left = out_file.read_text("utf-8-sig").splitlines()
    assert left[0].endswith("reasons")
    assert "'=1+1" in left[1]
    with glance() as session:
        assert session.exec(select(RollImport)).one().filename == "名册.xlsx"


def test_a_dry_run_writes_nothing(
    here: Neighbourhood, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, file, "--compound", "fengyuan", "--dry-run")
    assert code == 0
    assert "枫园小区: 1 added, 0 changed, 0 same, 1 bad (would be written)." in out
    assert units() == []


def test_bad_input_is_one_clear_line(
    here: Neighbourhood, file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(file.read_bytes()[:2000])
    text = tmp_path / "x.csv"
    text.write_text("甲,乙\n1,2\n", encoding="utf-8")
    for arguments, why in (
        ((file, "--compound", "nowhere"), "no place with the code"),
        ((file, "--compound", "zhelu"), "Only a compound"),
        ((tmp_path / "none.xlsx", "--compound", "fengyuan"), "No such file"),
        ((broken, "--compound", "fengyuan"), "damaged or incomplete"),
        ((text, "--compound", "fengyuan"), "no column is called"),
        ((file,), "--compound"),
    ):
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (2, "")
        assert why in err
        assert err.count("\n") == 1
    assert units() == []
