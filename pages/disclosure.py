"""The accounts of one period, and what owners say (收支公示表)."""

from components import gate
from components.disclosure import page

visitor = gate.welcome()
page.show(visitor)
