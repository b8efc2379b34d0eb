"""Every table that the visitor may read (数据表)."""

from components import gate

visitor = gate.welcome()
