"""The bank beside the books (银行对账)."""

from components import gate
from components.bank import page

visitor = gate.require()
page.show(visitor)
