"""Running one fragment by itself, as a browser asks when a widget in it changes (``ui.page.fragment``).

AppTest always asks for the whole page. Here the request names the fragment, as a browser's does.
"""

from functools import partial

import pytest
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget

_ASKS = "streamlit.testing.v1.local_script_runner.RerunData"


def part_of(app: AppTest, field: Widget) -> str | None:
    """The fragment that a widget belongs to; None when it belongs to the page itself."""
    about = app._session_state._state._get_widget_metadata(field.id)
    return about.fragment_id if about else None


def run_alone(app: AppTest, field: Widget) -> None:
    """Run the part that this widget is in, with what stands in all fields. Then the page has only what was sent."""
    fragment = part_of(app, field)
    assert fragment, "this widget is in no part"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_ASKS, partial(RerunData, fragment_id_queue=[fragment]))
        app.run()
