"""Files as people bring them, each with what must come of it: written by hand, not computed by what is tested.

``tests/db/dossiers/inspection/test_files_as_they_are.py`` tries them all. All are made here, none is copied.
"""

from tests.inputs.documents import DOCUMENTS
from tests.inputs.ends import ENDS, LARGE
from tests.inputs.other_kinds import OTHERS
from tests.inputs.photos import PHOTOS

CASES = [*PHOTOS, *ENDS, *LARGE, *DOCUMENTS, *OTHERS]
