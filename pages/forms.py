"""The forms of a place (表单)."""

from components import gate
from components.form import listing

visitor = gate.welcome()
listing.page(visitor)
