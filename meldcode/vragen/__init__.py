"""Vragen: how a question is declared, how an answer to it is read and checked, and how it is recorded."""
