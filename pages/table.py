"""The rows of one table: search, filter, change, import, export (数据表)."""

from components import gate
from components.table import page

visitor = gate.welcome()

page.show(visitor)
