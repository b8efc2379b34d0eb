"""One firm: its compounds and its record (物业企业)."""

from components import gate

visitor = gate.welcome()
