"""Accounts posted for all owners: the list with its clock, and one statement (收支公示)."""
