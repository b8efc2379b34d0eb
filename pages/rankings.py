"""Every edition of the red and black list (红黑榜)."""

from components import gate
from components.ranking import shelf

visitor = gate.welcome()
shelf.show(visitor)
