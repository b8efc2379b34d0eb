"""Keeping, drafting and publishing procedures (议事规程)."""
