"""The dashboards that somebody drew up (看板)."""

from components import gate

visitor = gate.welcome()
