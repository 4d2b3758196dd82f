"""Dossiers and what is kept with them: records, attachments, concepten, meetings, and the lists of them."""
