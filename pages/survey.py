"""What an owner says of the property service (业主满意度)."""

from components import gate
from rules.permission import Permission

visitor = gate.require(Permission.ANSWER_SURVEY)
