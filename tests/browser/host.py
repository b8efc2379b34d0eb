"""The real app, with a clock that a test can move.

``uvicorn tests.browser.host:app`` serves ``streamlit_app.app``; the house's clock is the wall
clock plus the seconds written in the file that ``TEST_CLOCK`` names.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models import base
from routes import ticker
from streamlit_app import app

__all__ = ["app"]

CLOCK = Path(os.environ["TEST_CLOCK"])


def _moved() -> datetime:
    ahead = CLOCK.read_text() if CLOCK.exists() else ""
    return datetime.now(UTC) + timedelta(seconds=float(ahead or 0))


base.set_clock(_moved)
ticker.SECONDS = 1.0  # a test does not wait a minute for what the house does by the clock
