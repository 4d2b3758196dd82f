"""Accounts: who works here, how they sign in, and how they confirm who they are."""
