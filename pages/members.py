"""Accounts and grants (成员与授权)."""

from components import gate
from components.member import page
from rules.permission import Permission

visitor = gate.require(Permission.INVITE)
page.show(visitor)
