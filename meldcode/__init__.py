"""The domain of Meldroute: the route of the meldcode and its rules, each declared once.

Pure Python: nothing here uses a screen, the database, the clock or files. A function that needs the day or the person
gets them as arguments: ``on=`` is a date, ``by=`` is the signed-in ``User``. Numbers such as R24 are the demands that
the route was built from; a ``Bron`` (``meldcode.bronnen``) names the law or guideline that something rests on.
"""
