"""Files that people bring (photo, PDF, calendar), read in a separate process that can be killed at any moment."""
