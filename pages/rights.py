"""Who may read and change what, and why (权限矩阵)."""

from components import gate
from components.right import page

visitor = gate.require()
page.show(visitor)
