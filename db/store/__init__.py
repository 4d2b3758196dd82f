"""The database as such: where it is, opening it, what it refuses by itself, its files, and its errors in Dutch."""
