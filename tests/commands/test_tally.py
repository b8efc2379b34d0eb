"""Anyone recounts a vote from its two files: the published figures come out again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import manage

ROLL = "unit,owner,area_m2,kind,status\n"
BALLOTS = "owner,choice,delivered\n"


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


def counted(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert manage.main(["tally", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def minhang(folder: Path, total: int, *answers: int) -> tuple[str, str]:
    """``total`` homes; so many for, against, abstaining, and delivered but silent."""
    roll = "".join(f"{n},业主{n},100.00,home,delivered\n" for n in range(total))
    rows, number = [], 0
    for choice, how_many in zip(("for", "against", "abstain", ""), answers, strict=True):
        rows += [f"业主{n},{choice},1\n" for n in range(number, number + how_many)]
        number += how_many
    (folder / "roll.csv").write_text(ROLL + roll, "utf-8")
    (folder / "ballots.csv").write_text(BALLOTS + "".join(rows), "utf-8")
    return str(folder / "roll.csv"), str(folder / "ballots.csv")


@pytest.mark.parametrize(
    ("total", "answers", "silence", "for_", "taking_part", "passed"),
    [
        (1291, (417, 278, 8, 584), "strict", 417, 703, False),
        (1291, (417, 278, 8, 584), "abstain", 417, 1287, False),
        (1291, (417, 278, 8, 584), "majority", 1001, 1287, True),
        (2261, (995, 27, 125, 1071), "strict", 995, 1147, False),
        (2261, (995, 27, 125, 1071), "majority", 2066, 2218, True),
        (2261, (991, 25, 131, 1071), "abstain", 991, 2218, False),
        (2261, (991, 25, 131, 1071), "majority", 2062, 2218, True),
    ],
)
def test_the_decisions_of_minhang_come_out_as_published(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    total: int,
    answers: tuple[int, ...],
    silence: str,
    for_: int,
    taking_part: int,
    passed: bool,
) -> None:
    files = minhang(tmp_path, total, *answers)
    figures = counted(capsys, *files, "--item", "4", "--silence", silence)
    assert figures["heads"]["for"] == for_
    assert figures["heads"]["participating"] == taking_part
    assert figures["area_cm2"]["for"] == for_ * 1_000_000
    assert (figures["passed"], figures["silence"]) == (passed, silence)
    assert figures["quorum"] is (silence != "strict")


def test_people_read_it_in_a_few_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = minhang(tmp_path, 3, 2, 0, 0, 0)
    assert manage.main(["tally", *files, "--item", "8", "--silence", "strict"]) == 0
    told = capsys.readouterr().out
    assert "66.66%" in told
    assert "参与够三分之二，通过。" in told


def test_parking_counts_or_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roll, ballots = minhang(tmp_path, 2, 2, 0, 0, 0)
    with Path(roll).open("a", encoding="utf-8") as file:
        file.write("P1,业主0,12.5,parking,delivered\n")
    asked = (roll, ballots, "--item", "4", "--silence", "strict")
    assert counted(capsys, *asked)["area_cm2"]["total"] == 2_125_000
    without = counted(capsys, *asked, "--parking", "exclude")
    assert without["area_cm2"]["total"] == 2_000_000


@pytest.mark.parametrize(
    ("roll", "ballots", "more", "says"),
    [
        ("1,甲,90.5,home,delivered\n", "乙,for,1\n", [], "乙 is not on the roll"),
        ("1,甲,=90,home,delivered\n", "甲,for,1\n", [], "row 2, column area_m2"),
        ("1,甲,90,castle,delivered\n", "甲,for,1\n", [], "castle"),
        ("1,甲,90,home,delivered\n", "甲,maybe,1\n", [], "row 2, column choice"),
        ("1,甲,90,home,delivered\n", "甲,for,1\n", ["--item", "10"], "no item 10"),
        ("1,甲,90,home,delivered\n", "甲,for,1\n", ["--silence", "loud"], "loud"),
        ("1,甲,90,home,delivered\n", "甲,for,1\n", ["--parking", "maybe"], "maybe"),
    ],
)
def test_bad_files_are_answered_in_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    roll: str,
    ballots: str,
    more: list[str],
    says: str,
) -> None:
    (tmp_path / "roll.csv").write_text(ROLL + roll, "utf-8")
    (tmp_path / "ballots.csv").write_text(BALLOTS + ballots, "utf-8")
    files = [str(tmp_path / "roll.csv"), str(tmp_path / "ballots.csv")]
    assert manage.main(["tally", *files, "--item", "4", "--silence", "strict", *more]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert told.err.count("\n") == 1


def test_a_file_that_is_not_there_or_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\x81")
    for path in (tmp_path / "nothing.csv", tmp_path, tmp_path / "photo.png"):
        assert manage.main(["tally", str(path), str(path), "--item", "4"]) == 2
        assert capsys.readouterr().err.startswith("Error: ")


def test_it_starts_without_a_database_or_a_screen(tmp_path: Path) -> None:
    files = minhang(tmp_path, 9, 6, 0, 0, 0)
    asked = (
        "import sys, manage\n"
        f"assert manage.main(['tally', *{files!r}, '--item', '4', '--json']) == 0\n"
        "assert not {'streamlit', 'pandas', 'alembic'} & set(sys.modules), 'imports too much'\n"
    )
    nowhere = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=nowhere, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["passed"]
