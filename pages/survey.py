"""What an owner says of the property service (业主满意度)."""

from components import gate
from components.scoring import survey

visitor = gate.require()
survey.page(visitor)
