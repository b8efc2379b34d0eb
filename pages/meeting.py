"""One meeting (会议)."""

from components import gate, link
from components.meeting import page

visitor = gate.welcome()
page.show(link.asked_id(), visitor)
