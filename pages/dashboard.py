"""Figures of a place as pictures, down to the rows (看板)."""

from components import gate
from components.dashboard import page

visitor = gate.welcome()
page.show(visitor)
