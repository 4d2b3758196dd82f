"""The journal of a school: a keyed chain of lines about every change and view, and how other rows are bound to it."""
