"""Changes of configuration: drafted, checked, published, rolled back (变更集)."""

from components import gate
from rules.permission import Permission

visitor = gate.require(Permission.CONFIGURE)
