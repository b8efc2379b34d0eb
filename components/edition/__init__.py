"""Editions of the red and black list on screen (期次)."""
