"""What a school sets for itself: its terms, and the days on which it is free."""
