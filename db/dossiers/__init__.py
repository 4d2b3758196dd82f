"""Dossiers and what is stored with them (records, bijlagen, concepten, besprekingen), and lists of dossiers."""
