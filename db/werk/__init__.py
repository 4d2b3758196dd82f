"""What waits for somebody or is new to them, and the mail about it."""
