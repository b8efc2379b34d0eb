"""Raising a matter, supporting it, changing its text, ending it, reading it (议题)."""
