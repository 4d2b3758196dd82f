"""A helper: the objections of a dossier to a vastlegging that it must refuse."""

import pytest

from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import record


def refused(dossier, kind, **changes) -> dict[str, str]:
    with pytest.raises(Onvolledig) as caught:
        record(dossier, kind, **changes)
    return caught.value.objections
