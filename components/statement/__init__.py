"""What people say about a topic: answered one at a time, read by agreement (意见)."""
