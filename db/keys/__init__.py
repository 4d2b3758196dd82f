"""The keys, and what is sealed with them."""
