"""What is wrong with a vastlegging that a dossier refuses."""

import pytest

from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import record


def refused(dossier, kind, **changes) -> dict[str, str]:
    with pytest.raises(Onvolledig) as caught:
        record(dossier, kind, **changes)
    return caught.value.objections
