"""What an auditor should look at, found in the books (预警)."""
