"""What somebody brought (a photo, a PDF, a calendar), read by a process of its own that can be ended at any moment."""
