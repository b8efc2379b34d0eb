"""The books on screen (账目)."""
