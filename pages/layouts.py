"""How the rows of a table are printed: drawn up as data, held by change sets (打印版式)."""

from components import gate
from components.layout import page
from rules.permission import Permission

page.show(gate.require(Permission.CONFIGURE))
