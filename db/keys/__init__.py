"""Keys: storing them, and sealing content with them."""
