"""The domain of Meldroute: the route of the meldcode, declared once.

Pure Python: no screen, no database, no clock, no files. Everything that depends on the day or on a
person receives it: ``on=`` and ``by=``.
"""
