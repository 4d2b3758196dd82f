"""Keys: the master key, the key store, and sealing and unsealing content, which is done only through this room."""
