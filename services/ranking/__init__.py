"""The red and black list as everybody reads it: pages, files, posters (红黑榜公开)."""
