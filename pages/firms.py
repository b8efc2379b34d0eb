"""Who serves which compound (物业企业)."""

from components import gate

visitor = gate.welcome()
