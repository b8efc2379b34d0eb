"""The red and black list as everybody reads it on screen (红黑榜公开)."""
