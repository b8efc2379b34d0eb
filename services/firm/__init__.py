"""Firms, the compounds they serve, and who is tied to them (物业企业)."""
