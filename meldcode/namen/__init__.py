"""Names: finding a child by name, code names, and taking names out of text."""
