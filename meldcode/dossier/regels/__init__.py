"""Consistency rules, checked before recording: one module per subject, each with a function ``objections``."""
