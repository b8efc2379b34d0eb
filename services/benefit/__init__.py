"""What came of it: told once by those who saw to it, read by everybody (民享)."""
