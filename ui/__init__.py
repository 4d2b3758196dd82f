"""What the pages share: the gate, signing in, forms, charts, and sending files."""
