"""What ties people to firms, so that they do not score them (利害关系申报)."""

from components import gate
from components.firm import interest

visitor = gate.require()
interest.show(visitor)
