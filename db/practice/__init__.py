"""The practice school: invented throughout, with a case in every fase of the route."""
