"""What was done, by whom (留痕)."""

from components import gate
from components.trail import page
from rules.permission import Permission

visitor = gate.require(Permission.READ_TRAIL)
page.show(visitor)
