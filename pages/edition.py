"""One edition: its lists, and the work on it (期次)."""

from components import gate

visitor = gate.welcome()
