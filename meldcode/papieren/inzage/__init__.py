"""What somebody who asks for inzage is given of a dossier: each record looked at, and what is withheld with its ground."""
