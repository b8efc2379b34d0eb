"""What may follow from a list, and what never does (结果运用规则)."""
