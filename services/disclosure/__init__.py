"""Accounts posted for all owners, objections to them, petitions for an audit (收支公示)."""
