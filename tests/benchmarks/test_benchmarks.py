"""The benchmarks can be called, and what they compare with is honest. Nothing here is timed."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import __main__ as command
from benchmarks import constants
from benchmarks.figure import Figure, Sheet
from db.session import transaction
from models.topic import Category
from services.topic.proposing import propose
from services.topic.support import endorse
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for

ROOT = Path(__file__).parent.parent.parent


def test_every_benchmark_is_named_and_there() -> None:
    asked = [sys.executable, "-m", "benchmarks", "--list"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert tuple(told.stdout.split()) == command.NAMES
    for name in command.NAMES:
        assert callable(importlib.import_module(f"benchmarks.{name}").main)


def test_a_benchmark_that_is_not_there_is_refused() -> None:
    asked = [sys.executable, "-m", "benchmarks", "weather"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "there is no benchmark weather" in told.stderr


def test_a_promise_is_judged_by_the_ratio_to_the_floor() -> None:
    kept = Figure("board", 30, "ms", 20, most_ratio=2)
    missed = Figure("topic", 50, "ms", 20, most_ratio=2)
    told = Figure("search", 50, "ms", 20)
    assert (kept.kept, missed.kept, told.kept) == (True, False, None)
    lines = "\n".join(Sheet("Pages", (kept, missed, told)).lines())
    assert "1.50 x" in lines and "NOT KEPT" in lines


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("page", ["board", "topic"])
def test_constants_draw_the_same_elements(here: Neighbourhood, tmp_path: Path, page: str) -> None:
    with transaction() as session:
        topic = propose(
            session,
            here.zhou,
            here.fengyuan.id or 0,
            "东门*夜间*停车",
            "晚上八点以后消防通道停满了车。",
            Category.PARKING,
        )
        endorse(session, here.chen, topic.id or 0)
    asked = {"id": str(topic.id)} if page == "topic" else {}
    notes = constants.noted(page, cookie_for(here.chen), asked)
    constants.write(tmp_path, {page: notes})
    at = AppTest.from_file(str(tmp_path / "frame.py"), default_timeout=20)
    for name, value in asked.items():
        at.query_params[name] = value
    at.run()
    at.switch_page(f"{page}.py").run()
    assert not at.exception
    assert constants.elements(at) == notes.elements
    assert notes.elements.total() > 10
