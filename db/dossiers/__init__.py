"""Dossiers and what is stored with them (records, attachments, concepten, meetings), and the lists of them."""
