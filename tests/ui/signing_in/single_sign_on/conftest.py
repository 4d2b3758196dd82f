"""Fixtures of single sign-on: a real provider on loopback that can misbehave, one per process."""

from collections.abc import Iterator

import pytest

from tests.ui import provider as other_side
from tests.ui.conftest import PATIENCE, Linde
from tests.ui.provider import Provider
from tests.ui.signing_in.single_sign_on.way_in import SETTINGS
from ui.signing_in import provider as our_side


@pytest.fixture(scope="session")
def _provider() -> Iterator[Provider]:
    with other_side.running() as running:
        yield running


@pytest.fixture
def provider(_provider: Provider, linde: Linde, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A well-behaved provider, and a school that is set up for it."""
    assert linde
    _provider.behaves()
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"MELDCODE_OIDC_{name}", value)
    monkeypatch.setenv("MELDCODE_OIDC_ISSUER", _provider.issuer)
    monkeypatch.setattr(our_side, "PATIENCE", PATIENCE)
    our_side.provider_of.cache_clear()
    return _provider
