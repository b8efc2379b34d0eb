"""Sharing out among the owners: planned, decided by them, paid share by share (收益分配)."""
