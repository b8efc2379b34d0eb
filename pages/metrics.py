"""Every metric with its definition (指标)."""

from components import gate
from components.metric import shelf

visitor = gate.welcome()

shelf.show(visitor)
