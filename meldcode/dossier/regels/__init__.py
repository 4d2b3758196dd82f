"""What must agree before something is recorded: one module each, with one function ``objections``."""
