"""Rows of any table from a file and into a file (数据导入导出)."""
