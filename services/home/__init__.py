"""What waits for somebody today, and what goes on where he lives (今日)."""
