"""What follows from a published edition: owners' topics, awards, put-right lists (结果运用)."""
