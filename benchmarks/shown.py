"""The app as it is, with one table more that nobody drew a page for (百万行应用)."""

from benchmarks import million
from streamlit_app import app

__all__ = ["app"]

assert million.TABLE.name
