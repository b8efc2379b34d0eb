"""Opening the door: only when all is in order, and else with one clear line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from commands.serve import _greeting
from rules import persona
from tests.db.test_setting import PRODUCTION


def serve(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in PRODUCTION}
    environment |= {
        "APP_SECRETS": str(tmp_path / "s.json"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'house.db'}",
    }
    command = [sys.executable, "manage.py", "serve", *arguments]
    return subprocess.run(
        command,
        check=False,
        env=environment | settings,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(answer: subprocess.CompletedProcess[str]) -> str:
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Error: ")
    assert answer.stderr.count("\n") == 1
    return answer.stderr


def test_production_without_its_settings_does_not_start(tmp_path: Path) -> None:
    assert "APP_SESSION_KEY" in refused(serve(tmp_path, APP_ENV="production"))
    assert "Demo" in refused(serve(tmp_path, **PRODUCTION | {"DEMO": "1"}))
    assert "HTTPS" in refused(serve(tmp_path, **PRODUCTION | {"APP_HTTPS": "0"}))


def test_uvicorn_alone_refuses_just_the_same(tmp_path: Path) -> None:
    environment = os.environ | PRODUCTION | {"DEMO": "1"}
    command = [sys.executable, "-m", "uvicorn", "streamlit_app:app", "--port", "1"]
    answer = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 2
    assert "Demo mode is not allowed in production" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_house_without_tables_is_not_opened(tmp_path: Path) -> None:
    assert "migrate" in refused(serve(tmp_path))
    gone = "postgresql://nobody@127.0.0.1:1/nothing"
    assert "does not answer" in refused(serve(tmp_path, DATABASE_URL=gone))


def test_a_taken_port_is_said_so(tmp_path: Path) -> None:
    environment = os.environ | {
        "APP_SECRETS": str(tmp_path / "s.json"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'house.db'}",
    }
    subprocess.run([sys.executable, "manage.py", "migrate"], env=environment, check=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert "Cannot listen on" in refused(serve(tmp_path, "--port", port))


def test_the_demo_says_whom_one_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    said = "\n".join(_greeting("http://127.0.0.1:8501", True))
    assert "http://127.0.0.1:8501" in said
    assert f"{persona.SHARED}  {persona.PASSWORD}" in said
    for name, purpose in persona.ACCOUNTS:
        assert name in said
        assert purpose in said
    assert persona.PASSWORD not in "\n".join(_greeting("http://127.0.0.1:8501", False))
