"""What banks and payment services hand out, and how it fits the books (银行对账规则)."""
