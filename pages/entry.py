"""One entry, with what proves it (记账凭证)."""

from components import gate
from components.ledger import entry

visitor = gate.welcome()
entry.show(visitor)
