"""One metric: what it says, and the builder (指标)."""

from components import gate
from components.metric import page

visitor = gate.welcome()

page.show(visitor)
