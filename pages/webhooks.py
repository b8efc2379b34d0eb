"""What other systems are told (消息推送)."""

from components import gate
from components.webhook import page
from rules.permission import Permission

visitor = gate.require(Permission.CONFIGURE)
page.show(visitor)
