"""Keeping the books (记账与复核)."""

from components import gate
from components.ledger.desk import page

visitor = gate.require()
page.show(visitor)
