"""What a school sets for itself: terms, free days and settings."""
