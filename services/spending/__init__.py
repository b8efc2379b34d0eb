"""Leave to spend: asked for, walked, decided, paid, and its result published (支出)."""
