"""Every metric with its definition (指标)."""

from components import gate

visitor = gate.welcome()
