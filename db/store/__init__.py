"""The database itself: where it is, how it is opened, what it refuses, and its files."""
