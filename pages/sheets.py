"""The score sheets of whoever scores (评分表)."""

from components import gate
from components.scoring import sheets
from rules.permission import Permission

visitor = gate.require(Permission.SCORE)
sheets.page(visitor)
