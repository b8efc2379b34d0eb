"""Rows of a table from a file and into a file, on the screen (导入导出)."""
