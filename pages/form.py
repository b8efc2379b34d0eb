"""A form to be filled in; many are open to everybody (填写表单)."""

from components import gate

visitor = gate.welcome()
