"""Every table that the visitor may read (数据表)."""

from components import gate
from components.table import catalogue

visitor = gate.welcome()

catalogue.show(visitor)
