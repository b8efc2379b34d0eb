"""Where the books are kept (记账台)."""
