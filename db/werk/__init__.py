"""What waits for somebody or is new to them, and the mail that tells them so."""
