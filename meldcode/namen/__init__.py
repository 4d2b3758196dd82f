"""How a child is named and found, and how it is kept without a name."""
