"""A form to be filled in; many are open to everybody (填写表单)."""

from components import gate
from components.form import filling

visitor = gate.welcome()
filling.page(visitor)
