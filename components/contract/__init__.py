"""What comes in under contracts, and what should have (经营合同)."""
