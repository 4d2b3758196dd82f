"""The form that draws any vastlegging, and the concept that saves what was typed in it."""
