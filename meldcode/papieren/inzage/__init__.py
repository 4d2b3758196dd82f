"""What somebody who asks for inzage is given of a dossier, passage by passage, and what is withheld on which ground."""
