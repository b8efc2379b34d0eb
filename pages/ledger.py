"""Where our money goes (公共收益账目)."""

from components import gate
from components.ledger import page

visitor = gate.welcome()
page.show(visitor)
