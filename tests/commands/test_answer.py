"""The command line says one clear line, and exit code 2, when it cannot do as told."""

import json
import subprocess
import sys

import pytest

import manage
from commands.answer import show


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["serve", "--port", "0"], ["serve", "--port", "many"], ["serve", "x"]],
)
def test_bad_input_is_answered_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Error: ")
    assert told.err.count("\n") == 1


def test_help_is_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert manage.main([]) == 0
    assert "serve" in capsys.readouterr().out


def test_an_answer_is_for_people_or_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    show({"name": "李"}, False, "李 is here.")
    assert capsys.readouterr().out == "李 is here.\n"
    show({"name": "李"}, True, "李 is here.")
    assert json.loads(capsys.readouterr().out) == {"name": "李"}


def test_help_needs_neither_a_database_nor_a_screen() -> None:
    asked = (
        "import sys, manage; print(sorted({'sqlmodel', 'streamlit', 'pandas'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
