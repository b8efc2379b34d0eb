"""A process that reads what others wrote gets no more memory than it is given (子进程限制)."""

import subprocess
import sys

import pytest

MUCH = "from services.child import limit_memory; limit_memory(400 << 20); x = bytearray(800 << 20)"


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


def test_who_asks_for_more_memory_than_the_limit_is_refused_it() -> None:
    child = subprocess.run(
        [sys.executable, "-c", MUCH], capture_output=True, text=True, check=False, timeout=60
    )
    assert child.returncode == 1 and "MemoryError" in child.stderr


def test_what_stays_below_the_limit_goes_through() -> None:
    little = MUCH.replace("800 << 20", "80 << 20")
    child = subprocess.run([sys.executable, "-c", little], check=False, timeout=60)
    assert child.returncode == 0
