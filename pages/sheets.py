"""The score sheets of whoever scores (评分表)."""

from components import gate
from rules.permission import Permission

visitor = gate.require(Permission.SCORE)
