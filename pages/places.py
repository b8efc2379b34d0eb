"""The tree of places (地方)."""

from components import gate, places
from rules.permission import Permission

visitor = gate.require(Permission.MANAGE_PLACES)
places.show(visitor)
