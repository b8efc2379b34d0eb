"""Rows of a table from a file: looked at before anything is written, taken back in one click."""

from components import gate
from components.load import page

page.show(gate.require())
