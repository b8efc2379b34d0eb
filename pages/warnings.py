"""What an auditor should look at (预警)."""

from components import gate
from components.warning import page
from rules.permission import Permission

visitor = gate.require(Permission.AUDIT)
page.show(visitor)
