"""Signing in, and confirming once more who one is."""
