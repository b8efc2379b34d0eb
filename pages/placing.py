"""How one compound's result came about (小区评价结果)."""

from components import gate, link
from components.placing import page

gate.welcome()
page.show(link.asked_id())
