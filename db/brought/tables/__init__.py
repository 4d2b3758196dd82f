"""The rows of a table that somebody brings, whatever kind of file it is in.

Runs in the process of ``db.brought.child``.
"""
