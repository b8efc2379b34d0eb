"""Who serves which compound (物业企业)."""

from components import gate
from components.firm import page

visitor = gate.welcome()
page.show(visitor)
