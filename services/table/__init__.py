"""Reading any described table, through the rights of whoever asks (数据表)."""
