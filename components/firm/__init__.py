"""Who serves which compound (物业企业)."""
