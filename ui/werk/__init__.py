"""The start page, and what leads from it to the work."""
