"""Every edition of the red and black list (红黑榜)."""

from components import gate

visitor = gate.welcome()
