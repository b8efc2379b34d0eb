"""The bank beside the books: statements, matches, what differs (银行对账)."""
