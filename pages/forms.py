"""The forms of a place (表单)."""

from components import gate

visitor = gate.welcome()
