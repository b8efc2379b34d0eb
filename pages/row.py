"""One row, with what belongs to it and how it came to be (记录)."""

from components import gate
from components.row import page

visitor = gate.welcome()

page.show(visitor)
