"""One topic, from proposal to result (议题)."""

from components import gate, link
from components.topic import page

visitor = gate.welcome()
page.show(link.asked_id(), visitor)
