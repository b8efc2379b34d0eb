"""Who serves whom, for how long, and who is tied to a firm (物业企业规则)."""
