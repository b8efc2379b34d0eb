"""Accounts that were posted (收支公示)."""

from components import gate
from components.disclosure import shelf

visitor = gate.welcome()
shelf.show(visitor)
