"""The rows of one table: search, filter, change, import, export (数据表)."""

from components import gate

visitor = gate.welcome()
