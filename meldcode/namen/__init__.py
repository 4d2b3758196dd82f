"""Names: searching a dossier by the name of the pupil, code names, and taking a name out of a text."""
