"""The page of one topic, from proposal to result (议题)."""
