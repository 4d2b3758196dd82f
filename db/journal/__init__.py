"""The journal of a school: a keyed chain of lines, and what is bound to it."""
