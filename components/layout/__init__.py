"""Rows on paper, on the screen (打印)."""
