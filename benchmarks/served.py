"""The app as it is, with one page more: a bare one, to see what frame and gate cost (空页面)."""

from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components import frame
from streamlit_app import app

__all__ = ["app"]

BARE = Path(__file__).parent / "floor" / "bare.py"
_menu = frame.menu


def menu() -> dict[str, list[Any]]:
    """The menu that everybody sees, and the bare page."""
    shown = _menu()
    shown[""].append(copy(_bare()))
    return shown


@cache
def _bare() -> Any:
    return st.Page(BARE, title="bare", url_path="bare")


frame.menu = menu
