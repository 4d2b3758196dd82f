"""Reading the days in a calendar of a school: its bytes, an .ics, a table of rows, and days as people write them.

Runs in the process of ``db.brought.child``.
"""
