"""The hearing of firms on screen (企业陈述)."""
