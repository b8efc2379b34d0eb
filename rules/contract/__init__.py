"""Contracts on common parts: what falls due, what was paid, what they may become (经营合同)."""
