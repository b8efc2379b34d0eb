"""What follows from a published list (结果运用)."""
