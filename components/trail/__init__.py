"""Screens of the trail (留痕)."""
