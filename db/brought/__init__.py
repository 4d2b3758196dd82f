"""Reading files that people bring (photo, PDF, calendar), in a separate process that can be killed at any moment.

``own_process`` starts that process, ``child`` runs in it, and the other files here are its readers, one per kind.
"""
