"""What other systems are told (消息推送)."""

from components import gate
from rules.permission import Permission

visitor = gate.require(Permission.CONFIGURE)
