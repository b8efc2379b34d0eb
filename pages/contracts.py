"""Contracts on common parts (经营合同)."""

from components import gate, link
from components.contract import page

visitor = gate.welcome()
page.show(link.asked_id(), visitor)
