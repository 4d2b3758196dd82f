"""Calendars as schools have them, each with the days that are in it, by hand."""
