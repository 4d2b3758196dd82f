"""For tests of how two people destroy a dossier: its term is over, and erasing it was granted.

When that is so is promised in tests/meldcode/bewaren and tests/meldcode/verzoeken, and that it is asked in
tests/meldcode/dossier/einde/test_what_holds_it_back.py.
"""

import pytest

from meldcode.dossier.einde import vernietigen


@pytest.fixture
def term_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vernietigen, "mag_weg", lambda *_given: ())
    monkeypatch.setattr(vernietigen, "toegewezen_wissen", lambda _records: True)
