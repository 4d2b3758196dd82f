"""Back-ups, putting one back, and taking schools to another database."""
