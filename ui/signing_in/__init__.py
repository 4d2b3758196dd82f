"""Signing in: by password, second step, one-time link or single sign-on; and confirming again who one is."""
