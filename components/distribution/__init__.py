"""Sharing out on screen (收益分配)."""
