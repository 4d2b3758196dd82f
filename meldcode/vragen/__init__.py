"""Vragen: what is asked, the types of answers, and how a recorded answer is kept."""
