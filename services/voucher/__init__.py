"""Papers that prove entries: the private original and the copy for everybody (票据)."""
