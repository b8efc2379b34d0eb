"""Screens of the owners' roll (业主名册)."""
