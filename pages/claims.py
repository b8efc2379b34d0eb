"""What is to be won back (公共收益清收)."""

from components import gate, link
from components.claim import page

visitor = gate.welcome()
page.show(link.asked_id(), visitor)
