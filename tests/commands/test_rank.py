"""Anyone recomputes a ranking from its two files: the published figures come out again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import manage

VALUES = "unit,a,b,note\n甲,1,10,x\n乙,3,,y\n丙,2,30,z\n丁,,,\n"
METHOD: dict[str, Any] = {
    "indicators": [
        {"code": "a", "weight": 3, "normalise": {"kind": "minmax"}},
        {"code": "b", "weight": 1, "normalise": {"kind": "minmax"}},
    ]
}


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


def files(folder: Path, values: str = VALUES, method: Any = METHOD) -> list[str]:
    (folder / "values.csv").write_text(values, "utf-8")
    written = method if isinstance(method, str) else json.dumps(method)
    (folder / "method.json").write_text(written, "utf-8")
    return [str(folder / "values.csv"), str(folder / "method.json")]


def ranked(capsys: pytest.CaptureFixture[str], *given: str) -> Any:
    assert manage.main(["rank", *given, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_best_comes_first_and_who_has_nothing_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ranked(capsys, *files(tmp_path))
    assert [(row["unit"], row["score"], row["rank"]) for row in rows] == [
        ("乙", 1.0, 1),
        ("丙", 0.625, 2),
        ("甲", 0.0, 3),
        ("丁", None, None),
    ]
    assert rows[1] == {
        "unit": "丙",
        "score": 0.625,
        "rank": 2,
        "low": 2,
        "high": 2,
        "contributions": {"a": 0.375, "b": 0.25},
    }


def test_without_draws_an_interval_is_the_rank_and_a_shared_one_may_be_a_half(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values, method = "unit,a,b\n甲,1,1\n乙,1,1\n丙,0,0\n", METHOD | {"ties": "mean"}
    rows = ranked(capsys, *files(tmp_path, values, method))
    assert [(row["low"], row["rank"], row["high"]) for row in rows[1:]] == [
        (1.5, 1.5, 1.5),
        (3, 3, 3),
    ]
    rows = ranked(capsys, *files(tmp_path, values, method | {"draws": 10}))
    assert [(row["low"], row["rank"], row["high"]) for row in rows[1:]] == [(1, 1.5, 2), (3, 3, 3)]


def test_a_whole_list_is_recomputed_by_anybody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        f"小区{n},{0.3 if n == 0 else 0.7 + n / 100},{200 if n else 150},老" for n in range(20)
    ]
    values = "unit,satisfied,asked,age\n" + "\n".join([*lines, "新小区,0.1,9,新"]) + "\n"
    method = {
        "indicators": [{"code": "satisfied", "sample": "asked", "shrink": True}],
        "peers": "age",
        "draws": 500,
        "listing": {"tail": 0.1},
    }
    given = files(tmp_path, values, method)
    rows = {row["unit"]: row for row in ranked(capsys, *given)}
    worst = rows["小区0"]
    assert (worst["list"], worst["reason"], worst["rank"]) == ("black", "sure", 20)
    assert worst["worst"] == 1 and worst["score"] > 0.3
    alone = rows["新小区"]
    assert (alone["list"], alone["group"], alone["rank"], alone["worst"]) == (None, "新", 1, 0)
    assert manage.main(["rank", *given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == list(rows.values())
    assert manage.main(["rank", *given]) == 0
    assert "black" in capsys.readouterr().out


def test_people_read_it_in_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    method = METHOD | {"tiers": [["好", 0.6], ["差", 0]], "peers": "note"}
    assert manage.main(["rank", *files(tmp_path, method=method)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split() == ["名次", "区间", "得分", "组别", "等级", "单位"]
    assert told[2].split() == ["1", "1–1", "0.625", "z", "好", "丙"]
    assert told[4].split() == ["–", "–––", "–", "–", "丁"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_from_a_spreadsheet_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    given = files(tmp_path)
    Path(given[0]).write_bytes(VALUES.replace("\n", "\r\n").encode(encoding))
    assert ranked(capsys, *given)[0]["unit"] == "乙"


@pytest.mark.parametrize(
    ("values", "method", "says"),
    [
        ("unit,a,b\n甲,abc,1\n", METHOD, "values.csv, row 2, column a: “abc” is not a number."),
        ("unit,a,b\n甲,nan,1\n", METHOD, "“nan” is not a number"),
        ("unit,a,b\n甲,1e999,1\n", METHOD, "“1e999” is not a number"),
        ('unit,a,b\n甲,"1,000",1\n', METHOD, "“1,000” is not a number"),
        ("unit,a\n甲,1\n", METHOD, "the column b must be there once"),
        ("a,b\n1,1\n", METHOD, "the column unit must be there once"),
        ("unit,a,b,a\n甲,1,1,1\n", METHOD, "the column a must be there once"),
        ("unit,a,b\n甲,1,1\n乙,1,1\n甲,2,2\n", METHOD, "row 4: 甲 is already in row 2"),
        ("unit,a,b\n,1,1\n", METHOD, "row 2, column unit: a name is missing"),
        ("unit,a,b\n甲,1\n", METHOD, "row 2: the row has 2 cells instead of 3"),
        ("unit,a,b\n", METHOD, "there is nobody to rank"),
        ("", METHOD, "there is nobody to rank"),
        ('unit,a,b\n"甲,1,1\n', METHOD, "a quotation mark is out of place"),
        (VALUES, "{", "method.json, line 1: this is not JSON"),
        (VALUES, "[" * 100_000, "not JSON"),
        (VALUES, "[]", "A method is a JSON object"),
        (VALUES, METHOD | {"missing": "refuse"}, "丁, a: there is no value"),
        (VALUES, METHOD | {"peers": "type"}, "the column type must be there once"),
    ],
)
def test_bad_files_are_answered_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], values: str, method: Any, says: str
) -> None:
    assert manage.main(["rank", *files(tmp_path, values, method), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert told.err.count("\n") == 1


def test_a_file_that_is_not_there_or_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values, method = files(tmp_path)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\x81")
    for wrong in (tmp_path / "nothing", tmp_path, tmp_path / "photo.png"):
        assert manage.main(["rank", str(wrong), method]) == 2
        assert manage.main(["rank", values, str(wrong)]) == 2
        assert capsys.readouterr().err.startswith("Error: ")


def test_it_starts_without_a_database_or_a_screen(tmp_path: Path) -> None:
    asked = (
        "import sys, manage\n"
        f"assert manage.main(['rank', *{files(tmp_path)!r}, '--json']) == 0\n"
        "assert not {'streamlit', 'pandas', 'alembic', 'sqlmodel'} & set(sys.modules), 'too much'\n"
    )
    nowhere = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=nowhere, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["unit"] == "乙"
