"""The journal of a school: a keyed chain of lines, and the rows bound to it."""
