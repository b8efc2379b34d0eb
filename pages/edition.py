"""One edition: its lists, and the work on it (期次)."""

from components import gate
from components.edition import page

visitor = gate.welcome()
page.show(visitor)
