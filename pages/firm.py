"""One firm: its compounds and its record (物业企业)."""

from components import gate, link
from components.firm import record

visitor = gate.welcome()
record.show(link.asked("code", 40), visitor)
