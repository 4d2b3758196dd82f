"""Everything on the screen except the pages' own few lines: the gate, signing in, forms, lists, charts, and files."""
