"""Figures of a place as pictures, down to the rows (看板)."""

from components import gate

visitor = gate.welcome()
