"""One motion: the ballot and the count (表决)."""

from components import gate, link
from components.motion import page

visitor = gate.welcome()
page.show(link.asked_id(), visitor)
