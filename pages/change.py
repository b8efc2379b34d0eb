"""One change set (变更集)."""

from components import gate
from components.change import detail
from rules.permission import Permission

visitor = gate.require(Permission.CONFIGURE)
detail.show(visitor)
