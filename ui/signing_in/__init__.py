"""The way in, and showing once more who one is."""
