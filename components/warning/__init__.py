"""What an auditor should look at (预警)."""
