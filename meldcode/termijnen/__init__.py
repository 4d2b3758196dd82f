"""Terms: how long something may take, and which days count."""
