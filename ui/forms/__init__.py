"""The form that draws any vastlegging, what a tab remembers of it, and recording what was filled in."""
