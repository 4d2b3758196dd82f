"""How long something may take, and which days count."""
