"""Changes of configuration: drafted, checked, published, rolled back (变更集)."""

from components import gate
from components.change import page
from rules.permission import Permission

visitor = gate.require(Permission.CONFIGURE)
page.show(visitor)
