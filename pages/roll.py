"""The owners' roll (业主名册)."""

from components import gate
from components.roll import page
from rules.permission import Permission

visitor = gate.require(Permission.READ_ROLL)
page.show(visitor)
