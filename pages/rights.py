"""Who may read and change what, and why (权限矩阵)."""

from components import gate

visitor = gate.require()
