"""Accounts: who has one, signing in, sessions, and what slows down guessing."""
