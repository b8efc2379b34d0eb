"""How one compound's result came about (小区评价结果)."""

from components import gate

visitor = gate.welcome()
