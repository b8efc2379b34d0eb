"""The real app, with a clock that a test can move and a cache that a test can look into.

``uvicorn tests.browser.host:app`` serves ``streamlit_app.app``; the house's clock is the wall
clock plus the seconds written in the file that ``TEST_CLOCK`` names.
"""

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from models import base
from routes import ticker
from streamlit_app import app as house

CLOCK = Path(os.environ["TEST_CLOCK"])


def _moved() -> datetime:
    ahead = CLOCK.read_text() if CLOCK.exists() else ""
    return datetime.now(UTC) + timedelta(seconds=float(ahead or 0))


base.set_clock(_moved)
ticker.SECONDS = 1.0  # a test does not wait a minute for what the house does by the clock


@st.cache_data
def _kept() -> str:
    return secrets.token_hex(8)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The house, and one address that shows whether its cache was cleared."""
    if scope["type"] == "http" and scope["path"] == "/test/kept":
        await PlainTextResponse(_kept())(scope, receive, send)
    else:
        await house(scope, receive, send)
