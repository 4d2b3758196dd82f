"""The practice school: invented from beginning to end, with a case in every state of the route."""
