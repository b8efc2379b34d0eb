"""Requests to spend on screen (支出)."""
