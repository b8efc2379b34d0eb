"""Calling a meeting, counting who came, filing its minutes, reading about it (会议)."""
