"""The bank beside the books, on screen (银行对账)."""
