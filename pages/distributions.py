"""What is shared out (收益分配)."""

from components import gate
from components.distribution import page

visitor = gate.welcome()
page.show(visitor)
