"""One metric: what it says, and the builder (指标)."""

from components import gate

visitor = gate.welcome()
