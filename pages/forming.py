"""Drawing up a form (设计表单)."""

from components import gate
from components.forming import page
from rules.permission import Permission

visitor = gate.require(Permission.CONFIGURE)
page.page(visitor)
