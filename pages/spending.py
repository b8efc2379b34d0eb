"""Leave to spend (支出决定)."""

from components import gate
from components.spending import page

visitor = gate.welcome()
page.show(visitor)
