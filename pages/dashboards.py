"""The dashboards that somebody drew up (看板)."""

from components import gate
from components.dashboard import shelf

visitor = gate.welcome()
shelf.show(visitor)
