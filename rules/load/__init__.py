"""Files of rows, coming in and going out (数据导入导出)."""
