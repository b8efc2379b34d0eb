"""Business on common parts: contracts, what they owe, what came in (经营合同)."""
