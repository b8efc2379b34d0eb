"""What the rules of procedure say about counting (表决约定)."""

from components import counting, gate
from rules.permission import Permission

visitor = gate.require(Permission.SET_RULES)
counting.show(visitor)
