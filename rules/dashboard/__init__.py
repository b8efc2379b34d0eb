"""Dashboards as data (看板): which figures stand where, and for whom."""

from rules.dashboard.body import Audience, Dashboard, Tile, TileKind, read_dashboard

__all__ = ["Audience", "Dashboard", "Tile", "TileKind", "read_dashboard"]
