"""Keys: the master key, the key store, and sealing and unsealing content; encryption happens nowhere else."""
