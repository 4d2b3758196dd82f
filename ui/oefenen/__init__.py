"""The course of the practice school: the list of its cases, the exercise beside a dossier, and the certificate."""
