"""The host: found by ``streamlit run``, assembled in the right order, discreet in its log."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from routes.shield import Discreet

ENTRY = Path(__file__).parent.parent.parent / "streamlit_app.py"


def test_streamlit_run_finds_the_app() -> None:
    found = discover_asgi_app(ENTRY)
    assert found.is_asgi_app
    assert found.import_string == "streamlit_app:app"


def test_what_weighs_most_waits_until_somebody_draws_it(tmp_path: Path) -> None:
    """A chart needs no altair here, and few pages draw a frame: together 90 MB of every server."""
    tried = (
        "import sys, streamlit_app; streamlit_app._warm_up();"
        "print(sorted({'altair', 'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", tried],
        cwd=ENTRY.parent,
        env=os.environ | {"APP_SECRETS": str(tmp_path / "s.json")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.endswith("[]\n"), told.stdout + told.stderr


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/reset?key=SECRET", "/reset"),
        ("/board?place=fengyuan", "/board"),
        ("/_stcore/upload_file/SECRET/1", None),
        ("/static/js/x.js", None),
    ],
)
def test_no_secret_stands_in_the_access_log(path: str, kept: str | None) -> None:
    line = logging.LogRecord(
        "uvicorn.access",
        logging.INFO,
        "",
        0,
        '%s - "%s %s HTTP/%s" %d',
        ("127.0.0.1:1", "GET", path, "1.1", 200),
        None,
    )
    passes = Discreet().filter(line)
    assert passes == (kept is not None)
    if kept is not None:
        assert line.getMessage() == f'127.0.0.1:1 - "GET {kept} HTTP/1.1" 200'
