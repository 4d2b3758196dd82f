"""Several dossiers of one family: of a pupil who got two, and of brothers and sisters."""
