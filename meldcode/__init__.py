"""The domain of Meldroute: the route of the meldcode, declared once.

Pure Python: no screen, no database, no clock, no files. What depends on the day or on a person gets it as an argument:
``on=`` and ``by=``.
"""
