"""Accounts posted for all owners: what they say, when they are due, who may ask (收支公示)."""
