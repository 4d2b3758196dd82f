"""Terms: how long something may take, which days count, holidays, the school year, and how long data are kept."""
