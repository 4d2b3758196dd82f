"""The form that draws any vastlegging, and the concept that keeps what was typed in it."""
