"""What happens between the decision and the rating: the work (办理)."""

from components.work.panel import panel

__all__ = ["panel"]
