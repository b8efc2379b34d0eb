"""The home page: first what waits for me, then what goes on around me (今日)."""
